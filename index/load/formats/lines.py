"""JSON Lines: one article a line, BEIR corpora among them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.load.base import Draft, Raw, Refusal
from index.load.decode import decode
from index.load.formats.fields import draft_from
from index.load.settings import LoadSettings


def read_lines(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read one article a line; a line that cannot be read is refused, the others go on."""
    for number, line in enumerate(decode(raw.data, raw.charset).split("\n"), 1):
        if not line.strip():
            continue
        part = f"line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            yield Refusal(f"{raw.name} {part}", f"is not valid JSON: {reason}")
            continue
        if not isinstance(record, dict):
            yield Refusal(f"{raw.name} {part}", "is not a JSON object")
            continue
        draft = draft_from(record, settings)
        draft.part = part
        yield draft

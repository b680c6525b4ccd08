"""CSV and TSV: one article a row, the first row names the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.clean import unwrap
from index.load.decode import decode
from index.load.formats.fields import draft_from
from index.load.markup import maybe_html
from index.load.settings import LoadSettings

_LONGEST_FIELD = 64 * 2**20


def read_table(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read one article a row; comma, semicolon, tab and bar are told apart by the first row.

    Raises:
        RefusedError: no column holds a text, or the quoting is broken.
    """
    text = decode(raw.data, raw.charset).replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [str(name).strip() for name in rows.fieldnames or []]
    probe = draft_from({name: "x" for name in names if name}, settings)
    if not probe.text:
        raise RefusedError(
            f"has no column that holds a text (columns: {', '.join(names[:8])}; "
            "name it with --field text=NAME)"
        )
    rows.fieldnames = names
    try:
        for row in rows:
            record = {name: value for name, value in row.items() if name and value}
            draft = draft_from(record, settings)
            draft.part = f"line {rows.line_num}"
            if any(row.get(None) or ()):
                yield Refusal(
                    f"{raw.name} {draft.part}",
                    f"has more fields than the {len(names)} columns; quote those with separators",
                )
                continue
            draft.text = unwrap(maybe_html(draft.text))
            yield draft
    except csv.Error as error:
        raise RefusedError(f"is not a readable table: {error}, line {rows.line_num}") from error

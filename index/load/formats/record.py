"""JSON: one article, a list of them, an object that holds such a list, or ninjs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.clean import unwrap
from index.load.decode import decode
from index.load.formats.fields import draft_from
from index.load.formats.ninjs import is_ninjs, read_ninjs
from index.load.markup import maybe_html
from index.load.settings import LoadSettings

_LISTS = ("articles", "items", "news", "results", "documents", "docs", "data", "entries", "posts")
_WRAPPERS = ("data", "response", "result", "feed")


def read_json(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read the articles of a JSON document.

    Raises:
        RefusedError: it is not JSON, or holds nothing that looks like an article.
    """
    text = decode(raw.data, raw.charset)
    try:
        document = parse_json(text)
    except RefusedError:
        if not _is_lines(text):
            raise
        yield from read_lines(raw, settings)
        return
    records = _records(document, settings)
    if document == []:
        raise RefusedError("is an empty list")
    if records is None:
        raise RefusedError(
            f"is JSON, but neither an object nor a list of objects ({_kind(document)})"
        )
    for number, record in enumerate(records, 1):
        part = f"record {number}" if len(records) > 1 else ""
        yield from draft_or_refusal(record, raw, part, settings)


def read_lines(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read one article a line; a line that cannot be read is refused, the others go on."""
    for number, line in enumerate(decode(raw.data, raw.charset).split("\n"), 1):
        if not line.strip():
            continue
        part = f"line {number}"
        try:
            record = parse_json(line)
        except RefusedError as error:
            yield Refusal(f"{raw.name} {part}", str(error))
            continue
        yield from draft_or_refusal(record, raw, part, settings)


def parse_json(text: str) -> Any:
    """Return what a JSON text holds.

    Raises:
        RefusedError: it is not valid JSON, or nested beyond reason.
    """
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except RecursionError as error:
        raise RefusedError("is JSON that is nested too deeply") from error
    except ValueError as error:
        raise RefusedError(f"is not valid JSON: {error}") from error


def draft_or_refusal(
    record: Any, raw: Raw, part: str, settings: LoadSettings
) -> Iterator[Draft | Refusal]:
    """Yield the article of one record, or why it holds none.

    Args:
        record: what was parsed; anything.
        raw: the file that it is from.
        part: where in the file, "" when it is the whole.
        settings: the field mapping.
    """
    name = f"{raw.name} {part}".strip()
    if not isinstance(record, Mapping):
        yield Refusal(name, f"is not a JSON object but {_kind(record)}")
        return
    try:
        draft = read_ninjs(record) if is_ninjs(record) else _mapped(record, settings)
    except RefusedError as error:
        yield Refusal(name, str(error))
        return
    draft.part = part
    yield draft


def _mapped(record: Mapping[str, Any], settings: LoadSettings) -> Draft:
    draft = draft_from(record, settings)
    if not draft.text.strip():
        fields = ", ".join(str(name) for name in list(record)[:8]) or "none"
        raise RefusedError(
            f"has no text (fields: {fields}; name the one that holds it with --field text=NAME)"
        )
    draft.text = unwrap(maybe_html(draft.text))
    return draft


def _records(document: Any, settings: LoadSettings) -> list[Any] | None:
    """Return the records of a document; None when it is no object and no list of objects.

    An object that has a text of its own is one article, whatever lists hang on it.
    """
    if isinstance(document, list):
        return document if any(isinstance(each, Mapping) for each in document) else None
    if not isinstance(document, Mapping):
        return None
    if is_ninjs(document) or draft_from(document, settings).text.strip():
        return [document]
    inside = [document.get(name) for name in _WRAPPERS]
    for place in [document, *(each for each in inside if isinstance(each, Mapping))]:
        for name in _LISTS:
            inner = place.get(name)
            if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
                return inner
    return [document]


def _is_lines(text: str) -> bool:
    """Tell whether the first two lines are JSON objects each, as in JSON Lines."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:2]
    try:
        return len(lines) == 2 and all(isinstance(parse_json(line), dict) for line in lines)
    except RefusedError:
        return False


def _kind(value: Any) -> str:
    names = {str: "a string", list: "a list", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else "an object")

"""Messages of Outlook (MSG).

The file is an OLE container; each property of the message is a stream of it, named by the
property's number and type (Microsoft, [MS-OXMSG] and [MS-OXPROPS]).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.clean import clean_line, unwrap
from index.load.inside import budget_of, read_inside
from index.load.markup import fragment_text
from index.load.settings import LoadSettings

_SUBJECT, _BODY, _HTML, _SENDER, _HEADERS = "0037", "1000", "1013", "0C1A", "007D"
_DATA, _LONG_NAME, _NAME = "3701", "3707", "3704"
_SENT, _DELIVERED = 0x0039, 0x0E06
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_STREAM = "__substg1.0_"
_PROPERTIES = "__properties_version1.0"


def read_outlook(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read a message's words, then its attachments.

    Raises:
        RefusedError: damaged, no message, or without words and attachments.
    """
    from olefile import OleFileIO
    from olefile.olefile import OleFileError

    try:
        ole = OleFileIO(io.BytesIO(raw.data))
    except (OleFileError, OSError, ValueError, struct.error) as error:
        raise RefusedError(f"is a damaged Outlook message ({error})") from error
    with ole:
        if not ole.exists(_PROPERTIES):
            raise RefusedError("is an old office document; save it as DOCX, XLSX or PDF")
        subject, body = _text(ole, (), _SUBJECT), _text(ole, (), _BODY)
        if not body.strip():
            markup = _bytes(ole, (), f"{_HTML}0102")
            body = fragment_text(markup.decode("utf-8", "replace")) if markup else ""
        sent = _when(ole)
        if body.strip():
            yield Draft(
                unwrap(body.replace("\r\n", "\n")),
                title=subject,
                dates=[sent] if sent else [],
                author=_text(ole, (), _SENDER) or None,
            )
        attached = list(_attachments(ole))
    if not attached and not body.strip():
        raise RefusedError("is a message without words")
    budget = budget_of(raw, settings)
    for name, data in attached:
        for each in read_inside(raw, name, data, settings, budget):
            if isinstance(each, Draft):
                each.dates += [sent] if sent else []
            yield each


def _when(ole: Any) -> str | datetime | None:
    """Return when it was sent: as its headers say, else its own properties."""
    headers = HeaderParser().parsestr(_text(ole, (), _HEADERS, line=False))
    if headers["date"]:
        return str(headers["date"])
    data = ole.openstream(_PROPERTIES).read()[32:]
    found: dict[int, datetime] = {}
    for at in range(0, len(data) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", data, at)
        if kind == 0x0040 and number in (_SENT, _DELIVERED):
            found[number] = _EPOCH + timedelta(microseconds=min(value, 2**62) // 10)
    return found.get(_SENT) or found.get(_DELIVERED)


def _attachments(ole: Any) -> Iterator[tuple[str, bytes]]:
    folders = sorted(
        {path[0] for path in ole.listdir() if path[0].startswith("__attach_version1.0_")}
    )
    for number, folder in enumerate(folders, 1):
        data = _bytes(ole, (folder,), f"{_DATA}0102")
        name = _text(ole, (folder,), _LONG_NAME) or _text(ole, (folder,), _NAME)
        if data:
            yield name or f"attachment-{number}", data


def _text(ole: Any, place: tuple[str, ...], number: str, *, line: bool | None = None) -> str:
    wide = _bytes(ole, place, f"{number}001F")
    narrow = _bytes(ole, place, f"{number}001E")
    text = wide.decode("utf-16-le", "replace") if wide else narrow.decode("cp1252", "replace")
    text = text.rstrip("\0")
    one_line = number not in (_BODY, _HEADERS) if line is None else line
    return clean_line(text) if one_line else text


def _bytes(ole: Any, place: tuple[str, ...], name: str) -> bytes:
    path = [*place, _STREAM + name]
    return bytes(ole.openstream(path).read()) if ole.exists(path) else b""

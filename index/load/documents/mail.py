"""E-mail: one article a message, and one for each attachment that can be read."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.clean import clean_line, unwrap
from index.load.inside import budget_of, read_inside
from index.load.markup import fragment_text
from index.load.settings import LoadSettings

_log = logging.getLogger(__name__)

_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{0,500}\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mail(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read a message (EML): its words, then its attachments."""
    yield from _message(raw.data, raw, settings)


def read_mailbox(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read the messages of a mailbox (MBOX).

    Raises:
        RefusedError: no message begins in it.
    """
    starts = list(_BEGINNING.finditer(raw.data))
    if not starts:
        raise RefusedError("is no mailbox (no line begins with “From ”)")
    ends = [each.start() for each in starts[1:]] + [len(raw.data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        data = _ESCAPED.sub(rb"\1", raw.data[start.end() : end])
        part = f"message {number}"
        try:
            for each in _message(data, raw, settings, part):
                if isinstance(each, Draft):
                    each.part = f"{part} {each.part}".strip()
                yield each
        except RefusedError as error:
            yield Refusal(f"{raw.name} {part}", str(error))


def _message(
    data: bytes, raw: Raw, settings: LoadSettings, part: str = ""
) -> Iterator[Draft | Refusal]:
    """Yield a message's words and what is attached to it.

    Raises:
        RefusedError: it has neither.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    sent = _header(message, "date")
    text = message_text(message)
    if text.strip():
        name, address = parseaddr(_header(message, "from"))
        many = any(message[each] for each in ("list-id", "list-unsubscribe", "list-post"))
        yield Draft(
            text,
            title=_header(message, "subject"),
            dates=[sent] if sent else [],
            author=None if many else clean_line(name) or address or None,
            source=(clean_line(name) or address.rpartition("@")[2] or None) if many else None,
        )
    attached = list(_attachments(message))
    if not attached and not text.strip():
        raise RefusedError("is a message without words")
    budget = budget_of(raw, settings)
    for name, media, content in attached:
        inside = f"{part} {name}".strip()
        for each in read_inside(raw, inside, content, settings, budget, media=media):
            if isinstance(each, Draft):
                each.part = each.part.removeprefix(part).strip()
                each.dates += [sent] if sent else []
            yield each


def message_text(message: EmailMessage) -> str:
    """Return a message's words, its plain form before the marked-up one."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        _log.debug("a mail names a charset that nobody knows", exc_info=True)
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    content = content.replace("\r\n", "\n")
    return fragment_text(content) if body.get_content_subtype() == "html" else unwrap(content)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, media type and bytes of what is attached; pictures of the words are not."""
    for number, part in enumerate(message.iter_attachments(), 1):
        media = part.get_content_type()
        inline = part.get_content_disposition() != "attachment"
        if inline and part.get_content_maintype() == "image":
            continue
        name = clean_line(part.get_filename() or "")
        if media == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                yield name or f"attachment-{number}.eml", media, inner.as_bytes()
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield name or f"attachment-{number}", media, payload


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in words, "" where there is none or it cannot be parsed."""
    try:
        return clean_line(str(message[name] or ""))
    except (ValueError, LookupError, AttributeError, IndexError):
        _log.debug("the header %s cannot be parsed", name, exc_info=True)
        return ""

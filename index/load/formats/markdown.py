"""Markdown with front matter in YAML or TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.load.base import Draft, Raw
from index.load.decode import decode
from index.load.formats.fields import draft_from
from index.load.formats.front import split_front
from index.load.heads import read_head
from index.load.settings import LoadSettings

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*\n?", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_IMAGE = re.compile(
    r"!\[[^\]\n]*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\n]*?[\"'])?\)|\[[^\]\n]*\])"
)
_LINK = re.compile(
    r"\[([^\[\]\n]*)\](?:\(<?[^()\s]*(?:\([^()]*\)[^()\s]*)*>?(?:\s+[\"'][^\n]*?[\"'])?\)|\[[^\]\n]*\])"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$\n?", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]+)>")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?P<words>[^\n]*\S[^\n]*)\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[*+-][ \t]+", re.MULTILINE)
_STRONG = re.compile(r"(?<!\w)(\*\*\*|___|\*\*|__|\*|~~|_)(?=\S)([^\n]{0,500}?\S)\1(?!\w)")
_CODE = re.compile(r"(`+)([^`\n]+)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TABLE_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*$\n?", re.MULTILINE)
_TABLE_EDGE = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE)
# While signs are removed, an escaped one is kept as a character of a private area.
_PRIVATE = 0xF0000
_ESCAPED = re.compile("[\U000f0021-\U000f007e]")


def read_markdown(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read one article of Markdown; front matter gives title, date, outlet, address, author.

    The text keeps what a reader sees: links become their words, images go, headings stay as
    lines. A first heading becomes the title when the front matter has none.
    """
    text = decode(raw.data, raw.charset).replace("\r\n", "\n").replace("\r", "\n")
    front, body = split_front(text)
    draft = draft_from({**front, "text": body}, settings)
    if not front:
        head = read_head(body)
        body, draft.dates, draft.author = head.text, head.dates, head.author
    heading = re.match(r"\s*(?:#[ \t]+(.+?)[ \t]*#*|([^\n]+)\n=+)[ \t]*(?:\n|\Z)", body)
    if heading and plain_text(body[heading.end() :]).strip():
        title = plain_text(heading[1] or heading[2])
        if not draft.title or _same(draft.title, title):
            draft.title = draft.title or title
            body = body[heading.end() :]
            if not draft.dates:
                head = read_head(body)
                body, draft.dates = head.text, head.dates
                draft.author = draft.author or head.author
    draft.text = plain_text(body)
    draft.headline = not front
    yield draft


def plain_text(markdown: str) -> str:
    """Return Markdown as a reader sees it, without its signs."""
    text = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), markdown)
    text = _COMMENT.sub("", text)
    text = _FENCE.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _REFERENCE.sub("", text)
    text = _NOTE.sub("", text)
    for _ in range(2):  # an image may stand inside a link
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _HEADING.sub(r"\2", text)
    text = _TABLE_RULE.sub("", text)
    text = _TABLE_EDGE.sub("", text)
    text = _UNDERLINE.sub(r"\g<words>", text)
    text = _RULE.sub("", text)
    text = _BULLET.sub("", _QUOTE.sub("", text))
    for _ in range(2):
        text = _STRONG.sub(r"\2", text)
    text = _CODE.sub(r"\2", text)
    return _ESCAPED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()

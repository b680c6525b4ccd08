"""Markdown as a reader sees it: paragraphs and headings without their signs."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_UNDERLINE = re.compile(r"=+|-{2,}")
_REFERENCE = re.compile(r"\[[^\]^][^\]]{0,300}\]:[ \t]*\S+.*")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_BULLET = re.compile(r"[*+-][ \t]+")
_NUMBER = re.compile(r"\d{1,3}[.)][ \t]")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*+(?::?-++:?[ \t]*+|::?[ \t]*+)?)+")
_IMAGE = re.compile(
    r"!\[[^\]\n]{0,500}\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\]\n]{0,100}\])?"
)
_LINK = re.compile(
    r"\[([^\[\]\n]{0,500})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\]\n]{0,100}\])"
)
_NOTE = re.compile(r"\[\^[^\]\n]{1,100}\]:?")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]{1,1000})>")
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|audio|b|blockquote|br|center|cite|code|del|details|div|em|"
    r"figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|script|"
    r"section|small|source|span|strong|style|sub|summary|sup|table|tbody|td|th|thead|time|tr|u|"
    r"ul|video)\b[^<>\n]{0,500}>",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<!\w)(\*\*\*|___|\*\*|__|\*|~~|_)(?=\S)([^\n]{0,500}?\S)\1(?!\w)")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# While signs are removed, an escaped one is kept as a character of a private area.
_PRIVATE = 0xF0000
_ESCAPED = re.compile("[\U000f0021-\U000f007e]")
# Longer lines are paragraphs of their own; shorter ones were broken by an editor.
_BROKEN = 120
_LONGEST = 20_000


def plain_text(markdown: str) -> str:
    """Return Markdown as a reader sees it.

    Lines of a paragraph are joined, links become their words, images go, headings and list
    items stay as lines, blocks are divided by an empty line.
    """
    blocks: list[str] = []
    open_block = fenced = False
    for line in _without_comments(markdown).split("\n"):
        words = line.strip()
        if _FENCE.match(line):
            fenced, open_block = not fenced, False
        elif fenced:
            blocks.append(words)
        elif not words or (not open_block and _RULE.fullmatch(words[:200])):
            open_block = False
        elif open_block and _UNDERLINE.fullmatch(words[:200]):
            open_block = False  # the line before was a heading
        elif not _REFERENCE.fullmatch(words[:_LONGEST]) and not _TABLE_RULE.fullmatch(words[:500]):
            open_block = _add(blocks, words, open_block, hard=line.endswith(("  ", "\\")))
    return "\n\n".join(block for block in map(_inline, blocks) if block.strip())


def _add(blocks: list[str], words: str, open_block: bool, *, hard: bool) -> bool:
    """Add a line to the blocks; tell whether the next line may go on in the same block."""
    quote = _QUOTE.match(words)
    if quote:
        words = words[quote.end() :].strip()
    heading = _HEADING.match(words)
    if heading:
        blocks.append(words[heading.end() :].rstrip("# \t"))
        return False
    bullet = _BULLET.match(words)
    if bullet or _NUMBER.match(words) or words.startswith("|"):
        blocks.append(words[bullet.end() :] if bullet else words.strip("| \t"))
        return not words.startswith("|")
    if open_block and blocks:
        blocks[-1] += " " + words
    else:
        blocks.append(words)
    return len(words) <= _BROKEN and not hard


def _without_comments(markdown: str) -> str:
    if "<!--" not in markdown:
        return markdown
    first, *parts = markdown.split("<!--")
    kept = [first]
    for part in parts:
        _, closed, rest = part.partition("-->")
        kept.append(rest if closed else part)
    return "".join(kept)


def _inline(text: str) -> str:
    """Remove the signs inside a block; a block beyond any article's is left as it is."""
    if len(text) > _LONGEST:
        return text
    if "\\" in text:
        text = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "[" in text:
        text = _NOTE.sub("", text)
        for _ in range(2):  # an image may stand inside a link
            text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if any(sign in text for sign in "*_~"):
        for _ in range(2):
            text = _STRONG.sub(r"\2", text)
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    return _ESCAPED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)

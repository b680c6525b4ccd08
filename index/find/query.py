"""What a search asks for, read from the words that were typed.

measles outbreak            both words, in any of their forms ("outbreaks")
"measles outbreak"          these words in this order
vaccin*                     words that begin so
a AND b, a OR b, NOT a, -a  brackets group; AND binds tighter than OR, and is what a space means
outlet:bbc title:"the vote" author: language: name: since: until: date:
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias

from index.errors import SearchQueryError
from index.find.days import first_day, last_day
from index.text.validate import whole

FIELDS = ("text", "title", "outlet", "author", "language", "name", "date", "since", "until")
LONGEST = 2_000
_ALSO = {"source": "outlet", "byline": "author", "lang": "language"}
_DAYS = ("date", "since", "until")
_GRAMMAR = r"""
    start: either
    ?either: both (_OR both)*
    ?both: one (_AND? one)*
    ?one: _NOT one -> no
        | FIELD atom -> field
        | atom
    ?atom: "(" either ")"
        | QUOTED -> quoted
        | WORD -> word
    _OR.3: /OR(?=[\s()]|$)/
    _AND.3: /AND(?=[\s()]|$)/
    _NOT.3: /NOT(?=[\s()]|$)|-(?=[\w"(])/
    FIELD.2: /[A-Za-z]+:(?=[\w"(])/
    QUOTED: /"[^"]*"/
    WORD: /[^\s()"]+/
    %ignore /\s+/
"""
_QUOTES = str.maketrans("“”„«»", '"""""')
_NEEDED = {"_OR": "OR", "_AND": "AND", "_NOT": "NOT"}
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words to be found.

    Attributes:
        text: as typed, without quotation marks.
        field: where they must stand; None for text or title.
        quoted: they must stand so, one after the other.
    """

    text: str
    field: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Each of the parts must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Node


Node: TypeAlias = "Leaf | All | Either | Not"


@cache
def _parser() -> Any:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True)


def parse(query: str) -> Node | None:
    """Return what a query asks for; None when it is empty, which every article fits.

    Args:
        query: as typed; typographic quotation marks are as good as straight ones.

    Raises:
        SearchQueryError: it cannot be read; the message says where and what to write.
    """
    from lark.exceptions import UnexpectedInput

    words = whole(query).translate(_QUOTES)
    if len(words) > LONGEST:
        raise SearchQueryError(
            f"the query has {len(words):,} characters and may have {LONGEST:,}; shorten it"
        )
    if not words.strip():
        return None
    if words.count('"') % 2:
        place = words.rindex('"') + 1
        raise SearchQueryError(
            f"the quotation mark at character {place} is not closed; "
            'put a second " behind the phrase'
        )
    try:
        return _node(_parser().parse(words).children[0], None)
    except UnexpectedInput as error:
        raise SearchQueryError(_complaint(error, words)) from None


def _node(tree: Any, field: str | None) -> Node:
    kind, parts = tree.data, tree.children
    if kind == "either":
        return Either(tuple(_node(each, field) for each in parts))
    if kind == "both":
        return All(tuple(_node(each, field) for each in parts))
    if kind == "no":
        return Not(_node(parts[0], field))
    if kind == "field":
        return _node(parts[1], _field(str(parts[0])))
    return _leaf(str(parts[0]), field, quoted=kind == "quoted")


def _field(typed: str) -> str:
    name = typed.removesuffix(":").lower()
    name = _ALSO.get(name, name)
    if name in FIELDS:
        return name
    near = get_close_matches(name, FIELDS, n=1)
    meant = f"did you mean {near[0]}:?" if near else f"there are {', '.join(FIELDS)}"
    raise SearchQueryError(
        f'there is no field {typed}; {meant} (in quotation marks, "{typed}…", it is text)'
    )


def _leaf(typed: str, field: str | None, *, quoted: bool) -> Leaf:
    text = typed.strip('"').strip()
    if not _LETTERS.search(text):
        raise SearchQueryError(f"{typed!r} has no letter or digit to look for; leave it out")
    if field in _DAYS:
        for check in (first_day, last_day):
            if check(text) is None:
                raise SearchQueryError(
                    f"{field}:{text} is not a day; write it as 2025-12-31, 2025-12 or 2025"
                )
    if "*" in text and not quoted:
        beginning = text.rstrip("*")
        if "*" in beginning or not _LETTERS.search(beginning):
            raise SearchQueryError(
                f"{text!r} has a star that does not end a word; write the beginning of a word, "
                "then *"
            )
        if beginning.isascii() and len(beginning) < 2:
            raise SearchQueryError(f"{text!r} is too short; put at least 2 letters before the star")
        text = beginning + "*"
    return Leaf(text, field, quoted)


def _complaint(error: Any, words: str) -> str:
    """Return in one line why a query cannot be read."""
    place = getattr(error, "pos_in_stream", None)
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        last = words.split()[-1]
        if last in _NEEDED.values():
            return f"{last} at the end of the query needs something after it"
        opened = _open_bracket(words)
        if opened:
            return f"the bracket at character {opened} is not closed; put a ) behind its group"
        return f"the query ends too early, after {last!r}; say what to look for"
    if token is None or place is None:
        return (
            f"the query cannot be read at {words[place or 0 :][:20]!r}; put it in quotation marks"
        )
    if token.type == "RPAR":
        opened = _open_bracket(words[:place])
        if not opened:
            return f"the bracket at character {place + 1} closes nothing; leave it out"
        return f"the brackets at character {place + 1} end too early; say what to look for in them"
    return f"{token} at character {place + 1} needs something before it"


def _open_bracket(words: str) -> int:
    """Return the place, from 1, of the last bracket that is opened and not closed, else 0."""
    stack: list[int] = []
    quoted = False
    for place, mark in enumerate(words, start=1):
        quoted ^= mark == '"'
        if not quoted and mark == "(":
            stack.append(place)
        elif not quoted and mark == ")" and stack:
            stack.pop()
    return stack[-1] if stack else 0


def said(node: Node | None) -> list[Leaf]:
    """Return the words that an article was found for, less those that it must not have."""
    if node is None or isinstance(node, Not):
        return []
    if isinstance(node, Leaf):
        return [node]
    return [leaf for part in node.parts for leaf in said(part)]

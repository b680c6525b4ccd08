"""Where the words of a search stand in a text, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.find.query import Leaf
from index.text.terms import CJK, terms

Mark = tuple[int, int]

_PIECE = re.compile(rf"([{CJK}]+)|[^\W_{CJK}]+")
_RUN = re.compile(rf"[{CJK}]")
_PLAIN = ""
_KEPT = 65_536


class _Piece(NamedTuple):
    """A word of a text, or a run of letters of a script without spaces."""

    start: int
    end: int
    plain: str
    run: bool


class Pieces:
    """A text cut into words as the index cuts it, each with its place."""

    def __init__(self, text: str) -> None:
        """Cut a text."""
        self._pieces = [
            _Piece(*found.span(), _plain(found.group()), found.lastindex == 1)
            for found in _PIECE.finditer(text)
        ]

    def marks(self, leaf: Leaf) -> list[Mark]:
        """Return where the words of a leaf stand, in order; each (start, end) in the text."""
        wanted = [found.group() for found in _PIECE.finditer(leaf.text)]
        if not wanted:
            return []
        if len(wanted) == 1:
            return list(self._single(wanted[0], leaf))
        return list(self._sequence(wanted, star=leaf.text.endswith("*")))

    def _single(self, word: str, leaf: Leaf) -> Iterator[Mark]:
        if _is_run(word):
            yield from self._inside(word)
            return
        fits = _test(word, leaf)
        for piece in self._pieces:
            if not piece.run and fits(piece.plain):
                yield piece.start, piece.end

    def _inside(self, word: str) -> Iterator[Mark]:
        for piece in self._pieces:
            at = piece.plain.find(word) if piece.run else -1
            while at >= 0:
                yield piece.start + at, piece.start + at + len(word)
                at = piece.plain.find(word, at + len(word))

    def _sequence(self, words: Sequence[str], *, star: bool) -> Iterator[Mark]:
        wanted = [_plain(word) for word in words]
        place = 0
        while place + len(words) <= len(self._pieces):
            here = self._pieces[place : place + len(words)]
            if self._agree(here, wanted, star=star):
                yield _span(here, wanted)
                place += len(words)
            else:
                place += 1

    @staticmethod
    def _agree(pieces: Sequence[_Piece], wanted: Sequence[str], *, star: bool) -> bool:
        last = len(wanted) - 1
        for place, (piece, word) in enumerate(zip(pieces, wanted, strict=True)):
            if piece.run != _is_run(word):
                return False
            if piece.plain == word:
                continue
            ends = place == 0 and piece.run and piece.plain.endswith(word)
            begins = place == last and (piece.run or star) and piece.plain.startswith(word)
            if not ends and not begins:
                return False
        return True


def _span(pieces: Sequence[_Piece], wanted: Sequence[str]) -> Mark:
    first, last = pieces[0], pieces[-1]
    start = first.end - len(wanted[0]) if first.run else first.start
    end = last.start + len(wanted[-1]) if last.run else last.end
    return start, end


def _test(word: str, leaf: Leaf) -> Callable[[str], bool]:
    plain = _plain(word)
    if leaf.text.endswith("*"):
        return lambda found: found.startswith(plain)
    if leaf.quoted:
        return lambda found: found == plain
    form = _form(plain)
    return lambda found: _form(found) == form


def _is_run(word: str) -> bool:
    return bool(_RUN.match(word))


@lru_cache(maxsize=_KEPT)
def _plain(word: str) -> str:
    if _is_run(word):
        return word
    return word.lower() if word.isascii() else "".join(terms(word, _PLAIN))


@lru_cache(maxsize=_KEPT)
def _form(word: str) -> str:
    return "".join(terms(word))


def marks(text: str, leaves: Sequence[Leaf], field: str) -> list[Mark]:
    """Return where the words of a search stand in a text; what overlaps is one mark.

    Args:
        text: the text of an article, or its title.
        leaves: what was asked for.
        field: "text" or "title"; words that were asked for in another field are left out.

    Returns:
        (start, end) of each place, ascending, offsets into the text.
    """
    asked = [leaf for leaf in leaves if leaf.field in (None, field)]
    if not asked:
        return []
    pieces = Pieces(text)
    found = sorted({mark for leaf in asked for mark in pieces.marks(leaf)})
    joined: list[Mark] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

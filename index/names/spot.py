"""Where a text has names: runs of capitalised words, with what joins them.

Only what stands around capital letters is looked at, so that most of a text costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.names.words import (
    CALENDAR,
    DEMONYMS,
    GENERIC,
    HEADS,
    OPENERS,
    ORGANISATIONS,
    PLACED,
    SAYING,
    SHORT,
    TITLES,
)

_CAPITAL = re.compile(
    r"(?<![^\W_])(?<!['’])(?:(?:[A-ZÀ-ÖØ-Þ]\.){2,}|[A-ZÀ-ÖØ-ÞĀ-Ž][^\W_]*(?:[&'’-][^\W_]+)*)"
)
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof rev sen rep gov gen lt col sgt capt adm st jr sr inc corp ltd co".split()
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_I = re.compile(r"I(?:['’]\w+)?")
_JOIN = re.compile(r" (?:(of|for|and|&)(?: the)?|(?:de|la|le|du|del|della|di|da|dos|van|von|der|den"
                   r"|ter|bin|ibn|al|el)(?: (?:la|der|den|las|los))?) ")  # fmt: skip
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.? $")
_OF = re.compile(r"(?<![^\W\d_])([^\W\d_]+) of $")
_AFTER = re.compile(r",? ([^\W\d_]+)")
_EMPTY = SHORT | TITLES | GENERIC | CALENDAR | OPENERS
"""Words that are no names by themselves."""
_ENDS = '.!?:;"“”‘—'
_SHOUTED = 0.6
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Spot:
    """A name where it stands.

    Attributes:
        start: first character, an offset into the text.
        end: one past the last character.
        name: its words as written, without titles before it and a possessive behind it.
        title: a title stood before it.
        says: it is said of it that it said something.
        placed: a word before it, as "in", says that something is there.
        surely: it does not have its capital only from beginning a sentence.
    """

    start: int
    end: int
    name: str
    title: bool = False
    says: bool = False
    placed: bool = False
    surely: bool = True


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    text: str
    plain: str


def spots(text: str) -> list[Spot]:
    """Return the names of a text in its order; those of a text in capitals cannot be told."""
    letters = sum(map(str.isalpha, text[:4000]))
    if sum(map(str.isupper, text[:4000])) > _SHOUTED * max(letters, 1):
        return []
    found: list[Spot] = []
    run: list[_Word] = []
    for match in _CAPITAL.finditer(text):
        word = _Word(match.start(), match.end(), match.group(), _plain(match.group()))
        if run and not _goes_on(text, run, word):
            found.extend(_spots(text, run))
            run = []
        run.append(word)
    if run:
        found.extend(_spots(text, run))
    return found


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".").casefold()


def _goes_on(text: str, run: Sequence[_Word], word: _Word) -> bool:
    """Return whether a capitalised word belongs to the run before it."""
    last = run[-1]
    if len(run) >= _LONGEST or _POSSESSIVE.search(last.text):
        return False
    gap = text[last.end : word.start]
    if gap == " " or gap == " & ":
        return True
    if gap == ". ":  # "Mr. Smith", "John F. Kennedy"; else a sentence has ended
        return last.plain in _ABBREVIATED or len(last.text) == 1
    join = _JOIN.fullmatch(gap)
    if not join:
        return False
    if join[1] is None:
        return True
    if join[1] in ("of", "for"):
        return last.plain in HEADS
    return _one_body(text, run, word)


def _one_body(text: str, run: Sequence[_Word], word: _Word) -> bool:
    """Return whether "and" joins the words of one name, as in "Health and Human Services"."""
    plain = {each.plain for each in run}
    rest = text[word.start : word.start + 60].split(" ")[:3]
    named = [each.strip(",.'’s").casefold() for each in rest if each[:1].isupper()]
    bodies = [each in ORGANISATIONS for each in named]
    if len(named) > 1 and any(bodies[1:]) and not plain & ORGANISATIONS:
        return True
    within = text[run[0].start : word.start]
    return (
        bool(plain & HEADS)
        and (" of " in within or " for " in within)
        and not any(bodies[:1])
        and not word.text.isupper()
    )


def _spots(text: str, run: list[_Word]) -> Iterator[Spot]:
    """Yield the names of a run, parted where a title stands in it."""
    begin = 0
    titled = False
    for at, word in enumerate(run[:-1]):
        rest = {each.plain for each in run[at + 1 :]}
        if word.plain in TITLES and not rest & ORGANISATIONS:
            if at > begin:
                yield from _spot(text, run[begin:at], title=titled)
            begin, titled = at + 1, True
    words = run[begin:]
    if not begin and len(words) > 2:
        office = _OF.search(text[max(0, words[0].start - 30) : words[0].start])
        if office and office[1].casefold() in TITLES:  # "Secretary of State Marco Rubio"
            words, titled = words[-2:], True
    yield from _spot(text, words, title=titled)


def _spot(text: str, words: list[_Word], *, title: bool) -> Iterator[Spot]:
    opens = _opens(text, words[0].start)
    while words and _may_go(text, words[0], opens=opens):
        words, opens = words[1:], False
    while words and words[-1].plain in CALENDAR:
        words = words[:-1]
    if not words:
        return
    first, last = words[0], words[-1]
    plain = first.plain
    if all(each.plain in DEMONYMS for each in words):
        return
    if len(words) == 1 and (len(plain) < 2 or plain in _EMPTY):
        return
    end = last.start + len(_POSSESSIVE.sub("", last.text))
    before = _BEFORE.search(text[max(0, first.start - 20) : first.start])
    after = _AFTER.match(text[end : end + 20])
    word = before[1].casefold() if before else ""
    yield Spot(
        first.start,
        end,
        text[first.start : end].replace("\n", " "),
        title=title or word in TITLES,
        # "the port of Tarvik said", "the Red Cross said": nobody of this name did.
        says=after is not None and after[1] in SAYING and word not in ("of", "the"),
        placed=word in PLACED,
        surely=len(words) > 1 or not opens,
    )


def _may_go(text: str, word: _Word, *, opens: bool) -> bool:
    """Return whether a word at the beginning of a run is no part of a name."""
    if word.plain in CALENDAR or _I.fullmatch(word.text):
        return True
    if not opens:
        return False
    return word.plain in OPENERS or f" {word.text.lower()} " in text


def _opens(text: str, place: int) -> bool:
    """Return whether a word begins a sentence or a line."""
    before = text[max(0, place - 4) : place]
    left = before.rstrip()
    return not left or left[-1] in _ENDS or "\n" in before[len(left) :] or left[-1] in "•*|–-"

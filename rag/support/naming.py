"""Names of a claim that stand where the cited text has another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text.terms import terms as analysed
from rag.language import Language, language_of

_WORD = re.compile(r"[^\W_]+(?:[.'’&-]+[^\W_]+)*\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_PARTS = re.compile(r"[-’'&]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = frozenset({"", ".", "!", "?", ":"})
_LONGEST_ACRONYM = 6
# Words so long that share so many of their first letters are one name ("Korea", "Koreans").
_LONG = 6
_STEM = 4
_ENDING = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text.

    Attributes:
        plain: in lower case, without full stops and possessive ending.
        written: as it stands.
        named: whether it is written as a name is.
        opens: whether it opens a sentence, where any word has a capital.
        start: first character.
        end: one past the last.
    """

    plain: str
    written: str
    named: bool
    opens: bool
    start: int
    end: int


def misnamed(claim: str, cited: str) -> str | None:
    """Return a name of a claim in whose place the cited text has another; None for none.

    That is a name of several words whose last the text does not have, one whose last it has behind
    another first name, and a single word where the text has another name between the same words.
    Abbreviations ("EPA", "N. Korea", "Gov."), peoples for countries and other endings are the same
    name. A single strange
    word elsewhere proves nothing: a claim may call by name whom the text calls otherwise.

    Args:
        claim: one sentence; one nearly all in capitals names nothing.
        cited: the text it cites.
    """
    letters = _LETTERS.findall(claim)
    if not letters or sum(word.isupper() for word in letters) > 0.6 * len(letters):
        return None
    language = language_of(claim)
    text = _Names(cited, language)
    own = _words(claim, language)
    for run in _runs(own, claim):
        strange = [word for word in run if not text.has(word)]
        if not strange or (len(run) == 1 and run[0].opens):
            continue
        if len(run) == 1:
            wrong = text.has_other(own, own.index(run[0]))
        elif strange[-1] is run[-1]:
            wrong = not text.abbreviates(run)
        else:
            wrong = run[-2] in strange and not run[-2].opens and text.has_surname(run[-1])
        if wrong:
            return claim[run[0].start : run[-1].end].rstrip(".")
    return None


def _words(text: str, language: Language) -> list[_Word]:
    rules = language.names
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        written = match.group()
        dotted = _DOTTED.fullmatch(written) is not None
        plain = written.replace(".", "") if dotted else written.rstrip(".")
        plain = rules.possessive.sub("", plain).lower()
        opens = text[: match.start()].rstrip(" \"“'‘(")[-1:] in _ENDS
        if opens and found and found[-1].written.endswith("."):
            opens = found[-1].plain not in rules.abbreviated and len(found[-1].plain) > 1
        named = rules.word.match(written) is not None and plain not in rules.ignored
        found.append(_Word(plain, written, named, opens, match.start(), match.end()))
    return found


def _runs(words: Sequence[_Word], text: str) -> list[list[_Word]]:
    """Return the names of a text, each as its words."""
    found: list[list[_Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if not word.named:
            continue
        joined = before is not None and before.named and text[before.end : word.start] == " "
        if joined:
            found[-1].append(word)
        else:
            found.append([word])
    return found


class _Names:
    """What a cited text calls by name."""

    def __init__(self, text: str, language: Language) -> None:
        self._rules = language.names
        self._words = _words(text, language)
        self._plain = {
            part for word in self._words for part in (word.plain, *_PARTS.split(word.plain)) if part
        }
        self._cut_short = tuple(
            word.plain for word in self._words if word.named and word.written.endswith(".")
        )
        self._initials = "".join(word.plain[:1] for word in self._words)
        self._capitals = "".join(word.plain[:1] for word in self._words if word.named)

    def has(self, word: _Word) -> bool:
        """Return whether the text has a word of a name in any form."""
        if all(self._knows(part) for part in _PARTS.split(word.plain) if part):
            return True
        short = word.written.rstrip(".").isupper() and 1 < len(word.plain) <= _LONGEST_ACRONYM
        return short and (
            word.plain in self._initials
            or word.plain in self._capitals
            or word.plain[:3] in self._capitals
        )

    def _knows(self, part: str) -> bool:
        plain = self._plain
        if part in plain or part.rstrip("s") in plain or f"{part}s" in plain or len(part) < 2:
            return True
        if part[0] in plain and part in self._rules.initialled:
            return True
        for people, countries in self._rules.peoples.items():
            called = {people, *countries.split()}
            if part in called and called & plain:
                return True
        if any(len(short) > 1 and part.startswith(short) for short in self._cut_short):
            return True
        stem = part[: max(_STEM, len(part) - _ENDING)]
        return len(part) >= _LONG and any(other.startswith(stem) for other in plain)

    def abbreviates(self, run: Sequence[_Word]) -> bool:
        """Return whether the text has the first letters of a name's words as a word."""
        initials = "".join(word.plain[0] for word in run)
        return any(initials[:length] in self._plain for length in range(2, len(initials) + 1))

    def has_surname(self, word: _Word) -> bool:
        """Return whether a word stands behind another name, as a surname does."""
        return any(
            second.plain == word.plain and second.named and first.named
            for first, second in zip(self._words, self._words[1:], strict=False)
        )

    def has_other(self, own: Sequence[_Word], at: int) -> bool:
        """Return whether another name stands between the words beside a name of a claim."""
        names = {word.plain for word in own if word.named}
        left, right = _beside(own, at)
        for place, word in enumerate(self._words):
            if not word.named or word.plain in names:
                continue
            before, after = _beside(self._words, place)
            if _same(before, left) and _same(after, right):
                return True
            if left in self._rules.before_places and before == left:
                return True
        return False


def _beside(words: Sequence[_Word], at: int) -> tuple[str, str]:
    left = words[at - 1].plain if at else ""
    return left, words[at + 1].plain if at + 1 < len(words) else ""


def _same(word: str, other: str) -> bool:
    return bool(word) and (word == other or bool({*analysed(word)} & {*analysed(other)}))

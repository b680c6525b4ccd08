"""The two sides that a question sets against each other, each as a question of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.language import Language, language_of
from rag.query.answer_type import expected
from rag.query.form import form_of

_STOP = re.compile(r"[,:;?!](?=\s|$)|\s[–—-]\s")
_BARE = "'’\"“”()?.,:"
_FORMS = ("comparison", "fact", "latest")
_MEASURED = ("quantity", "time", "topic")


@dataclass(frozen=True, slots=True)
class _Joint:
    """Where a question may be parted in its sides.

    Attributes:
        before: what stands before the last mark of punctuation, of both sides.
        one: the words between it and the joining word.
        other: the words from there to the next mark.
        behind: the rest, of both sides.
        word: the joining word.
    """

    before: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    behind: str
    word: str


def sides(question: str) -> list[str]:
    """Return a question that sets two things side by side as two questions, one of each.

    "What did both Saal and Ferrel say about the bridge?" is what each of them said; "the toll
    before and after the storm" is the toll before it, and the one after it. Words that stand only
    on the longer side count for both. None when no two things stand side by side.
    """
    language = language_of(question)
    rules = language.questions
    if form_of(question) not in _FORMS and not rules.comparing.search(question):
        return []
    words = rules.compare.sub("", question)
    for pattern in (rules.against, *rules.beside):
        for match in reversed(list(pattern.finditer(words))):
            joint = _joint(words, match, language)
            sure = pattern is rules.against
            if joint and (sure or _stands_apart(question, joint, language)):
                return _parted(joint, language)
    return []


def _joint(question: str, match: re.Match[str], language: Language) -> _Joint | None:
    left, right = question[: match.start()], question[match.end() :]
    cuts = [found.end() for found in _STOP.finditer(left)]
    cuts += [found.end() for found in language.questions.opening.finditer(left)]
    cut = max(cuts, default=0)
    stop = _STOP.search(right)
    end = stop.start() if stop else len(right)
    one, other = left[cut:].split(), right[:end].split()
    if not one or not other:
        return None
    word = match.group().strip(" ,").lower()
    return _Joint(left[:cut], tuple(one), tuple(other), right[end:], word)


def _stands_apart(question: str, joint: _Joint, language: Language) -> bool:
    """Return whether what a joining word such as "and" joins are two sides of a comparison.

    That is told by words of comparing, or where a figure or day is asked of two names, two years,
    or two times ("before and after").
    """
    rules, preposition = language.questions, language.grammar.preposition
    first = joint.other[0].lower()
    if any(word.lower() in language.grammar.question for word in joint.other[:2]):
        return False
    if joint.word in rules.needs:
        return rules.needs[joint.word].search(question) is not None
    if first in preposition and not any(word.lower() in preposition for word in joint.one):
        return False
    if form_of(question) == "comparison" or rules.comparing.search(question):
        return True
    if rules.opening.search(joint.before[-12:]):
        return True
    if expected(question) not in _MEASURED:
        return False
    other = next((word for word in joint.other if _tells(word, language)), first)
    alike = _named(joint.one[-1]) and _named(other)
    return alike or (joint.one[-1].lower() in preposition and first in preposition)


def _parted(joint: _Joint, language: Language) -> list[str]:
    start, end = _extents(joint, language)
    halves = ([*joint.one, *joint.other[end:]], [*joint.one[:start], *joint.other])
    whole = (f"{joint.before} {' '.join(half)}{joint.behind}" for half in halves)
    return [" ".join(side.split()) for side in whole]


def _extents(joint: _Joint, language: Language) -> tuple[int, int]:
    """Return where in `one` the first side begins, and where in `other` the second ends.

    Both have as many words that tell something, those of the shorter; a name is not cut in two.
    """
    one, other = joint.one, joint.other
    preposition = language.grammar.preposition
    if one[-1].lower() in preposition and other[0].lower() in preposition:
        return len(one) - 1, 1
    telling, others = (sum(_tells(word, language) for word in words) for words in (one, other))
    count = max(1, min(telling, others))
    shared = bool(joint.before.strip())
    whole = shared and others >= telling / 2
    again = other[0].lower() in preposition
    start = 0 if whole else _from_the_end(one, count, language, preposition=again)
    end = len(other)
    if not joint.behind.strip(" ?!."):
        end = _from_the_start(other, max(1, telling) if shared else count, language)
    return start, end


def _from_the_end(
    words: Sequence[str], count: int, language: Language, *, preposition: bool
) -> int:
    start = len(words)
    while start > 0 and count > 0:
        start -= 1
        count -= _tells(words[start], language)
    while start > 1 and _one_name(words[start - 1], words[start]):
        start -= 1
    joined = language.grammar.article | (language.grammar.preposition if preposition else set())
    while start > 1 and words[start - 1].lower() in joined:
        start -= 1
    if start == 0:
        start = next((at for at, word in enumerate(words) if _tells(word, language)), 0)
    return start


def _from_the_start(words: Sequence[str], count: int, language: Language) -> int:
    end = 0
    while end < len(words) and count > 0:
        count -= _tells(words[end], language)
        end += 1
        if end < len(words) and words[end].lower() in language.grammar.preposition - {"of"}:
            return end
    while end < len(words) and _one_name(words[end - 1], words[end]):
        end += 1
    return end


def _tells(word: str, language: Language) -> bool:
    bare = word.strip(_BARE)
    if bare.lower() not in language.words.function:
        return True
    month = re.fullmatch(language.calendar.month, bare, re.IGNORECASE)  # May, which may be a verb
    return bare[:1].isupper() and month is not None


def _named(word: str) -> bool:
    bare = word.strip(_BARE)
    return bare[:1].isupper() or bare[:1].isdigit()


def _one_name(word: str, following: str) -> bool:
    """Return whether two neighbouring words may be of one name."""
    return word[:1].isupper() and following[:1].isupper() and word[-1:].isalnum()

"""A claim laid over the one sentence that it draws on: what it skips must change nothing.

A claim follows when its words stand in the sentence in their order and form, and what is left
out between them is an insertion between two marks, an adverb of a short list, or a title before
a name. Before it and behind it whole clauses may be left out, unless they cast doubt on the rest
or say whose words it is; a phrase behind it may be, unless it limits a denial or a superlative.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.language import Language
from rag.language.modality import Modality
from rag.support.facts import numbers

_TOKEN = re.compile(
    r"(?<!\w)[-−](?=[$€£¥]?\d)"  # a sign
    r"|[^\W_]+(?:(?:[-‑'’/&]|(?<=\d)[.,:](?=\d)|(?<=[A-Z])\.(?=[A-Z]))[^\W_]+)*"
    r"|[$€£¥₩₹₽%‰°]"
    r"|[\"“”«»„]|(?<!\w)['‘](?=\w)"
    r"|[,;:()–—]|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bGen)"
    r"(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bProf)\.",
    re.UNICODE,
)
_MARKS = frozenset(",;:()–—.")
_QUOTES = frozenset("\"“”«»„'‘")
_CLAUSES = frozenset(";:–—.")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: as written, and as it is compared."""

    text: str
    lower: str

    @property
    def mark(self) -> bool:
        """Whether it is a mark that parts a sentence; a quotation mark counts as a word."""
        return self.text in _MARKS

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """Return the words and marks of a text in order, without full stops at its end."""
    found = []
    for match in _TOKEN.findall(text):
        lower = '"' if match in _QUOTES else match.lower().replace("’", "'").replace("−", "-")
        found.append(Word(match, lower))
    while found and found[-1].text == ".":
        found.pop()
    return found


def misfit(
    claim: Sequence[Word], sentence: Sequence[Word], language: Language, *, whole: bool = False
) -> str | None:
    """Return why a claim does not follow from a sentence by leaving words out; None if it may.

    Args:
        claim: words of the claim.
        sentence: words of the one sentence it draws on.
        language: of the sentence; where it does not say what turns a sentence round, nothing
            may be left out.
        whole: whether it must begin and end where the sentence does.
    """
    modality = language.modality
    if not modality.known:
        same = [w.lower for w in claim if not w.mark] == [w.lower for w in sentence if not w.mark]
        return None if same else "what is left out"
    claim = _without_opener(claim, modality)
    said = [n for n, w in enumerate(claim) if not w.mark and w.lower not in modality.articles]
    if len(said) < _SHORTEST or said[-1] != max(n for n, w in enumerate(claim) if not w.mark):
        return "nothing is said"
    known = {word.lower for word in sentence}
    strange = next((claim[n].text for n in said if claim[n].lower not in known), None)
    if strange is not None:
        return f"the word {strange!r}"
    own, theirs = (Counter(w.lower for w in text) for text in (claim, sentence))
    lost = theirs - own
    for kind in (modality.doubt, modality.speech):
        if left := [word for word in lost if word in kind]:
            return f"without the word {min(left)!r}"
    return None if _laid(claim, said, sentence, language, whole=whole) else "what is left out"


def _without_opener(claim: Sequence[Word], modality: Modality) -> Sequence[Word]:
    """Return a claim without "also" or "in addition" at its beginning."""
    lower = [word.lower for word in claim[:2]]
    start = 2 if " ".join(lower) in modality.free else int(bool({*lower[:1]} & modality.free))
    while 0 < start < len(claim) and claim[start].mark:
        start += 1
    return claim[start:]


def _laid(
    claim: Sequence[Word],
    said: Sequence[int],
    sentence: Sequence[Word],
    language: Language,
    *,
    whole: bool,
) -> bool:
    """Whether there is a way to lay the claim's words over the sentence's."""
    everywhere = range(len(sentence))
    places = {
        place
        for place in everywhere
        if _equal(claim[said[0]], sentence, place, initial=True)
        and _may_begin(sentence, place, language, whole=whole)
    }
    for left, right in pairwise(said):
        parted = any(word.mark for word in claim[left + 1 : right])
        fitting = [place for place in everywhere if _equal(claim[right], sentence, place)]
        places = {
            other
            for place in places
            for other in fitting
            if other > place
            and _may_skip(
                claim[left], claim[right], sentence[place + 1 : other], language, parted=parted
            )
        }
    scoped = any(_scopes(claim[place], language.modality) for place in said)
    for place in places:
        tail = sentence[place + 1 :]
        if not tail or (
            not whole and _may_end(sentence[place], tail, language.modality, scoped=scoped)
        ):
            return True
    return False


def _equal(mine: Word, sentence: Sequence[Word], place: int, *, initial: bool = False) -> bool:
    theirs = sentence[place]
    if mine.lower != theirs.lower:
        return False
    return initial or place == 0 or mine.capital == theirs.capital


def _may_begin(sentence: Sequence[Word], first: int, language: Language, *, whole: bool) -> bool:
    """Whether a claim may begin with a word: one that opens a sentence or a clause of it."""
    if sum(word.lower == '"' for word in sentence[:first]) % 2:
        return False
    modality, grammar = language.modality, language.grammar
    place = first - 1
    named = sentence[first].capital and sentence[first].lower not in grammar.title | grammar.person
    while place >= 0 and (
        sentence[place].lower in modality.articles
        or (named and sentence[place].lower in grammar.title)
    ):
        place -= 1
    if place < 0 or all(word.mark for word in sentence[: place + 1]):
        return True
    opener, subject = sentence[place], sentence[place + 1]
    noun = subject.capital or subject.lower in modality.determiners or subject.text[0].isdigit()
    if whole or not noun:
        return False
    if opener.lower in modality.adding:
        marks = [n for n, word in enumerate(sentence[:place]) if word.mark]
        return marks == [place - 1]
    return opener.text in _CLAUSES or opener.lower in modality.opening


def _may_end(last: Word, tail: Sequence[Word], modality: Modality, *, scoped: bool) -> bool:
    """Whether a claim may end with a word: what is attached behind it must turn nothing."""
    if last.lower in modality.articles | modality.attached | modality.clausal | modality.copula:
        return False
    if tail[0].mark:
        return True
    if scoped or last.lower in modality.speech or tail[0].lower not in modality.attached:
        return False
    if tail[0].lower in modality.towards and numbers(tail[1].text if len(tail) > 1 else ""):
        return False
    if tail[0].lower in modality.among and numbers(last.text):
        return False
    attached = []
    for word in tail:
        if word.mark:
            break
        attached.append(word)
    turning = modality.turning - modality.plain_behind
    return not any(word.lower in turning and not word.capital for word in attached)


def _scopes(word: Word, modality: Modality) -> bool:
    """Whether what a word says holds only within the phrase behind it; a name's does not."""
    if word.lower in modality.scoped or modality.scoped_word.fullmatch(word.lower):
        return True
    return modality.scoped_form.fullmatch(word.lower) is not None and not word.capital


def _may_skip(
    left: Word, right: Word, gap: Sequence[Word], language: Language, *, parted: bool
) -> bool:
    """Whether what stands between two words of a sentence may be left out."""
    modality, grammar = language.modality, language.grammar
    marks = any(word.mark for word in gap)
    content = [w for w in gap if not w.mark and w.lower not in modality.articles | modality.silent]
    if not content:
        return marks == parted
    if len(gap) > 2 and gap[0].mark and gap[-1].mark and not parted:
        inner = gap[1:-1]
        listed = left.capital and right.capital
        plain = not any(word.mark or word.lower == '"' for word in inner)
        return plain and inner[0].lower not in modality.joining and not listed
    if marks or parted:
        return False
    if right.capital and all(word.lower in grammar.title for word in content):
        return not {left.lower, right.lower} & (grammar.title | grammar.person)
    return all(word.lower in modality.adverbs for word in content)

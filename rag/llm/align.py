"""A claim laid over the one sentence that it draws on: what it skips must change nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.lexical import terms
from rag.conversation.words import PERSON_NOUN, TITLE, word_set
from rag.words import FUNCTION_WORDS

FREE = word_set(
    """according article articles report reports reported say says said saying state states stated
    also additionally furthermore moreover however meanwhile overall thus therefore hence while
    whereas due since because source sources sentence passage"""
)
TURNING = word_set(
    """not no never none nobody nothing neither nor without cannot unable denied denies deny denying
    refused refuses refuse rejected rejects reject false falsely wrong hoax untrue if unless might
    may could would should allegedly alleged reportedly claimed claims claim accused accuses rumour
    rumours doubt doubts plan plans planned want wants wanted promise promised promises propose
    proposed proposes demand demands demanded hope hopes hoped threaten threatened failed fails
    fail forecast predicted likely unlikely possible possibly perhaps nearly almost barely hardly
    former formerly except against before after until below above under over less more fewer least
    most only half twice first last all both every few instead rather than thought thinks believe
    believes believed feared fears suspect suspects suspected assumed seems seemed appears appeared
    suggests suggested off up down out by"""
)
_BE = word_set("be is are was were been being am")
_LINKING = word_set("and or but while whereas against compared versus")
_CLAUSAL = word_set("that who whom whose which said says told asked")
_STARTS = word_set(
    """that because and but while whereas said says told added so or when as where since if although
    though"""
)
_BEFORE_NAMES = word_set("of for to with by from against about on at in")
_TOKEN = re.compile(r"[^\W_]+(?:[.,:]\d+)*(?:['’][^\W_]+)?|[,;:.!?()\"“”–—]", re.UNICODE)
_DIGIT = re.compile(r"\d")
_ENDS = frozenset('.!?:“"')
_TITLES = TITLE | PERSON_NOUN


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: as written, in lower case, and its stem where it carries a meaning."""

    text: str
    lower: str
    stem: str

    @property
    def mark(self) -> bool:
        """Whether it is a mark."""
        return not self.text[0].isalnum()


def words(text: str) -> list[Word]:
    """Return the words and marks of a text in order."""
    found: list[Word] = []
    for match in _TOKEN.findall(text):
        lower = match.lower().replace("’", "'")
        initial = not found or found[-1].text in _ENDS
        found.append(Word(match, lower, _stem(match, lower, initial)))
    return found


def _stem(text: str, lower: str, initial: bool) -> str:
    """Return what a word is compared by; words that turn a meaning only equal themselves."""
    if not text[0].isalnum():
        return ""
    plain = lower.removesuffix("'s")
    named = text[0].isupper() and not initial
    if lower.endswith("n't"):
        return "=not"
    if plain in TURNING and not named:
        return f"={plain}"
    if (plain in FREE or plain in FUNCTION_WORDS) and not named:
        return ""
    stems = terms(plain)
    return " ".join(stems)


def misfit(claim: Sequence[Word], sentence: Sequence[Word]) -> str | None:
    """Return why a claim does not follow from a sentence by leaving words out; None if it may.

    Args:
        claim: words of the claim.
        sentence: words of the one sentence it draws on.
    """
    said = [place for place, word in enumerate(claim) if word.stem]
    if all(claim[place].stem.startswith("=") for place in said):
        return "nothing is said"
    known = {word.stem for word in sentence}
    strange = next((claim[place].text for place in said if claim[place].stem not in known), None)
    if strange is not None:
        return f"the word {strange!r}"
    reasons: list[str] = []
    for places in (_leftmost(claim, said, sentence), _rightmost(claim, said, sentence)):
        if places is None:
            return "another order of who did what"
        reason = _skipped(claim, said, sentence, places)
        if reason is None:
            return None
        reasons.append(reason)
    return reasons[0]


def turning(found: Sequence[Word]) -> list[str]:
    """Return the words of a sentence that turn its meaning, in order."""
    return [word.stem[1:] for word in found if word.stem.startswith("=")]


def _leftmost(
    claim: Sequence[Word], said: Sequence[int], sentence: Sequence[Word]
) -> list[int] | None:
    places: list[int] = []
    start = 0
    for place in said:
        while start < len(sentence) and sentence[start].stem != claim[place].stem:
            start += 1
        if start == len(sentence):
            return None
        places.append(start)
        start += 1
    return places


def _rightmost(
    claim: Sequence[Word], said: Sequence[int], sentence: Sequence[Word]
) -> list[int] | None:
    places = _leftmost(claim, list(reversed(said)), list(reversed(sentence)))
    return None if places is None else [len(sentence) - 1 - place for place in reversed(places)]


def _skipped(
    claim: Sequence[Word], said: Sequence[int], sentence: Sequence[Word], places: Sequence[int]
) -> str | None:
    """Return what is wrong with the words that a claim leaves out."""
    if not _begins_clause(claim[: said[0]], sentence, places[0]):
        return "another subject"
    numbered = any(_DIGIT.search(claim[place].text) for place in said)
    for left, right in pairwise(places):
        gap = sentence[left + 1 : right]
        if not gap or _parenthesis(gap):
            continue
        lower = {word.lower for word in gap}
        content = any(word.stem for word in gap)
        if sentence[left].lower.endswith("'s") and content:
            return "a possessor in place of what it has"
        if content and lower & (_LINKING | _CLAUSAL):
            return "parts of two statements"
        if numbered and any(_DIGIT.search(word.text) for word in gap):
            return "another number"
    span = sentence[_reach(sentence, places[0]) : places[-1] + 1]
    gone = Counter(turning(span)) - Counter(turning(claim))
    if gone:
        return f"without the word {min(gone)!r}"
    return _voice(claim, said, sentence, places)


def _begins_clause(before: Sequence[Word], sentence: Sequence[Word], first: int) -> bool:
    """Whether the first word that a claim takes over opens a clause of the sentence.

    Titles may be left out before a name. `before` is what the claim has before that word.
    """
    place = first - 1
    while place >= 0:
        word = sentence[place]
        if word.mark or word.lower in _STARTS:
            return True
        if word.lower in _BEFORE_NAMES:
            return any(other.lower == word.lower for other in before)
        if word.stem and not _is_title(word):
            return False
        place -= 1
    return True


def _is_title(word: Word) -> bool:
    return word.lower in _TITLES or (word.text[0].isupper() and not word.lower.endswith("'s"))


def _parenthesis(gap: Sequence[Word]) -> bool:
    """Whether what is skipped stands between two commas or dashes of its own."""
    return len(gap) > 1 and gap[0].mark and gap[-1].mark


def _reach(sentence: Sequence[Word], first: int) -> int:
    """Return where the clause that governs a place begins."""
    place = first
    while place > 0 and sentence[place - 1].lower not in {",", ";", ":", "."}:
        place -= 1
    return place


def _voice(
    claim: Sequence[Word], said: Sequence[int], sentence: Sequence[Word], places: Sequence[int]
) -> str | None:
    """Tell "was criticised" from "criticised"."""
    for mine, theirs in zip(said, places, strict=True):
        if not claim[mine].lower.endswith(("ed", "en")):
            continue
        before = {word.lower for word in claim[max(0, mine - 3) : mine]}
        other = {word.lower for word in sentence[max(0, theirs - 3) : theirs]}
        if bool(before & _BE) != bool(other & _BE):
            return "another voice of the verb"
    return None

"""Whether a text says a claim, says the opposite, or leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.terms import terms
from rag.language import Language, language_of
from rag.support.check import contradicts

# By rules, a text speaks of a claim when it has this share of its content words: less is
# enough where a negation of it reaches one of them, for who writes "no kings" means kings.
_SAME_MATTER_DENIED = 0.4
_SAME_MATTER = 0.8
# What is then thought of it. Of 111 yes-or-no questions of a newsroom beside the sentences that
# answer them eleven are found denied, all rightly.
_LIKELY = 0.7
# Words that a negation reaches, its own among them.
_REACH = 3
# Words behind a negation among which "before" or "until" makes a delay of it.
_CLAUSE = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Stance:
    """How a text stands to a claim.

    Attributes:
        says: probability that it says it, 0..1.
        denies: probability that it says the opposite, 0..1.
        shared: share of the claim's content words that it has.
    """

    says: float
    denies: float
    shared: float

    @property
    def sure(self) -> float:
        """How surely it takes a side."""
        return max(self.says, self.denies)


def stance(claim: str, cited: str) -> Stance:
    """Return how a text stands to a claim.

    Rules look at whether the text has the claim's words and numbers, and whether one of the two is
    negated.

    Args:
        claim: a statement.
        cited: one or a few sentences.
    """
    language = language_of(claim)
    wanted = _content(claim, language)
    share = len(wanted & _content(cited, language)) / len(wanted) if wanted else 0.0
    denial = _denial(cited, language)
    if (denial is None) == (_denial(claim, language) is not None):
        near = denial is not None and bool(_content(denial, language) & wanted)
        return Stance(0.0, _LIKELY if near and share >= _SAME_MATTER_DENIED else 0.0, share)
    if share >= _SAME_MATTER and not contradicts(claim, cited):
        return Stance(_LIKELY, 0.0, share)
    return Stance(0.0, 0.0, share)


def _content(text: str, language: Language) -> frozenset[str]:
    negates = language.negation.negates
    return frozenset(
        term
        for word in _WORD.findall(text)
        if word.lower() not in language.words.function and not negates(word)
        for term in terms(word, language.code)
    )


def _denial(text: str, language: Language) -> str | None:
    """Return the first negating word of a text with the words that follow it; None for none.

    What does not happen before a day happens.
    """
    negation = language.negation
    words = _WORD.findall(text)
    for place, word in enumerate(words):
        if not negation.negates(word):
            continue
        if negation.until.isdisjoint(each.lower() for each in words[place : place + _CLAUSE]):
            return " ".join(words[place : place + _REACH])
    return None

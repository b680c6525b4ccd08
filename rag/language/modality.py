"""Words that decide whether a sentence still says the same once others are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.parts import NEVER, WordSet

_NONE: WordSet = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Modality:
    """What may be left out of a sentence, and what must not be.

    In a language that says nothing of it, nothing may be left out.

    Attributes:
        articles: words that say nothing by themselves.
        free: words that may open a claim beside what its sentence says.
        turning: whatever stands near one of these may be turned round by it.
        plain_behind: … but these only within what is left out with them, behind the claim.
        doubt: one of these anywhere in a sentence puts all of it in doubt.
        scoped: what these say holds only within the phrase that follows them.
        scoped_word: words that do so by their ending.
        scoped_form: words that do so by their form, names left out.
        speech: what someone said is only said with who said it.
        opening: conjunctions after which a claim may begin.
        determiners: words that a subject may begin with.
        attached: words that attach a phrase to what precedes it.
        clausal: words that open a clause.
        adverbs: adverbs that may be left out.
        pronouns: words that hang on what precedes the sentence.
        copula: verbs that a claim may not end with.
        silent: words that may be left out between two others.
        joining: words after which what stands between two marks is more than an insertion.
        adding: the word that joins a clause with a subject of its own.
        towards: words that make a number behind them the end of a span.
        among: words that make a number before them a part of what follows.
        joint: where a claim joins several clauses.
        source: words at the beginning of a claim that only name its source.
        refusal: a sentence that only says that there is no answer.
    """

    articles: WordSet = _NONE
    free: WordSet = _NONE
    turning: WordSet = _NONE
    plain_behind: WordSet = _NONE
    doubt: WordSet = _NONE
    scoped: WordSet = _NONE
    scoped_word: re.Pattern[str] = NEVER
    scoped_form: re.Pattern[str] = NEVER
    speech: WordSet = _NONE
    opening: WordSet = _NONE
    determiners: WordSet = _NONE
    attached: WordSet = _NONE
    clausal: WordSet = _NONE
    adverbs: WordSet = _NONE
    pronouns: WordSet = _NONE
    copula: WordSet = _NONE
    silent: WordSet = _NONE
    joining: WordSet = _NONE
    adding: WordSet = _NONE
    towards: WordSet = _NONE
    among: WordSet = _NONE
    joint: re.Pattern[str] = NEVER
    source: re.Pattern[str] = NEVER
    refusal: re.Pattern[str] = NEVER

    @property
    def known(self) -> bool:
        """Whether it is known what turns a sentence round."""
        return bool(self.turning)

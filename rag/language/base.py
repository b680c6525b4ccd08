"""A language as rules see it, and the one that is seen where none is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from rag.language.attribution import Attribution
from rag.language.forms import Forms
from rag.language.grammar import Grammar
from rag.language.modality import Modality
from rag.language.parts import (
    Amounts,
    Briefs,
    Calendar,
    Names,
    Negation,
    Numbers,
    Values,
    Words,
)
from rag.language.questions import Questions
from rag.language.reports import Reports
from rag.language.times import Dates


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """What rules know of a language. A part that is left out claims nothing.

    Attributes:
        code: ISO 639-1 code; "" where the language is not known.
        known: whether the weights that judge an answer were fitted on questions of the language.
        words: words by what they do in a text.
        calendar: names of days and times of the year.
        numbers: number words.
        amounts: how amounts are said beside them.
        negation: what turns a sentence into its opposite.
        questions: how questions are built, and what answers them.
        forms: what form of answer questions ask for.
        reports: how a question asks what several reports say.
        briefs: how a question asks for a story.
        values: how figures and days are written.
        names: how names are written.
        dates: how a time is said.
        grammar: what makes a follow-up whole.
        modality: what may be left out of a sentence.
        attribution: how it is said who said something.
    """

    code: str
    known: bool = False
    words: Words = field(default_factory=Words)
    calendar: Calendar = field(default_factory=Calendar)
    numbers: Numbers = field(default_factory=Numbers)
    amounts: Amounts = field(default_factory=Amounts)
    negation: Negation = field(default_factory=Negation)
    questions: Questions = field(default_factory=Questions)
    forms: Forms = field(default_factory=Forms)
    reports: Reports = field(default_factory=Reports)
    briefs: Briefs = field(default_factory=Briefs)
    values: Values = field(default_factory=Values)
    names: Names = field(default_factory=Names)
    dates: Dates = field(default_factory=Dates)
    grammar: Grammar = field(default_factory=Grammar)
    modality: Modality = field(default_factory=Modality)
    attribution: Attribution = field(default_factory=Attribution)


NEUTRAL = Language("")

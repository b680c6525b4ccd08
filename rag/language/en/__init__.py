"""English."""

from rag.language.base import Language
from rag.language.en.amounts import AMOUNTS
from rag.language.en.attribution import ATTRIBUTION
from rag.language.en.briefs import BRIEFS
from rag.language.en.calendar import CALENDAR
from rag.language.en.dates import DATES
from rag.language.en.forms import FORMS
from rag.language.en.grammar import GRAMMAR
from rag.language.en.modality import MODALITY
from rag.language.en.names import NAMES
from rag.language.en.negation import NEGATION
from rag.language.en.numbers import NUMBERS
from rag.language.en.questions import QUESTIONS
from rag.language.en.reports import REPORTS
from rag.language.en.values import VALUES
from rag.language.en.words import WORDS

ENGLISH = Language(
    "en",
    known=True,
    words=WORDS,
    calendar=CALENDAR,
    numbers=NUMBERS,
    amounts=AMOUNTS,
    negation=NEGATION,
    questions=QUESTIONS,
    forms=FORMS,
    reports=REPORTS,
    briefs=BRIEFS,
    values=VALUES,
    names=NAMES,
    dates=DATES,
    grammar=GRAMMAR,
    modality=MODALITY,
    attribution=ATTRIBUTION,
)

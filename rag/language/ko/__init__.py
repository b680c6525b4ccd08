"""Korean: a door, so that its questions are read; names are not told by their form."""

from rag.language.base import Language
from rag.language.ko.attribution import ATTRIBUTION
from rag.language.ko.briefs import BRIEFS
from rag.language.ko.calendar import CALENDAR
from rag.language.ko.dates import DATES
from rag.language.ko.forms import FORMS
from rag.language.ko.negation import NEGATION
from rag.language.ko.numbers import NUMBERS
from rag.language.ko.questions import QUESTIONS
from rag.language.ko.values import VALUES
from rag.language.ko.words import WORDS

KOREAN = Language(
    "ko",
    words=WORDS,
    calendar=CALENDAR,
    numbers=NUMBERS,
    negation=NEGATION,
    questions=QUESTIONS,
    forms=FORMS,
    briefs=BRIEFS,
    values=VALUES,
    dates=DATES,
    attribution=ATTRIBUTION,
)

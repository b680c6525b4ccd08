"""How English writes names."""

from __future__ import annotations

import re

from index.text.abbreviations import ABBREVIATED
from rag.language.en.calendar import MONTH_NAMES, WEEKDAYS
from rag.language.en.words import FUNCTION_WORDS
from rag.language.parts import Names, word_set

# Where the beginning of the word does not tell.
_PEOPLES = {
    "american": "us usa america",
    "british": "uk britain",
    "chinese": "china",
    "danish": "denmark danes",
    "dutch": "netherlands holland",
    "english": "england",
    "filipino": "philippines",
    "french": "france",
    "greek": "greece",
    "irish": "ireland",
    "polish": "poland poles",
    "scottish": "scotland scots",
    "spanish": "spain",
    "swedish": "sweden swedes",
    "swiss": "switzerland",
    "turkish": "turkey turks türkiye",
    "welsh": "wales",
}

NAMES = Names(
    word=re.compile(r"[A-Z][\w'’.-]*"),
    whole=re.compile(
        r"[A-Z][\w'’.-]+(?:\s+(?:(?:of|the|de|van|von|and|al|bin)\s+)?[A-Z][\w'’.-]+)*"
    ),
    ignored=FUNCTION_WORDS | {*MONTH_NAMES, *WEEKDAYS},
    titles=frozenset({"mr", "mrs", "ms", "dr"}),
    bound=re.compile(
        r"\b(since|before|after|until|till|by|between|and|from|to)\s+(\w+\s+){0,2}$", re.IGNORECASE
    ),
    shortened=re.compile(r"\b[A-Z][A-Z.]{0,4}\b"),
    kind=re.compile(r"\b(?:[A-Z][\w'’-]{0,60} ){2,}([A-Z][\w-]*)"),
    possessive=re.compile(r"['’]s$"),
    abbreviated=ABBREVIATED,
    initialled=word_set("north south east west new saint"),
    before_places=word_set("in at from near to for"),
    peoples=_PEOPLES,
)

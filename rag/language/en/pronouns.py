"""English pronouns."""

from __future__ import annotations

import re

from rag.language.grammar import Pronouns, Role
from rag.language.parts import word_set

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers", "himself", "herself"), "person"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "group"),
    "there": "place",
    **dict.fromkeys(("that", "this", "those", "these"), "demonstrative"),
}

PRONOUNS = Pronouns(
    roles=_ROLES,
    possessive=frozenset({"his", "her", "its", "their"}),
    both=frozenset({"her"}),
    owned=frozenset({"hers"}),
    near=frozenset({"this", "these"}),
    spans=word_set("year month week time day summer winter"),
    empty=re.compile(
        r"\bit\s+(?:takes?|took|rain\w*|snow\w*)\b|\bhow\s+\w+\s+(?:is|was)\s+it\s+to\b"
        r"|\b(?:did|does|will|would)\s+it\s+take\b"
        r"|\b(?:is|was)\s+it\s+(?:true|possible|likely|known|legal|clear|(?!today)\w+day)\b"
        r"|\bit\s+(?:is|was)\s+\w+\s+that\b|\bwhat\s+time\s+is\s+it\b",
        re.IGNORECASE,
    ),
    either=re.compile(r"\b(he|his|him)\s+or\s+(?:she|hers?)\b", re.IGNORECASE),
)

"""What kind of answer a question expects, and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from rag.language.en.words import MONTHS, NUMBER_WORDS, WEEKDAYS
from rag.names import names

Kind: TypeAlias = Literal[
    "person", "time", "place", "quantity", "reason", "manner", "yes_no", "thing", "topic"
]

_TIME_WORDS = r"year|date|day|month|century|decade|season|time|era|period"
_PERSON_WORDS = (
    r"actor|actress|author|singer|president|king|queen|person|man|woman|player|leader|minister|"
    r"director|writer|founder|governor|mayor|coach|captain|scientist|composer|spokesman|"
    r"spokeswoman|individual|character|member|official"
)
_PLACE_WORDS = (
    r"city|country|state|town|place|region|county|river|island|continent|location|village|"
    r"stadium|venue|province|district|area|part of the world"
)
_AUXILIARY = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn't|"
    r"aren't|wasn't|didn't|doesn't|hasn't"
)

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "reason",
        r"\b(why|how come|what (was |is |were )?the (reason|cause|motive)|what caused)\b",
    ),
    (
        "quantity",
        r"\bhow (many|much|long|old|tall|far|big|large|high|deep|wide|fast|often|heavy|few)\b"
        r"|\b(what|which) (is|was|were|are)?\s*(the )?(\w+ ){0,2}(number|amount|percentage|percent|"
        r"population|price|cost|size|length|height|rate|share|total|figure|toll|distance|"
        r"temperature|score|age|turnout|attendance|salary)\b",
    ),
    (
        "time",
        rf"\bwhen\b|\b(what|which|in what|in which) (\w+ )?({_TIME_WORDS})\b|\bsince when\b",
    ),
    ("place", rf"\bwhere\b|\b(what|which) (\w+ )?({_PLACE_WORDS})\b"),
    ("person", rf"\b(who|whom|whose)\b|\b(what|which) (\w+ )?({_PERSON_WORDS})\b"),
    ("manner", r"^\s*how\b"),
    ("yes_no", rf"^\s*({_AUXILIARY})\b"),
    ("thing", r"\b(what|which|name the|name a)\b"),
)
_RULES = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS]


def expected(question: str) -> Kind:
    """Return the kind of answer that a question asks for; "topic" when it asks nothing."""
    for kind, pattern in _RULES:
        if pattern.search(question):
            return kind
    return "topic"


_YEAR = r"\b(1[0-9]{3}|20[0-9]{2})s?\b"
_TIME = re.compile(
    rf"{_YEAR}|\b({'|'.join(MONTHS)}|{'|'.join(WEEKDAYS)}|(jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec)\.|\d+(st|nd|rd|th) century|yesterday|today|tomorrow|noon|midnight|"
    r"\d{1,2}(:\d\d)? ?[ap]\.?m\.?|(last|next|this) (week|month|year|spring|summer|autumn|fall|"
    r"winter))(?!\w)",
    re.IGNORECASE,
)
_COUNTS = "|".join(sorted(NUMBER_WORDS - {"one", "first", "second", "both", "once"}))
_NUMBER = re.compile(
    # The figure of a name ("Lumen-3", "No. 3") is none.
    rf"(?<![A-Za-z]-)(?<!\bNo\. )\d|\b({_COUNTS})s?\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(because|since|due to|owing to|so that|in order to|thanks to|as a result|result(s|ed)? (of|"
    r"in|from)|reasons?|caus(e|es|ed|ing)|led to|leads to|therefore|thus|after|amid|citing|cited|"
    r"blam(e|es|ed|ing)|to (avoid|prevent|protect|ensure|allow|make|give|reduce|support|help)|"
    r"fear(s|ed|ing)?|over|said there was|motivat\w+|prompt\w+|in response)\b",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"\b(by \w+ing|by|through|using|with|via|means of|method|process|via)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(in|at|near|from|to|of|on|across|outside|inside|between) (the )?[A-Z][\w'’-]+"
)


def holds(kind: Kind, sentence: str, asked: str) -> float:
    """Return how far a sentence holds an answer of a kind that the question did not already say.

    Args:
        kind: what `expected` said of the question.
        sentence: the sentence's words.
        asked: the question's words.

    Returns:
        1.0 when it holds one, 0.0 when it does not, 0.5 where the kind cannot be told by form.
    """
    said = asked.lower()
    if kind == "time":
        return float(any(m.group().lower() not in said for m in _TIME.finditer(sentence)))
    if kind == "quantity":
        return float(any(m.group().lower() not in said for m in _NUMBER.finditer(sentence)))
    if kind == "reason":
        return float(bool(_REASON.search(sentence)))
    if kind == "manner":
        return float(bool(_MANNER.search(sentence)))
    if kind in ("person", "place"):
        new = {name for name in names(sentence) if name not in said}
        if kind == "person":
            return float(bool(new)) if names(sentence) or not sentence.isupper() else 0.5
        return 0.5 * float(bool(new)) + 0.5 * float(bool(_PLACE.search(sentence)))
    return 0.5

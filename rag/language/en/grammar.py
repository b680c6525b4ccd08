"""Words of English that a conversation hangs on: closed classes, tokens and times."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.en.calendar import CALENDAR
from rag.language.parts import word_set

QUESTION = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
AUXILIARY = word_set(
    """am is are was were be been being do does did have has had can could will would shall
    should may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't
    can't couldn't won't wouldn't shouldn't"""
)
PREPOSITION = word_set(
    """about above across after against along among around at before behind below beneath beside
    besides between beyond by despite down during except for from in inside into like near of off
    on onto out outside over past per regarding since than through throughout till to toward
    towards under until up upon via with within without according"""
)
PLACE_PREPOSITION = frozenset({"in", "at", "near", "around", "off", "outside", "inside", "across"})
DETERMINER = word_set(
    """a an the this that these those my your his her its our their some any each every either
    neither no all both many much more most few several other another such same"""
)
PRONOUN = word_set(
    """i you he she it we they me him her us them himself herself itself themselves someone
    anyone nobody everyone something anything nothing everything one ones there here"""
)
CONJUNCTION = word_set(
    "and but or nor so yet because if when while although though unless whether that as"
)
ADVERB = word_set(
    """not also too again then now still already just only even ever never really actually else
    instead afterwards afterward later earlier before ago once finally exactly otherwise first
    last so far long often soon yesterday today tomorrow currently please ok okay thanks"""
)
FUNCTION = (
    QUESTION | AUXILIARY | PREPOSITION | DETERMINER | PRONOUN | CONJUNCTION | ADVERB | {"s", "'s"}
)
LINK = frozenset({"and", "but", "so", "or", "also", "ok", "okay", "then", "well"})
PERSON_NOUN = word_set(
    """person man woman minister president mayor governor chief leader head director chairman
    chairwoman chair coach player captain deputy spokesman spokeswoman official judge envoy
    ambassador secretary treasurer lawyer doctor author poet priest king queen prince general
    officer candidate politician scientist professor economist analyst expert editor founder
    owner executive mediator prosecutor inspector driver farmer worker victim suspect winner
    successor predecessor senator lawmaker referee colleague brother sister father mother son
    daughter wife husband"""
)
PLACE_NOUN = word_set(
    """city town village country state province region district island capital place port river
    lake valley mountain street square county nation area venue stadium hospital
    continent"""
)
BODY_NOUN = word_set(
    """ministry union council party bank federation authority agency bloc league company court
    commission parliament senate congress chamber association office committee university
    institute group corporation society government police army navy club team board fund firm
    cabinet assembly movement front alliance coalition administration bureau department press
    times post gazette herald courier ledger dispatch tribune review echo journal news
    telegraph"""
)
TITLE = word_set(
    """mr mrs ms miss dr sir lady lord president minister chancellor governor mayor senator
    secretary king queen prince princess general captain professor judge pope bishop ambassador
    chairman chairwoman coach prime deputy vice chief director major colonel lieutenant sergeant
    inspector admiral marshal professor"""
)
MONTH = CALENDAR.month
_DAY = CALENDAR.weekday
_YEAR = r"(?:1[89]|20)\d\d"
_SPAN = r"(?:year|month|week|weekend|day|spring|summer|autumn|fall|winter|decade|century|quarter)"
_MOMENT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:,?\s+{_YEAR})?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?"
    rf"|(?:(?:early|late|mid)[- ])?{MONTH}\b(?:\s+(?:of\s+)?{_YEAR}|\s+last\s+year)?"
    rf"|{_YEAR}(?:-\d\d(?:-\d\d)?)?"
    rf"|(?:last|this|next|the\s+(?:last|past|previous|next|following|same))\s+(?:{_SPAN}|{MONTH}|{_DAY})\b"
    rf"|(?:the\s+)?(?:\w+\s+)?{_SPAN}s?\s+(?:ago|later|earlier|before|after|on)\b"
    rf"|(?:the\s+)?(?:first|last|second|third)\s+{_SPAN}\b"
    rf"|the\s+(?:end|start|beginning|middle)\s+of\s+(?:the\s+)?(?:{_SPAN}|{MONTH})\b(?:\s+{_YEAR})?"
    rf"|the\s+{_SPAN}\b|{_DAY}\b|yesterday|today|tomorrow|tonight|now|nowadays|then)"
)
TIME = re.compile(
    rf"\b(?:(?:in|on|by|since|until|till|before|after|during|at|around|from|as of|back in)\s+)?"
    rf"{_MOMENT}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written, in lower case without a possessive ending, and its place."""

    text: str
    lower: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    found = []
    for match in _WORD.finditer(text):
        lower = match.group().lower().replace("’", "'")
        if lower.endswith("'s") and lower[:-2] not in {"it", "that", "who", "what", "where"}:
            lower = lower[:-2]
        found.append(Token(match.group(), lower, match.start(), match.end()))
    return found


def content(text: str) -> list[Token]:
    """Return the words of a text that carry a meaning of their own."""
    return [token for token in tokens(text) if token.lower not in FUNCTION]


def is_plural(word: str) -> bool:
    """Whether an English noun looks like a plural."""
    word = word.lower()
    if word in {"people", "men", "women", "children", "police", "media", "data"}:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def strip_end(question: str) -> str:
    """Return a question without the marks and spaces at its end."""
    return question.strip().rstrip("?!. ").strip()


def lower_first(text: str) -> str:
    """Lower the first letter of a sentence unless its first word is a name or an initialism."""
    first = tokens(text)[:1]
    if not first or first[0].lower not in FUNCTION:
        return text
    return text[: first[0].start] + first[0].text[:1].lower() + text[first[0].start + 1 :]

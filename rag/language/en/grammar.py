"""Words of English by what they are in a sentence."""

from __future__ import annotations

import re

from rag.language.en.calendar import CALENDAR
from rag.language.en.follow_ups import FOLLOW_UPS
from rag.language.en.pronouns import PRONOUNS
from rag.language.grammar import Grammar
from rag.language.parts import word_set

_QUESTION = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_AUXILIARY = word_set(
    """am is are was were be been being do does did have has had can could will would shall
    should may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't
    can't couldn't won't wouldn't shouldn't"""
)
_PREPOSITION = word_set(
    """about above across after against along among around at before behind below beneath beside
    besides between beyond by despite down during except for from in inside into like near of off
    on onto out outside over past per regarding since than through throughout till to toward
    towards under until up upon via with within without according"""
)
_PLACE_PREPOSITION = frozenset({"in", "at", "near", "around", "off", "outside", "inside", "across"})
_DETERMINER = word_set(
    """a an the this that these those my your his her its our their some any each every either
    neither no all both many much more most few several other another such same"""
)
_PRONOUN = word_set(
    """i you he she it we they me him her us them himself herself itself themselves someone
    anyone nobody everyone something anything nothing everything one ones there here"""
)
_CONJUNCTION = word_set(
    "and but or nor so yet because if when while although though unless whether that as"
)
_ADVERB = word_set(
    """not also too again then now still already just only even ever never really actually else
    instead afterwards afterward later earlier before ago once finally exactly otherwise first
    last so far long often soon yesterday today tomorrow currently please ok okay thanks"""
)
_FUNCTION = (
    _QUESTION
    | _AUXILIARY
    | _PREPOSITION
    | _DETERMINER
    | _PRONOUN
    | _CONJUNCTION
    | _ADVERB
    | {"s", "'s"}
)
PERSON_NOUN = word_set(
    """person man woman minister president mayor governor chief leader head director chairman
    chairwoman chair coach player captain deputy spokesman spokeswoman official judge envoy
    ambassador secretary treasurer lawyer doctor author poet priest king queen prince general
    officer candidate politician scientist professor economist analyst expert editor founder
    owner executive mediator prosecutor inspector driver farmer worker victim suspect winner
    successor predecessor senator lawmaker referee colleague brother sister father mother son
    daughter wife husband"""
)
_PLACE_NOUN = word_set(
    """city town village country state province region district island capital place port river
    lake valley mountain street square county nation area venue stadium hospital
    continent"""
)
_BODY_NOUN = word_set(
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
_YEAR = r"(?:1[89]|20)\d\d"
_SPAN = r"(?:year|month|week|weekend|day|spring|summer|autumn|fall|winter|decade|century|quarter)"
_MOMENT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{CALENDAR.month}\b(?:,?\s+{_YEAR})?"
    rf"|{CALENDAR.month}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?"
    rf"|(?:(?:early|late|mid)[- ])?{CALENDAR.month}\b(?:\s+(?:of\s+)?{_YEAR}|\s+last\s+year)?"
    rf"|{_YEAR}(?:-\d\d(?:-\d\d)?)?"
    rf"|(?:last|this|next|the\s+(?:last|past|previous|next|following|same))\s+(?:{_SPAN}|{CALENDAR.month}|{CALENDAR.weekday})\b"
    rf"|(?:the\s+)?(?:\w+\s+)?{_SPAN}s?\s+(?:ago|later|earlier|before|after|on)\b"
    rf"|(?:the\s+)?(?:first|last|second|third)\s+{_SPAN}\b"
    rf"|the\s+(?:end|start|beginning|middle)\s+of\s+(?:the\s+)?(?:{_SPAN}|{CALENDAR.month})\b(?:\s+{_YEAR})?"
    rf"|the\s+{_SPAN}\b|{CALENDAR.weekday}\b|yesterday|today|tomorrow|tonight|now|nowadays|then)"
)
_TIME = re.compile(
    rf"\b(?:(?:in|on|by|since|until|till|before|after|during|at|around|from|as of|back in)\s+)?"
    rf"{_MOMENT}",
    re.IGNORECASE,
)
_PARTICIPLES = (
    "built|held|made|found|won|lost|sold|shot|torn|broken|stolen|written|taken|given|seen"
)

GRAMMAR = Grammar(
    function=_FUNCTION,
    question=_QUESTION,
    who=frozenset({"who", "whom", "whose"}),
    which=frozenset({"which", "what"}),
    subject=frozenset({"who", "what"}),
    leading=frozenset({"which", "whose", "how"}),
    auxiliary=_AUXILIARY,
    preposition=_PREPOSITION,
    place_preposition=_PLACE_PREPOSITION,
    determiner=_DETERMINER,
    article=frozenset({"the", "a", "an"}),
    the="the",
    subordinate=word_set("that because when if after before while although as"),
    name_link=frozenset({"of", "de", "van", "von"}),
    title=TITLE,
    person=PERSON_NOUN,
    place=_PLACE_NOUN,
    body=_BODY_NOUN,
    plural=re.compile(r"people|men|women|children|police|media|data|.{2,}[^sui]s"),
    participle=re.compile(rf".*ed|{_PARTICIPLES}"),
    progressive=re.compile(r".{2,}(?:ing|ly)"),
    subjects=word_set("i you we there anyone anybody everyone everybody nobody someone somebody"),
    joins=frozenset({"and"}),
    whole=frozenset({"it", "that", "who", "what", "where"}),
    said=re.compile(
        r"\s*(?:said|says|told|asked|added|called|warned|announced|wrote|who\b"
        r"|, (?:the|who|an?|\d\d)\b)"
    ),
    said_before=re.compile(r"(?:said|says|told|asked|named|called|by)\s+$"),
    relative=re.compile(r"(?:\s*,)?\s++which\b"),
    time=_TIME,
    pronouns=PRONOUNS,
    follow_ups=FOLLOW_UPS,
)

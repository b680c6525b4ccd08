"""Words that are put in the place of others to make a true sentence wrong."""

from __future__ import annotations

import re

from rag.language import by_code
from rag.language.parts import any_of

_ENGLISH = by_code("en")
_UNITS = _ENGLISH.numbers.units

SMALL = tuple(word for word, value in _UNITS.items() if 2 <= value <= 12)
SMALL_WORD = re.compile(rf"\b(?:{any_of(frozenset(SMALL))})\b", re.IGNORECASE)
ORDINALS = tuple("second third fourth fifth sixth seventh eighth ninth tenth".split())
ORDINAL = re.compile(rf"\b(?:first|{any_of(frozenset(ORDINALS))})\b")
_MONTHS, _DAYS = _ENGLISH.calendar.months, tuple(_ENGLISH.calendar.weekdays)
_SHORT = tuple(sorted(name for name in _MONTHS if len(name) <= 4 and name not in ("june", "july")))
KINDS_OF_DAY = (tuple(name for name in _MONTHS if name not in _SHORT), _DAYS, _SHORT)
"""Names of months and weekdays, in lower case; one is changed for another of its kind."""
DAY_NAMES = frozenset(name for kind in KINDS_OF_DAY for name in kind)
DAY = re.compile(rf"\b(?:{any_of(frozenset(map(str.title, DAY_NAMES)))})\b")
AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|could|can|should|did|does|do|may|might)\b"
    r"(?! not|n['’]t| no| never)"
)
PAST = re.compile(
    r"\b(said|told|called|asked|found|won|took|made|gave|went|came|began|became|left|paid|"
    r"wanted|agreed|approved|signed|decided|planned|backed|joined|reported|announced|confirmed)\b"
)
PLAIN = {
    "said": "say", "told": "tell", "found": "find", "won": "win", "took": "take", "made": "make",
    "gave": "give", "went": "go", "came": "come", "began": "begin", "became": "become",
    "left": "leave", "paid": "pay", "called": "call", "asked": "ask", "wanted": "want",
    "agreed": "agree", "approved": "approve", "signed": "sign", "decided": "decide",
    "planned": "plan", "backed": "back", "joined": "join", "reported": "report",
    "announced": "announce", "confirmed": "confirm",
}  # fmt: skip
DENIALS = (
    (re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|can|did|does|do) not\b"), r"\1"),
    (re.compile(r"\b(is|are|was|were|has|have|had|would|could)n['’]t\b"), r"\1"),
    (re.compile(r"\bnever\b"), "once"),
    (re.compile(r"\b(no|neither) (?=[a-z])"), "a "),
    (re.compile(r"\bwithout\b"), "with"),
)
# Doubt of the text that the edited sentence no longer has.
CERTAIN = (
    (r"\b(?:may|might|could) (?:well )?(?=have\b)", "must "),
    (r"\b(?:may|might|could|should) (?:well |possibly )?be\b", "will be"),
    (r"\b(?:may|might|could|would) (?:well |possibly )?(?=[a-z]{3})", "will "),
    (r"\b(?:is|are) (?:expected|likely|set|due|projected|scheduled|hoping|planning) to\b", "will"),
    (r"\b(?:was|were) (?:expected|likely|set|due|planning|hoping) to\b", "went on to"),
    (r"\b(?:plans|intends|hopes|wants|aims|expects|means) to\b", "will"),
    (r"\b(?:planned|intended|hoped|wanted|aimed|expected) to\b", "went on to"),
    (r"\b(?:reportedly|allegedly|apparently|possibly|perhaps|probably|supposedly|likely) ", ""),
    (r"\b(?:thinks|believes|suspects|suggests|fears|argues|estimates)\b", "has proved"),
    (r"\b(?:thought|believed|suspected|suggested|feared|argued|estimated)\b(?! to)", "proved"),
    (r"\b(?:accused|suspected) of\b", "convicted of"),
    (r"\b(?:alleges|alleged) that\b", "proved that"),
    (r"\bif\b", "now that"),
)
# The other way round: what the text is sure of, the sentence doubts.
DOUBTFUL = (
    (r"\bwill (?=[a-z]{2})", "may "),
    (r"\b(is|are) (?=[a-z]+ing\b)", r"\1 thinking about "),
    (r"\bhas (?=[a-z]+ed\b)", "has reportedly "),
)
SCOPE = (
    (r"\b(?:some|many|most|several) (?:of )?(?=the\b|[a-z]+s\b)", "all "),
    (r"\ball (?=the\b|[a-z]+s\b)", "some "),
    (r"\b(?:nearly|almost|close to|just under)\b", "more than"),
    (r"\b(?:more than|over|upward of|at least)\b(?= [\d$a-z])", "fewer than"),
    (r"\b(?:up to|as many as|at most|no more than)\b", "at least"),
    (r"\b(?:about|around|roughly|some) (?=\$?\d)", "more than "),
    (r"\bone of the\b", "the"),
    (r"\bpart of\b", "all of"),
    (r"\bhalf\b", "most"),
    (r"\b(?:part|partly|partially)\b", "entirely"),
    (r"\bonly\b", "not only"),
    (r"\bamong\b", "chief among"),
)
TIMES = (
    ("before", "after"), ("earlier", "later"), ("last", "next"), ("until", "since"),
    ("day", "week"), ("days", "weeks"), ("week", "month"), ("weeks", "months"), ("month", "year"),
    ("months", "years"), ("morning", "evening"), ("hours", "days"), ("ago", "from now"),
    ("start", "end"), ("beginning", "end"), ("first", "last"), ("previous", "following"),
    ("already", "not yet"), ("still", "no longer"), ("during", "after"),
)  # fmt: skip
OPPOSITES = (
    ("rose", "fell"), ("increase", "decrease"), ("increased", "decreased"), ("rise", "fall"),
    ("climbed", "dropped"), ("higher", "lower"), ("highest", "lowest"), ("more", "less"),
    ("above", "below"), ("won", "lost"), ("winning", "losing"), ("beat", "lost to"),
    ("biggest", "smallest"),
    ("largest", "smallest"), ("best", "worst"), ("approved", "rejected"), ("accepted", "refused"),
    ("backed", "opposed"), ("supports", "opposes"), ("supported", "opposed"),
    ("opened", "closed"), ("gained", "lost"), ("killed", "injured"), ("hurt", "killed"),
    ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"),
    ("men", "women"), ("his", "her"), ("father", "brother"), ("son", "nephew"), ("wife", "sister"),
    ("husband", "brother"), ("mother", "aunt"), ("friend", "rival"), ("arrested", "convicted"),
    ("charged", "convicted"), ("sued", "was sued by"), ("praised", "criticized"),
    ("ahead", "behind"),
    ("confirmed", "denied"), ("allowed", "forbade"), ("started", "ended"), ("began", "ended"),
    ("raised", "lowered"), ("with", "without"), ("common", "rare"), ("public", "private"),
    ("buy", "sell"), ("bought", "sold"), ("join", "leave"), ("joined", "left"), ("warm", "cold"),
    ("support", "opposition"), ("Democrats", "Republicans"), ("Democratic", "Republican"),
    ("Democrat", "Republican"), ("state", "federal"), ("federal", "state"), ("local", "national"),
    ("inside", "outside"), ("most", "least"), ("fewer", "more"), ("agreed", "declined"),
)  # fmt: skip

OTHERS = (
    "Harlow", "Brennan", "Castillo", "Okafor", "Lindqvist", "Norwood", "Vermont", "Denver", "Lagos",
    "Marlow County", "Emily Tran", "Peter Hughes", "Ortega", "Nguyen", "Glasgow", "Manila",
    "Sarah Whitfield", "Idaho", "Jakarta", "Tamika Rowe", "Kessler", "Portland", "Bergstrom",
    "the Halden Group", "Westfield College", "Danny Morales", "Wichita", "Quebec", "Ivanova",
)  # fmt: skip
"""Names that come in where any other name will do."""

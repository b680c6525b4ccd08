"""How English questions are built, and what in a sentence answers them."""

from __future__ import annotations

import re

from rag.language.en.calendar import MONTH_NAMES, SHORT_MONTHS, WEEKDAYS
from rag.language.en.numbers import NUMBERS
from rag.language.en.turns import TURNS
from rag.language.parts import Kind, any_of
from rag.language.questions import Questions

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
_KINDS: tuple[tuple[Kind, str], ...] = (
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
        rf"^(\W*(and|so|but|since|until|by))?\W*when\b|[,;–—-] ?(and )?when\b|\bwhen\W*$"
        rf"|\bwhen ({_AUXILIARY})\b|\b(what|which) (\w+ )?({_TIME_WORDS})\b"
        r"|\bsince when\b",
    ),
    ("place", rf"\bwhere\b|\b(what|which) (\w+ )?({_PLACE_WORDS})\b"),
    ("person", rf"\b(who|whom|whose)\b|\b(what|which) (\w+ )?({_PERSON_WORDS})\b"),
    ("manner", r"^\s*how\b"),
    ("yes_no", rf"^\s*({_AUXILIARY})\b"),
    ("thing", r"\b(what|which|name the|name a)\b"),
    ("quantity", r"\b(count|tally|toll|total|number|amount|price|cost|age|length)\b"),
)
_SIGNS: dict[Kind, re.Pattern[str]] = {
    "time": re.compile(
        rf"\b(1[0-9]{{3}}|20[0-9]{{2}})s?\b|\b({'|'.join(MONTH_NAMES)}|{'|'.join(WEEKDAYS)}|"
        rf"({any_of(SHORT_MONTHS)})\.|\d+(st|nd|rd|th) century|yesterday|today|tomorrow|noon|"
        r"midnight|\d{1,2}(:\d\d)? ?[ap]\.?m\.?|(last|next|this) (week|month|year|spring|summer|"
        r"autumn|fall|winter))(?!\w)",
        re.IGNORECASE,
    ),
    # The figure of a name ("Lumen-3", "No. 3") is none.
    "quantity": re.compile(
        rf"(?<![A-Za-z]-)(?<!\bNo\. )\d|\b({any_of(NUMBERS.counting)})s?\b", re.IGNORECASE
    ),
    "reason": re.compile(
        r"\b(because|since|due to|owing to|so that|in order to|thanks to|as a result|"
        r"result(s|ed)? (of|in|from)|reasons?|caus(e|es|ed|ing)|led to|leads to|therefore|thus|"
        r"after|amid|citing|cited|blam(e|es|ed|ing)|to (avoid|prevent|protect|ensure|allow|make|"
        r"give|reduce|support|help)|fear(s|ed|ing)?|over|said there was|motivat\w+|prompt\w+|"
        r"in response)\b",
        re.IGNORECASE,
    ),
    "manner": re.compile(
        r"\b(by \w+ing|by|through|using|with|via|means of|method|process)\b", re.IGNORECASE
    ),
    "place": re.compile(
        r"\b(in|at|near|from|to|of|on|across|outside|inside|between) (the )?[A-Z][\w'’-]+"
    ),
}
QUESTIONS = Questions(
    turns=TURNS,
    kinds=tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS),
    signs=_SIGNS,
    joint=re.compile(
        r"(?:(?<!\s)\s++)?(?:[;,]|\b(?:while|whereas|but|although|though|and|or|when|after|before|which|who|"
        r"that|as reported by|compared (?:to|with))\b)\s*",
        re.IGNORECASE,
    ),
    comparing=re.compile(
        r"\b(both|compare[ds]?|comparison|compared|difference between|differ(s|ed)?|agree|"
        r"disagree|consistent|inconsistent|versus|vs\.?|respectively|each|while|whereas|either)\b",
        re.IGNORECASE,
    ),
    compare=re.compile(r"^\s*compare |\b(?:both|either) ", re.IGNORECASE),
    opening=re.compile(r"\bbetween\s+", re.IGNORECASE),
    against=re.compile(
        r"(?<!\s),?\s++(?:v\.?|vs\.?|versus|compared? (?:with|to))\s++", re.IGNORECASE
    ),
    beside=tuple(
        re.compile(rf"(?<!\s),?\s++{word}\s++", re.IGNORECASE)
        for word in ("or", "and", "against", "to")
    ),
    needs={
        "against": re.compile(":"),
        "to": re.compile(
            r"\A(?=.*\b(?:chang|mov|shift|gr[eo]w|ris|rose|fall|fell|drop|went|go)).* from\b",
            re.IGNORECASE,
        ),
    },
    current=re.compile(
        r"\b(current|currently|recent|recently|lately|now|nowadays|latest|newest|at present|today|"
        r"so far|still)\b"
        r"|^\s*(who|what|which)( is|'s| are)\b",
        re.IGNORECASE,
    ),
    # "Who leads the party today" asks how things stand, not what was reported on this day.
    state=re.compile(
        r"^\s*(who|what|which|where|how (many|much)|is|are|does|do)\b(?!.*\b(happen|did|was|were|"
        r"said|says|announce|news|report|publish))",
        re.IGNORECASE,
    ),
    # What is to come was told before it comes.
    to_come=re.compile(
        r"\b(will|won't|going to|plans?|planned|due (to|in)|expected to|scheduled|next|"
        r"upcoming)\b",
        re.IGNORECASE,
    ),
    small_talk=re.compile(
        r"(?:(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|bye|goodbye"
        r"|see you|thanks?|thank you|thx|cheers|ok|okay|yes|no|yep|nope|sure|right|great|nice|cool"
        r"|perfect|good|interesting|wow|i see|got it|never ?mind|how are you|who are you"
        r"|what are you|what can you do|help)"
        r"(?: (?:there|again|dateline|all|everyone|a lot|so much|very much|one|you|doing|today"
        r"|then|that helps|for that))*[\s,.!?]*)+",
        re.IGNORECASE,
    ),
    more=re.compile(
        r"(?:(?:ok|okay|and|please|can you|could you)[\s,]+)*"
        r"(?:tell me more|more|go on|continue|keep going|carry on|say more|elaborate|expand"
        r"|what else|anything else|more details?|give me more|read on)"
        r"(?: (?:about|on|of) (?:that|this|it|them))?(?:[\s,]+please)?[\s.!?…]*",
        re.IGNORECASE,
    ),
)

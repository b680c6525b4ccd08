"""English sentences that can be turned into a question which they answer."""

from __future__ import annotations

import re

from rag.language.questions import Turn

_NOT_NAMES = (
    r"(?!(?:It|He|She|They|This|That|These|Those|There|But|And|So|If|When|While|After|Before|In|"
    r"The|At|On|For|Until|Since|By|From|As|With|Under|Over|What|Who|We|I|You|Many|Some|Most|Both|Mr|Mrs|Ms|Dr|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday)\b)"
)
_PART = r"[A-Z][\w’'&-]*[\w]"
_NAME = rf"{_NOT_NAMES}{_PART}(?: (?:of |and |for |de )?{_PART}){{1,4}}"
_FIRM = rf"{_NOT_NAMES}{_PART}(?: (?:and )?{_PART}){{0,3}}"
_PLAIN = r"[^,;:.!?()\"“”‘’]"
_AUX = r"is|are|was|were|has|have|had|will|would|could|can"
_ROLES = (
    r"director|president|chairman|chairwoman|secretary|minister|spokesman|spokeswoman|"
    r"spokesperson|professor|chief executive|chief|CEO|leader|governor|lawyer|attorney|researcher|"
    r"scientist|epidemiologist|economist|analyst|author|founder|mayor|judge|senator|commissioner|"
    r"coach|captain|ambassador|biologist|engineer|historian|conductor"
)
_COUNTED = (
    r"people|workers|children|students|patients|homes|cases|deaths|officers|soldiers|passengers|"
    r"residents|employees|teachers|nurses|doctors|voters|houses|schools|hospitals|families"
)
_ABOUT = r"(?:At least |More than |About |Nearly |Some |Around |Almost |Up to )?"
_NUMBER = r"(?:\d[\d,]*|[A-Z]?[a-z]+(?:-[a-z]+)?)"

_PLACED = r"arrested|born|killed|shot|detained|hospitalized|found dead|jailed|buried|held"

_POINTING = (
    r"(?i:he|she|it|they|him|her|them|his|its|their|you|your|we|our|my|this|that|these|those|here|"
    r"there|today|tomorrow|tonight)|I|us"
)

# A name that has an article before it in a sentence, and often none in a headline.
_BODY = (
    rf"(?:{_PART} )+(?:Administration|Agency|Army|Association|Board|Bureau|Commission|Committee|"
    r"Council|Court|Department|Foundation|House|Ministry|Nations|Navy|Office|Organization|Party|"
    rf"Senate|Service|States|Union) (?:{_AUX}) "
)

TURNS = tuple(
    Turn(re.compile(sentence), question)
    for sentence, question in (
        # A question that the reporter asks, most often in the headline, and that stands by itself.
        (
            r"(?:^|: )(?P<whole>(?:Who|What|When|Where|Why|How)\b(?! about\b)"
            rf"(?!.*\b(?:{_POINTING})\b)(?=.* [A-Z])[^?:|…]{{8,}}\?)$",
            "{whole}",
        ),
        (
            rf"^(?!{_BODY})(?P<name>{_NAME}) (?P<aux>{_AUX}) (?P<rest>{_PLAIN}{{8,60}}?) "
            r"(?:because|due to)\b",
            "Why {aux} {name} {rest}?",
        ),
        (
            rf"^(?:The |(?={_BODY}))(?P<name>{_NAME}) (?P<aux>{_AUX}) (?P<rest>{_PLAIN}{{8,60}}?) "
            r"(?:because|due to)\b",
            "Why {aux} the {name} {rest}?",
        ),
        (
            rf"^{_ABOUT}{_NUMBER} (?P<what>{_COUNTED}) (?P<aux>were|are|have|had) "
            rf"(?P<rest>{_PLAIN}{{8,60}}\b(?:in|at|by|near|during) (?:the )?"
            rf"[A-Z]{_PLAIN}{{2,30}})\.",
            "How many {what} {aux} {rest}?",
        ),
        (
            rf"^(?P<name>{_FIRM}) (?:has |have )?agree[ds]? to pay (?:\w+ ){{0,2}}[$£€]",
            "How much did {name} agree to pay?",
        ),
        (
            rf"^(?P<name>{_FIRM}) will pay (?:\w+ ){{0,2}}[$£€][\d.]+ (?:million |billion )?"
            rf"(?P<rest>(?:to|over|for|in) {_PLAIN}{{8,60}}?)(?:[.,]|$)",
            "How much will {name} pay {rest}?",
        ),
        (
            rf"^{_ABOUT}\d[\d.]*(?:%| percent| per cent) of (?P<what>{_PLAIN}{{4,40}}?) "
            rf"(?P<aux>are|were|have|had|said|say) (?P<rest>{_PLAIN}{{8,60}})[.,]",
            "What share of {what} {aux} {rest}?",
        ),
        (
            rf"^(?P<name>{_NAME})(?:, \d\d,)? (?P<aux>was|were) (?P<verb>{_PLACED}) "
            r"(?:in|at|near) ",
            "Where {aux} {name} {verb}?",
        ),
        (
            rf"^(?P<name>{_NOT_NAMES}[A-Z][a-z]+(?: [a-z]+){{0,2}}) is an? (?:\w+ ){{0,2}}"
            r"(?:disease|illness|infection|condition|drug|medicine|medication|virus|bacteria|"
            r"disorder|treatment|vaccine|chemical|process|technique)\b",
            "What is {name}?",
        ),
        (
            rf"(?:^|[ “\"])(?P<name>{_NOT_NAMES}[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+), "
            rf"(?:the |an? |who is )(?:{_PLAIN}{{0,40}} )?(?:{_ROLES})\b",
            "Who is {name}?",
        ),
    )
)

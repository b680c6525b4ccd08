"""What forms of answer English questions ask for."""

from __future__ import annotations

import re

from rag.language.en.numbers import NUMBERS
from rag.language.forms import Form, Forms
from rag.language.parts import any_of, word_set

_AUXILIARY = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn't|"
    r"aren't|wasn't|weren't|didn't|doesn't|don't|hasn't|haven't|won't|can't"
)
_ASKED = r"who|whom|whose|what|when|where|why|how|which"
_TELL = r"tell|give|show|list|name|explain|say|sum|brief|know|describe|help|find"
_SAY = (
    r"say|says|said|saying|tell|told|call|called|respond|responded|reply|replied|answer|answered|"
    r"argue|argued|write|wrote|tweet|tweeted|post|posted|describe|described|react|reacted|"
    r"compare|compared|joke|joked"
)
_WORDS = r"words|phrase|quote|reaction|response|reply|excuse|goodbye|remarks?|comments?|statement"
_MEASURED = r"many|much|long|old|tall|far|big|large|high|deep|wide|fast|often|few|soon|late"
# Words in s behind "which" and "what" that are no plural nouns.
_NO_PLURAL = (
    r"was|is|does|has|this|his|its|as|us|less|class|boss|business|news|process|address|access|"
    r"crisis|series|status|virus|campus|bus|gas|happens|makes|causes|means|includes|says|comes|"
    r"goes|became|sets|counts|percentages|others|princess|congress|illness|witness|actress|hosts|"
    r"marks|wins|leads|owns|plays|runs|gives|takes|gets|tops|holds|keeps|pays|names"
)
_PLURAL = rf"(?!(?:{_NO_PLURAL})\b)[a-z]{{2,}}[^s\W]s"
_COUNTED = (
    r"cases|deaths|votes|points|tickets|claims|pages|sales|dollars|hours|minutes|days|weeks|months|"
    r"years|goals|flights|homes|stores|losses|injuries|results|measles|odds|nominations|wins|seats|"
    r"shows|tracks|tests|miles|reserves|arguments|people|others"
)
# Words in er that compare nothing.
_NO_COMPARATIVE = (
    r"after|another|other|whether|rather|either|neither|never|ever|under|over|however|former|player|"
    r"leader|minister|officer|member|number|order|power|water|winter|summer|father|mother|brother|"
    r"sister|paper|matter|offer|enter|cover|answer|september|october|november|december"
)
_AMOUNT = r"share|cost|costs|number|total|name|date|score|size|price|age|count|ban|sum|attendance"
_FEW = any_of(frozenset(NUMBERS.units) - {"zero", "one"})

_ASKING: tuple[tuple[Form, str], ...] = (
    (
        "verdict",
        rf"^\s*(?:(?:and|so|but)\s+)?(?:{_AUXILIARY})\b"
        rf"(?!\s+\d)(?!\s+[\w'’-]+ (?:on|about) )"
        rf"(?!\s+(?:you|we|i)\s+(?:please\s+)?(?:{_TELL})\b)(?!.*\bor\b(?!\s+not\b))"
        rf"|^\s*any\b(?!.*\b(?:{_ASKED})\b).*\?\s*$",
    ),
    (
        "comparison",
        r"^(?!\s*(?:who|when|where)\b).*\bv(?:s\b|ersus\b|\b)|\bcompared? (?:to|with)\b"
        r"|\bdifferences?\b|\bbefore and after\b|\bdiffer(?:s|ed)?\b|\bsplit between\b"
        r"|\A(?>.*?\bwhich\b)(?>.*?\b(?:\w{3,}er|more|less|first)\b)"
        r".*(?:\bor\b|,|\bthan\b|\band which\b)"
        rf"|\A\s*+(?:which|who|whose|{_AUXILIARY})\b(?=.*\bor\b)"
        rf"(?>.*?\b(?!(?:{_NO_COMPARATIVE})\b)"
        r"(?:\w{2,40}er|more|less|worse|most|least|first)\b)"
        r"|\A(?=[^:]*\bor\b)[^:]+:\s*wh|\A(?=.*\bchange[ds]? from\b).*\bto\b"
        r"|\A(?>.*?\band (?:what|which|who)\b).*\bthe two\b|\bthe two \w+s['’]",
    ),
    (
        "quotation",
        rf"^\s*(?:in )?(?:what|which|how)\b(?! (?:{_MEASURED})\b).*"
        rf"\b(?:did|does|do|has|had|was|were|is|are)\b.*\b(?:{_SAY})\b"
        rf"|^\s*who (?:{_SAY})\b|\b(?:exact words|own words|{_WORDS}) (?:did|does|used|of|to|for)\b"
        rf"|['’]s (?:\w+ )?(?:{_WORDS})\b|\bwhat .{{1,40}} said (?:about|of|on)\b"
        rf"|^(?!.*\b(?:{_ASKED})\b)(?!(?:{_AUXILIARY})\b)"
        rf"(?:[\w.'’]+ ){{1,2}}on (?!\w+day\b)\w+ \w+",
    ),
    (
        "list",
        rf"\b(?:which|what|name|list)(?: (?:the|are|were|all|of|other|some|\w+est))*"
        rf" (?:{_FEW}|\d)\b"
        r"|^\s*(?:list|name) (?!of\b)|^\s*(?:who|what) (?:all )?(?:are|were) (?:the |all )"
        rf"(?:[\w'’-]+ ){{0,3}}{_PLURAL}\b"
        rf"|\b(?:which|what) (?:[a-z'’-]+ )?(?!(?:{_COUNTED})\b){_PLURAL}\b"
        rf"|^(?!.*\b(?:{_ASKED})\b)(?!(?:{_AUXILIARY})\b)(?!(?:{_AMOUNT})\b)"
        rf"(?:the )?(?:[\w'’-]+ ){{0,3}}"
        rf"(?!(?:{_COUNTED})\b){_PLURAL} (?:to|of|that|who|for|at|not|with|mentioned|named|picked|"
        r"from|besides|behind|used)\b",
    ),
    (
        "latest",
        r"\b(?:latest|newest|most recent(?:ly)?|up[- ]to[- ]date|so far|to date|right now|"
        r"at the moment|currently|as of (?:now|today)|now(?! that\b))\b"
        r"|\b(?:is|are|remains?) still\b|^\s*who(?:['’]s| is| are) (?!been\b).*\bsince\b",
    ),
    (
        "definition",
        r"^\s*what(?:['’]s| exactly (?:is|are)| is| are| was)\s++"
        r"(?!the\s++(?:\w++\s++)+(?:of|for)\b)"
        r"(?:an?\s++|the\s++)?(?:[\w'’.-]++\s*+){1,3}\??\s*$"
        r"|^\s*what(?:['’]s| is| are)\s+(?:an?\s+)?[\w.-]+(?: [\w.-]+)?,"
        r"|\bmeaning\b|\bdefin(?:e|ition)\b|\bwhat (?:does|do|did) .* (?:mean|stand for)\b",
    ),
    (
        "reason",
        r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat caused\b|^\s*how (?:did|do|does|is|was)\b",
    ),
)

FORMS = Forms(
    asking=tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _ASKING),
    quotation=re.compile(r"[“\"‘'](?=\w)[^”\"]{12,1000}[”\"’']|[“\"][^”\"“]{12,}$"),
    quoted=re.compile(r"[“\"](?P<words>[^”\"“]+)[”\"]"),
    enumeration=re.compile(
        r"[\w’'.$%)”\"-], (?:[\w’'.$%-]{1,60} ){0,6}[\w’'.$%)”\"-]{1,60},? (?:and|or) \w"
        r"|[A-Z][\w.’'-]{1,60} (?:and|or) (?:[a-z]+ ){0,2}[A-Z]"
    ),
    defining=re.compile(
        r"\b(?:is|are|was|were) (?:an?|the|one of|any|composed|made|when|used|called|considered)\b"
        r"|\bknown as\b|\bcalled\b|\brefers? to\b|\bmeans?\b|\bdefined as\b|\bstands? for\b"
        r"|\w[”\"]?, (?:an?|the) \w|\bdescribes?\b",
        re.IGNORECASE,
    ),
    cause=re.compile(
        r"\b(?:because|due to|owing to|thanks to|as a result of|so that|in order to|amid|citing|"
        r"blamed on|caused by|in response to|to (?:avoid|prevent|protect|ensure|allow|reduce))\b",
        re.IGNORECASE,
    ),
    verdicts={"yes": "Yes.", "no": "No."},
    more={
        "more": "{one}: {first}, more than {other}: {second}.",
        "less": "{one}: {first}, less than {other}: {second}.",
        "same": "{one}: {first}, the same as {other}: {second}.",
    },
    truth=re.compile(r"^\s*(?:is it (?:true|right|correct)|was it true) (?:that )?", re.IGNORECASE),
    circumstance=re.compile(rf"^\s*(?:why|how|when|where) (?=(?:{_AUXILIARY})\b)", re.IGNORECASE),
    some={"any": "some"},
    dropped=word_set("do does did"),
)

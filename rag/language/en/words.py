"""Words of English that carry no subject of their own, and words that count the same."""

from __future__ import annotations

import re

from rag.language.parts import Words, word_set

# English function words and the words questions are built with, as they are typed.
FUNCTION_WORDS = word_set(
    """
    a about above after again against all also although am among an and any are as at be because
    been before being below between both but by can could did do does doing down during each else
    ever few for from further get gets got had has have having he her here hers herself him himself
    his how i if in into is it its itself just let like many may me might more most much must my
    myself no nor not now of off on once one only or other our ours out over own please same say
    says said shall she should so some such tell than that the their theirs them themselves then
    there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would yet you your yours
    """
)

WORDS = Words(
    function=FUNCTION_WORDS,
    articles=word_set("a an the"),
    leaning=word_set("he she they it this that these those his her its their him them such here"),
    said=re.compile(
        r"[\"”’'],? (?:he|she|they|it) (?:\w+ly )?"
        r"(?:said|says|added|told|asked|wrote|replied|insisted)\b",
        re.IGNORECASE,
    ),
    # A figure beside any word of a line answers a question with another.
    same_count=(
        "die died dies dying dead death deaths kill killed toll fatalities perished casualties",
        "injure injured injuries hurt wounded wounds",
        "cost costs costing price priced worth paid pay",
        "arrest arrested arrests detained held",
    ),
)

"""Words that carry no subject of their own, and words that name months, days and numbers."""

from __future__ import annotations

# English function words and the words questions are built with, as they are typed.
FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although am among an and any are as at be because
    been before being below between both but by can could did do does doing down during each else
    ever few for from further get gets got had has have having he her here hers herself him himself
    his how i if in into is it its itself just let like many may me might more most much must my
    myself no nor not now of off on once one only or other our ours out over own please same say
    says said shall she should so some such tell than that the their theirs them themselves then
    there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would yet you your yours
    """.split()
)

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen half third quarter twice once double triple
    both none several first second
    """.split()
)

# A sentence that opens with one of these leans on the sentence before it.
LEANING = frozenset(
    "he she they it this that these those his her their its him them such here there".split()
)

# Words that count the same: a figure beside any of a line answers a question with another.
SAME_COUNT = (
    "die died dies dying dead death deaths kill killed toll fatalities perished casualties",
    "injure injured injuries hurt wounded wounds",
    "cost costs costing price priced worth paid pay",
    "arrest arrested arrests detained held",
)

"""English number words."""

from __future__ import annotations

from rag.language.parts import Numbers, word_set

UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}

NUMBERS = Numbers(
    units=UNITS,
    tens=TENS,
    scales=SCALES,
    ordinals={**ORDINALS, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
    vague={
        "a": 1,
        "an": 1,
        "a couple of": 2,
        "couple of": 2,
        "a few": 3,
        "few": 3,
        "several": 3,
    },
    counting=word_set("half third quarter twice double triple none several")
    | {*UNITS, *TENS, *SCALES} - {"one"},
)

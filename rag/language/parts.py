"""What rules may know of a language; a part that is left out claims nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "person", "time", "place", "quantity", "reason", "manner", "yes_no", "thing", "topic"
]
Side: TypeAlias = Literal["since", "after", "before", "until"]
WordSet: TypeAlias = frozenset[str]

NEVER = re.compile(r"(?!)")
"""Matches nothing: the pattern of what a language does not say of itself."""


def word_set(text: str) -> WordSet:
    """Return the words of a text, divided by spaces, as a set."""
    return frozenset(text.split())


def any_of(words: Mapping[str, object] | WordSet) -> str:
    """Return a pattern for any one of some words, longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@dataclass(frozen=True, slots=True)
class Words:
    """Words by what they do in a text.

    Attributes:
        function: words that carry no subject of their own, those of questions among them.
        articles: words that may be left out before a quotation.
        endings: what may stand at the end of a word without being part of it.
        leaning: a sentence that opens with one leans on the sentence before it.
        said: a sentence that gives what somebody said who was named before.
        same_count: lines of words that count the same.
    """

    function: WordSet = frozenset()
    articles: WordSet = frozenset()
    endings: re.Pattern[str] = NEVER
    leaning: WordSet = frozenset()
    said: re.Pattern[str] = NEVER
    same_count: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of days and times of the year, in lower case.

    Attributes:
        months: 1 to 12 of each name and short form.
        weekdays: 0 (Monday) to 6 of each name.
        seasons: first month of each.
        feasts: month and day of each.
        names: names of months and weekdays that mean nothing else.
        short: short forms of months.
        month: pattern of a month's name or short form.
        weekday: pattern of a weekday's name.
        day: pattern of a day of the month, its number as a group.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    seasons: Mapping[str, int] = field(default_factory=dict)
    feasts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    names: WordSet = frozenset()
    short: WordSet = frozenset()
    month: str = NEVER.pattern
    weekday: str = NEVER.pattern
    day: str = r"(\d{1,2})"

    def number(self, month: str) -> int:
        """Return which month a name, a short form or digits mean."""
        return int(month) if month.isdecimal() else self.months[month.lower().rstrip(".")]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words, in lower case.

    Attributes:
        units: from zero up to where words are composed.
        tens: what units are added to.
        scales: what multiplies the number before it.
        ordinals: "first" and its like.
        vague: words that mean about so many ("a few").
        counting: words that answer "how many".
    """

    units: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    counting: WordSet = frozenset()

    @property
    def count(self) -> str:
        """A pattern for a small number in digits or words, "a few" among them."""
        tens = rf"(?:{any_of(self.tens)})(?:[- ](?:{any_of(self.units)}))?|" if self.tens else ""
        words = any_of({**self.units, **self.vague})
        return rf"(?:\d{{1,3}}|{tens}{words})" if words else r"(?:\d{1,3})"

    def value(self, words: str) -> int | None:
        """Return the number that words as in `count` mean; None when they mean none."""
        if words.isdecimal():
            return int(words)
        for known in (self.vague, self.units, self.tens):
            if words in known:
                return known[words]
        ten, _, unit = words.replace("-", " ").partition(" ")
        if ten in self.tens and unit in self.units:
            return self.tens[ten] + self.units[unit]
        return None


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a text says amounts beside plain number words.

    Attributes:
        alone: words that say a number by themselves ("both", "twice").
        parts: into how many parts a fraction divides ("thirds" 3).
        multiples: words that stand for so many of something ("decade" 10 years).
        suffixes: what multiplies the digits it is written behind ("3m").
        day: a day of a month, its number as a group.
        uncounted: words of which a text may well count two different sets ("people").
        ratio: what stands before the second number of a ratio ("one in ").
        ratio_of: what stands behind the first number of one.
        years: the text measures a time in years.
        days: it measures one in days or weeks.
        neighbour: it speaks of the time before or after another ("the next year").
        within: the claim bounds a time ("since 2019").
    """

    alone: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)
    suffixes: Mapping[str, int] = field(default_factory=dict)
    day: re.Pattern[str] = NEVER
    uncounted: WordSet = frozenset()
    ratio: re.Pattern[str] = NEVER
    ratio_of: re.Pattern[str] = NEVER
    years: re.Pattern[str] = NEVER
    days: re.Pattern[str] = NEVER
    neighbour: re.Pattern[str] = NEVER
    within: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Negation:
    """What turns a sentence into its opposite.

    Attributes:
        words: function words, in lower case.
        verbs: verbs in all their forms ("denied").
        forms: words that negate by their form ("didn't").
        until: words behind a negation that make a delay of it ("will not open before June").
    """

    words: WordSet = frozenset()
    verbs: WordSet = frozenset()
    forms: re.Pattern[str] = NEVER
    until: WordSet = frozenset()

    def negates(self, word: str) -> bool:
        """Whether a word turns what is said into its opposite."""
        lower = word.lower().replace("’", "'")
        return lower in self.words or lower in self.verbs or self.forms.fullmatch(lower) is not None

    def denies(self, word: str) -> bool:
        """Whether a word does so by itself, verbs left out."""
        lower = word.lower().replace("’", "'")
        return lower in self.words or self.forms.fullmatch(lower) is not None


@dataclass(frozen=True, slots=True)
class Briefs:
    """How a question asks for a story and not for a fact.

    Attributes:
        asks: it wants what happened, told in some sentences.
        cues: words that ask for it and say nothing of what it is about.
        corrected: a sentence that sets an earlier version, or an earlier report, right.
    """

    asks: re.Pattern[str] = NEVER
    cues: re.Pattern[str] = NEVER
    corrected: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Names:
    """How names are written.

    Attributes:
        word: one word of a name; it matches nothing where names are not told by their form.
        whole: a name of several words.
        ignored: words in lower case that are written as names and are none.
        titles: what stands before a person's name, in lower case.
        bound: words before a year that only bounds a span.
        shortened: abbreviations, which a text may spell out.
        kind: the last word of a long name, which says of what kind it is, as a group.
        possessive: the ending of a name that owns something.
        abbreviated: words in lower case whose full stop ends no sentence.
        initialled: words that a name may have as their first letter alone ("N." for "North").
        before_places: words that a place stands behind.
        peoples: countries by what their people or language is called, where it is not alike.
    """

    word: re.Pattern[str] = NEVER
    whole: re.Pattern[str] = NEVER
    ignored: WordSet = frozenset()
    titles: WordSet = frozenset()
    bound: re.Pattern[str] = NEVER
    shortened: re.Pattern[str] = NEVER
    kind: re.Pattern[str] = NEVER
    possessive: re.Pattern[str] = NEVER
    abbreviated: WordSet = frozenset()
    initialled: WordSet = frozenset()
    before_places: WordSet = frozenset()
    peoples: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Values:
    """How a sentence writes what it gives: figures and days.

    Attributes:
        figure: a number in digits or words.
        share: what makes a figure a share of a hundred.
        day: a day, a month or a year.
        dated: what stands before a number that is part of a date.
        lasts: a question that a length of time or a share answers.
        counted: what "how many" counts, as a group.
        durations: words for lengths of time.
        clock: words that make a number before them a time of the day.
        corrects: a text that sets another report right.
        grows: what a question counts that only grows while news comes in: the dead, the arrested.
    """

    figure: re.Pattern[str] = NEVER
    share: re.Pattern[str] = NEVER
    day: re.Pattern[str] = NEVER
    dated: re.Pattern[str] = NEVER
    lasts: re.Pattern[str] = NEVER
    counted: re.Pattern[str] = NEVER
    durations: WordSet = frozenset()
    clock: WordSet = frozenset()
    corrects: re.Pattern[str] = NEVER
    grows: re.Pattern[str] = NEVER

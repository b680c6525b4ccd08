"""How a language says a time: forms that `rag.dates` turns into days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rag.language.parts import NEVER, Side, WordSet

Unit: TypeAlias = Literal["hour", "day", "week", "month", "quarter", "year", "decade"]
Which: TypeAlias = Literal["this", "last", "past"]
Part: TypeAlias = Literal["start", "middle", "end", "first week", "last week"]
Reading: TypeAlias = Literal[
    "iso",  # 2025-12-16, 2025-12
    "dated",  # a day, by `month`, `day` and `year`
    "week",  # the week of a day, by `of`
    "part",  # a part of a month or year, by `which` and `of`
    "month",  # by `month` and `year`
    "quarter",  # by `nth` or `q`, and `year` or `qyear`
    "half",  # by `nth` or `h`, and `year` or `hyear`
    "season",  # by `season`, `which` and `year`
    "decade",  # by `decade` in four digits or `short` in two
    "back",  # so many days back, by the words themselves
    "night",  # from yesterday to today
    "weekend",  # by `which`
    "unit",  # this week, last month, the past year, by `which` and `unit`
    "weekday",  # by `weekday` and `which`
    "counted",  # the last ten days, by `count` and `unit`
    "ago",  # two days ago, by `count` and `unit`
    "recent",  # recent weeks, by `unit`
    "feast",  # by `feast` and `year`
    "year",  # by `year`
]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying a time.

    Attributes:
        pattern: of its words, in lower case.
        reading: how its groups are turned into days.
        strict: outside the days there is no answer.
        bare: it limits a question even with no "in" or "on" before it.
    """

    pattern: str
    reading: Reading
    strict: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """How a language says a time, and where in a question it does.

    Attributes:
        forms: ways of saying a time; of several that match, the first counts.
        back: how many days back words such as "yesterday" lie.
        which: words that choose among weeks, months, …
        units: units of time in every form.
        parts: words for a part of a month or year.
        present: words for the day of asking that also mean "at present".
        with_year: how `time` is said together with `year`.
        between: a span, as groups `a` or `b`, and `end`.
        bounded: a span open at one side, as groups `side` and `point`, or `far` where other words
            stand between; with `on` behind it where a side asks for that.
        sides: what each `side` means.
        continued: sides that are meant only with an `on`.
        inside: a time that limits a question, as groups `in` (with `and`), `bare` or `of`.
        loose: words that stand before times and persons alike.
        counts: words that stand before times and counts alike.
        ambiguous: times that are also names or other words.
        divided: times that mean something else before "of".
        titled: times that are the name of something.
        before_name: times that a capitalised word makes part of a name.
        event: an event that stands for its day, as groups `side` and `event`.
        stated: the day of an event as an article states it, as a group.
    """

    forms: tuple[Form, ...] = ()
    back: Mapping[str, int] = field(default_factory=dict)
    which: Mapping[str, Which] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    present: WordSet = frozenset()
    with_year: str = "{time} {year}"
    between: re.Pattern[str] = NEVER
    bounded: re.Pattern[str] = NEVER
    sides: Mapping[str, Side] = field(default_factory=dict)
    continued: WordSet = frozenset()
    inside: re.Pattern[str] = NEVER
    loose: WordSet = frozenset()
    counts: WordSet = frozenset()
    ambiguous: re.Pattern[str] = NEVER
    divided: re.Pattern[str] = NEVER
    titled: re.Pattern[str] = NEVER
    before_name: re.Pattern[str] = NEVER
    event: re.Pattern[str] = NEVER
    stated: re.Pattern[str] = NEVER
    matchers: tuple[tuple[Form, re.Pattern[str]], ...] = field(init=False)

    def __post_init__(self) -> None:
        compiled = tuple((form, re.compile(form.pattern)) for form in self.forms)
        object.__setattr__(self, "matchers", compiled)


def one_of(forms: tuple[Form, ...]) -> str:
    """Return a pattern for any of some forms, with no groups, so that it can stand in others."""
    plain = (re.sub(r"\(\?P<\w+>", "(?:", form.pattern) for form in forms)
    return f"(?:{'|'.join(plain)})"

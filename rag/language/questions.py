"""What rules may know of a language's questions; what is left out claims nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.language.parts import NEVER, Kind


@dataclass(frozen=True, eq=False, slots=True)
class Turn:
    """How a sentence becomes a question that it answers.

    Attributes:
        sentence: what it looks like, with named groups.
        question: the question, with the groups in braces.
    """

    sentence: re.Pattern[str]
    question: str


@dataclass(frozen=True, slots=True)
class Questions:
    """How questions are built, and what in a sentence answers each kind.

    Attributes:
        kinds: the kind of answer that a pattern asks for; the first that is found counts.
        signs: by kind, what a sentence that holds such an answer has in it.
        joint: where a long question may be cut into clauses.
        comparing: it sets things against each other.
        compare: words of such a question that belong to neither side.
        opening: the word behind which its sides stand.
        against: what sets two sides against each other.
        beside: what may do so, where other words of the question tell that it does; the likeliest
            first.
        needs: by such a joining word, what a question must have for it to part two sides.
        current: it asks of the present.
        state: it asks how things stand, not what was reported on a day.
        to_come: it asks of what is to come.
        small_talk: words that greet, thank or take note, and ask nothing.
        more: words that ask to go on with the last answer.
        turns: sentences that can be turned into questions.
    """

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = ()
    signs: Mapping[Kind, re.Pattern[str]] = field(default_factory=dict)
    joint: re.Pattern[str] = NEVER
    comparing: re.Pattern[str] = NEVER
    compare: re.Pattern[str] = NEVER
    opening: re.Pattern[str] = NEVER
    against: re.Pattern[str] = NEVER
    beside: tuple[re.Pattern[str], ...] = ()
    needs: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    current: re.Pattern[str] = NEVER
    state: re.Pattern[str] = NEVER
    to_come: re.Pattern[str] = NEVER
    small_talk: re.Pattern[str] = NEVER
    more: re.Pattern[str] = NEVER
    turns: tuple[Turn, ...] = ()

"""What forms of answer a language's questions ask for, and how sentences of each form look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rag.language.parts import NEVER, WordSet

Form: TypeAlias = Literal[
    "verdict", "comparison", "quotation", "list", "latest", "definition", "reason", "fact"
]


@dataclass(frozen=True, eq=False, slots=True)
class Forms:
    """How questions ask for an answer of a form.

    Attributes:
        asking: the form that a pattern asks for; the first that is found counts.
        quotation: words in quotation marks, of some length, in a sentence.
        quoted: such words in a question, as a group `words`.
        enumeration: several things beside each other.
        defining: what stands between a thing and what it is.
        cause: the words that open the clause of a reason.
        verdicts: the words for yes and no, as an answer begins with them.
        more: what says which of two figures is more, by "more", "less" and "same", with places for
            the names of both sides (`one`, `other`) and their figures (`first`, `second`).
        truth: what asks whether a statement behind it is true.
        circumstance: the word that asks why, how, when or where, before an auxiliary.
        some: by the word that opens a question of whether there is any, what a statement has.
        dropped: auxiliaries that a statement has not.
    """

    asking: tuple[tuple[Form, re.Pattern[str]], ...] = ()
    quotation: re.Pattern[str] = NEVER
    quoted: re.Pattern[str] = NEVER
    enumeration: re.Pattern[str] = NEVER
    defining: re.Pattern[str] = NEVER
    cause: re.Pattern[str] = NEVER
    verdicts: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    truth: re.Pattern[str] = NEVER
    circumstance: re.Pattern[str] = NEVER
    some: Mapping[str, str] = field(default_factory=dict)
    dropped: WordSet = frozenset()

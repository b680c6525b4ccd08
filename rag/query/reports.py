"""What a question asks of the reports that it names: does each say its part, do they agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.language import language_of
from rag.query.plan import Plan, squeeze

Agreement: TypeAlias = Literal["agree", "disagree", "either"]

_SHORTEST = 3
"""Words of a part that says something."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a report is asked to say.

    Attributes:
        words: as a statement.
        outlets: that may say it, squeezed; empty where the question does not tell.
    """

    words: str
    outlets: frozenset[str]


def claims(plan: Plan) -> list[Claimed]:
    """Return what a question of whether asks of several reports, a part each; none for others.

    "Does the Herald suggest that the bridge is safe, while the Post reports cracks?" asks two
    things, of an outlet each. What is asked of both of two outlets is asked of each.

    Args:
        plan: the question.
    """
    text = plan.asked.text.rstrip("?!. ")
    language = language_of(text)
    rules, grammar = language.reports, language.grammar
    first = grammar.tokens(text)[:1]
    if not plan.outlets or not first or first[0].lower not in grammar.auxiliary:
        return []
    found: list[Claimed] = []
    for part in rules.joint.split(text):
        words = rules.aside.sub("", rules.opening.sub("", part, count=1))
        if len(words.split()) < _SHORTEST:
            continue
        named = _named(part, plan.outlets)
        if len(named) > 1 and rules.both.search(part):
            found += [Claimed(words, frozenset({name})) for name in sorted(named)]
        else:
            found.append(Claimed(words, named or (found[-1].outlets if found else plan.outlets)))
    return found if len(found) > 1 or rules.both.search(text) else []


def agreement(plan: Plan) -> tuple[Agreement, str] | None:
    """Return what a question asks of whether reports agree, and its word for that; None for others.

    Args:
        plan: the question.
    """
    language = language_of(plan.asked.text)
    first = language.grammar.tokens(plan.asked.text)[:1]
    if not plan.outlets or (first and first[0].lower in language.grammar.question):
        return None
    match: re.Match[str] | None = language.reports.agreement.search(plan.asked.text)
    if match is None:
        return None
    if match["either"]:
        return "either", match["either"].capitalize()
    return ("disagree" if match["not"] is not None else "agree"), ""


def _named(text: str, outlets: frozenset[str]) -> frozenset[str]:
    words = f" {squeeze(text)} "
    return frozenset(name for name in outlets if f" {name} " in words)

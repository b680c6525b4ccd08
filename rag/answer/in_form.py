"""Evidence in order of how well it has the form that a question asks for.

A reader trained on spans finds the place where a list, a quotation or a definition is spoken of
more surely than the sentence that gives it whole. How a sentence looks tells the rest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from index.text.terms import terms
from rag.answer.habits import enumerates
from rag.language import Language, language_of
from rag.query.plan import Plan
from rag.types import Evidence

# Log-odds that a sentence gains by its form. Chosen, as the others here, on newsroom questions that
# the reader was not trained on, among 0.5, 1, 1.5 and 2.
_GAIN = 2.0
# Of the question's words, those that a sentence must have to define what is asked about.
_NEAR = 0.6


def in_form(plan: Plan, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence in order, its shares changed by whether it has the form that is asked for.

    Args:
        plan: the question.
        evidence: sentences, best first.
    """
    gains = [_gain(plan, item) for item in evidence]
    if not any(gains):
        return list(evidence)
    weights = [item.score * math.exp(gain) for item, gain in zip(evidence, gains, strict=True)]
    total = sum(weights) / (sum(item.score for item in evidence) or 1.0) or 1.0
    scored = [
        replace(item, score=weight / total) for item, weight in zip(evidence, weights, strict=True)
    ]
    return sorted(scored, key=lambda item: -item.score)


def _gain(plan: Plan, item: Evidence) -> float:
    language = language_of(item.text, item.hit.article.language)
    forms = language.forms
    text = item.text
    if plan.form == "quotation":
        return _GAIN * bool(forms.quotation.search(text))
    if plan.form == "list":
        return _GAIN * enumerates(item)
    if plan.form == "definition":
        defines = bool(forms.defining.search(text))
        return _GAIN * (defines and _shared(plan, text, language) >= _NEAR)
    return 0.0


def _shared(plan: Plan, text: str, language: Language) -> float:
    asked = set(plan.asked.terms)
    return len(asked & set(terms(text, language.code))) / len(asked) if asked else 0.0

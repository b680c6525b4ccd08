"""Which evidence a model is shown: the most valuable that fits its context."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.injection import withheld
from rag.llm.settings import ModelSettings
from rag.types import Evidence

OVERHEAD = 260
_NUMBERING = 6
_CHARACTERS = 3.4


def tokens(text: str) -> int:
    """Return about how many tokens a text has, rather too many than too few.

    An exact count needs each model's own tokenizer, which may have to be fetched; what was
    really read and written is taken from the provider's answer.
    """
    return max(len(text.split()), math.ceil(len(text) / _CHARACTERS))


def label(evidence: Evidence) -> str:
    """Return a sentence as a model sees it: its day and outlet, then its words."""
    article = evidence.hit.article
    facts = ", ".join(
        part for part in (article.date.isoformat() if article.date else "", article.source) if part
    )
    return f"({facts}) {evidence.text}" if facts else evidence.text


def pack(question: str, evidence: Sequence[Evidence], settings: ModelSettings) -> list[int]:
    """Return the indices of the evidence to show, in the order given.

    The best score is served first. Sentences that give orders to a machine, and repetitions, are
    left out. What does not fit into the budget is passed over in favour of shorter sentences of
    less value.

    Args:
        question: the question, standing alone.
        evidence: candidates, in the order in which they are to be read.
        settings: `context_tokens` and `max_evidence` bound what is shown.
    """
    room = settings.context_tokens - OVERHEAD - tokens(question)
    chosen: list[int] = []
    seen: set[str] = set()
    for index in sorted(range(len(evidence)), key=lambda index: -evidence[index].score):
        item = evidence[index]
        words = " ".join(item.text.lower().split())
        cost = tokens(label(item)) + _NUMBERING
        if words in seen or cost > room or withheld(item.hit.article.text, item.start, item.end):
            continue
        seen.add(words)
        chosen.append(index)
        room -= cost
        if len(chosen) == settings.max_evidence:
            break
    return sorted(chosen)

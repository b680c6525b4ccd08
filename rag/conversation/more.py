"""More of the last answer: what the archive has to say beyond what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Evidence, Findings, Turn


def beyond(findings: Findings, past: Sequence[Turn]) -> Findings:
    """Return findings without the sentences of earlier answers, the articles they cite first.

    Args:
        findings: of the last question, asked again.
        past: earlier turns.
    """
    said = [_flat(turn.answer) for turn in past]

    def told(item: Evidence) -> bool:
        return any(_flat(item.text) in answer for answer in said)

    cited = {item.hit.article.id for item in findings.evidence if told(item)}
    left = [item for item in findings.evidence if not told(item)]
    left.sort(key=lambda item: (item.hit.article.id not in cited, -item.score))
    return replace(findings, evidence=left, answered=findings.answered and bool(left))


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()

"""How well support tells supported claims from unsupported ones (QAGS, arXiv:2004.04228).

Claims are split by article, so that no article is on both sides, in the same way as `eval.fit`
does: support is fitted on one half, and what is reported is the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.loaders.lines import read_json_lines
from eval.metrics.abstention import auroc, balanced_accuracy
from rag.support.check import SUPPORTED


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about an article, and whether people found it supported."""

    article_id: str
    article: str
    text: str
    supported: bool


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """How well support agrees with people."""

    claims: int
    balanced_accuracy: float
    auroc: float


def load_claims(file: Path) -> list[Claim]:
    """Return the claims of a file, each line with `article`, `claim` and `supported`.

    Raises:
        DatasetError: a line is not what the format says.
    """
    return [
        Claim(
            line.text("article_id"),
            line.text("article"),
            line.text("claim"),
            line.flag("supported", default=False),
        )
        for line in read_json_lines(file)
    ]


def held_out(claim: Claim) -> bool:
    """Say whether a claim is in the half that is reported, by its article's digest."""
    return hashlib.sha256(f"support {claim.article_id}".encode()).digest()[0] % 2 == 1


def measure_claims(
    claims: Sequence[Claim],
    support: Callable[[str, str], float],
    progress: Callable[[int], None] | None = None,
) -> ClaimFigures:
    """Return how well a support function, claim and article to 0..1, agrees with people."""
    scores: list[float] = []
    for claim in claims:
        scores.append(support(claim.text, claim.article))
        if progress is not None:
            progress(1)
    gold = [claim.supported for claim in claims]
    said = [score >= SUPPORTED for score in scores]
    return ClaimFigures(len(claims), balanced_accuracy(said, gold), auroc(scores, gold))

"""The order in which figures are shown, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.document import NO_GROUPS

MEANINGS = {
    "retrieval.ndcg@10": "relevant articles high in the list",
    "retrieval.mrr@10": "1 / rank of the first relevant article",
    "retrieval.map@100": "precision at each relevant article",
    "retrieval.hit@1": "the first article is relevant",
    "retrieval.hit@5": "a relevant one among five",
    "retrieval.hit@10": "a relevant one among ten",
    "retrieval.precision@10": "share of ten that is relevant",
    "retrieval.recall@10": "share of the relevant ones found",
    "retrieval.all_evidence@10": "every relevant one found",
    "answers.contains": "a gold answer stands in the answer",
    "answers.first_sentence": "… in its first sentence",
    "answers.sentences": "sentences an answer",
    "answers.exact_match": "the answer is a gold answer",
    "answers.f1": "words shared with a gold answer",
    "citations.precision": "share of citations that are gold",
    "citations.recall": "share of gold articles cited",
    "citations.any": "a gold article is cited",
    "citations.fact_precision": "share of quotes that are gold facts",
    "citations.fact_recall": "share of gold facts quoted",
    "abstention.auroc": "confidence tells answerable from not",
    "abstention.coverage": "share of questions answered",
    "abstention.risk": "share of answers that are wrong",
    "abstention.f1": "abstaining finds the unanswerable",
    "abstention.calibration_error": "gap between confidence and truth",
    "abstention.risk_area": "mean risk over coverage",
    "time.in_period": "share of citations from the period meant",
    "poison.right": "only the right answer is told",
    "poison.both": "right and wrong answer are told",
    "poison.wrong": "only the wrong answer is told",
    "poison.neither": "neither is told",
    "poison.named": "named as a disagreement",
    "disagreement.named": "every differing figure is told",
    "support.recall": "sentences that their citations entail",
    "support.precision": "citations that are needed or enough",
    "speed.passages": "passages in the index",
    "speed.passages_per_s": "indexed a second",
    "speed.query_p50_ms": "ms an answer, median",
    "speed.query_p95_ms": "ms an answer, 95th percentile",
    "speed.retrieve_p50_ms": "ms a retrieval, median",
    "speed.load_s": "s to open index and model",
    "speed.peak_rss_mb": "MB of memory at most",
    "speed.index_mb": "MB on disk",
}
"""What each figure says, in few words, in the order of a report."""


def rows(document: Mapping[str, Any]) -> list[tuple[str, float, list[float] | None, str]]:
    """Return (name, value, interval, meaning) of every figure a document has, in order."""
    found: dict[str, float] = {}
    for group, values in document.items():
        if isinstance(values, dict) and group not in NO_GROUPS:
            for name, value in values.items():
                found[f"{group}.{name}"] = value
    order = [*MEANINGS, *(name for name in found if name not in MEANINGS)]
    ends = document.get("intervals", {})
    return [
        (name, found[name], ends.get(name), MEANINGS.get(name, ""))
        for name in order
        if name in found
    ]


def written(name: str, value: float) -> str:
    """Return a figure with as many digits as it deserves."""
    if name.startswith("speed."):
        whole = value >= 100 or name == "speed.passages"
        return f"{value:,.0f}" if whole else f"{value:.1f}"
    return f"{value:.2f}" if name == "answers.sentences" else f"{value:.3f}"

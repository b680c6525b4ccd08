"""Figures in the order and the words in which they are shown, and the tables of one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.document import NO_GROUPS
from eval.measure import flat_figures
from eval.report.table import Table

MAIN = (
    "retrieval.ndcg@10",
    "retrieval.hit@1",
    "retrieval.all_evidence@10",
    "answers.contains",
    "answers.first_sentence",
    "citations.precision",
    "citations.recall",
    "abstention.auroc",
)
"""Figures of plots and of tables over several sets."""

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
    found = flat_figures(document, NO_GROUPS)
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


def span(name: str, ends: Sequence[float] | None) -> str:
    """Return an interval in words; empty where there is none."""
    return f"{written(name, ends[0])} to {written(name, ends[1])}" if ends else ""


def figure_table(document: Mapping[str, Any], *, meanings: bool = True) -> Table:
    """Return the figures of a run, one a row, with their intervals.

    Args:
        document: of the run.
        meanings: whether to say what each figure means, for which a narrow terminal lacks room.
    """
    run = document["run"]
    found = [
        (name, written(name, value), span(name, ends), *([meaning] if meanings else []))
        for name, value, ends, meaning in rows(document)
    ]
    title = f"{document['set']}: {run['questions']} questions, {run['passages']} passages"
    columns = ("", "figure", "95 %", "meaning")[: 4 if meanings else 3]
    return Table(title, columns, found, words=("95 %", "meaning"))


def loss_table(document: Mapping[str, Any]) -> Table:
    """Return what became of the questions, most often first."""
    counts = sorted(document["losses"].items(), key=lambda one: -one[1])
    rows = [(name, str(count)) for name, count in counts]
    return Table("What became of the questions", ("", "questions"), rows)


def type_table(document: Mapping[str, Any]) -> Table:
    """Return the main figures by type of question, with their intervals."""
    types = document["by_type"]
    ends = document.get("by_type_intervals", {})
    names = [
        name
        for name in (*MAIN, "abstention.coverage")
        if any(name in values for values in types.values())
    ]

    def cell(kind: str, name: str) -> str:
        if name not in types[kind]:
            return ""
        between = span(name, ends.get(kind, {}).get(name))
        return written(name, types[kind][name]) + (f" ({between})" if between else "")

    found = [
        (kind, f"{values['questions']:.0f}", *(cell(kind, name) for name in names))
        for kind, values in types.items()
    ]
    return Table("By type of question", ("type", "questions", *names), found)

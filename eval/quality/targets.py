"""What Dateline promises on these sets, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eval.quality.work import Findings, SetFindings

NDCG = {
    "squad2-dev-a": 0.92,
    "time-1963-a": 0.80,
    "nq-open-oracle-a": 0.95,
    "multihop-rag-500-a": 0.87,
}
CONTAINS = {"squad2-dev-a": 0.80, "nq-open-oracle-a": 0.65}
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: what it says, what was measured, what is needed.

    Attributes:
        name: in words.
        value: measured.
        needed: least that will do; for counts the most.
        met: whether it holds.
    """

    name: str
    value: float
    needed: float
    met: bool


def targets(findings: Findings) -> list[Target]:
    """Return every promise that can be checked on what was found."""
    found: list[Target] = []
    for folder, one in findings.sets.items():
        found += _retrieval(folder, one)
        found += _answers(folder, one)
    squad = findings.sets.get("squad2-dev-a")
    if squad is not None:
        citations = squad.document["citations"]
        for name in ("precision", "recall"):
            if name in citations:
                found.append(_least(f"squad2-dev-a citation {name}", citations[name], 0.85))
        if squad.strangers_auroc is not None:
            found.append(
                _least("squad2-dev-a against nq questions: AUROC", squad.strangers_auroc, 0.95)
            )
    if findings.claims is not None:
        found.append(
            _least(
                "qags-claims-a, other half: balanced accuracy",
                findings.claims.balanced_accuracy,
                0.70,
            )
        )
    broken = len(findings.violations) + len(findings.errors)
    found.append(
        Target(f"violated invariants over {findings.asked} questions", broken, 0, broken == 0)
    )
    return found


def _retrieval(folder: str, one: SetFindings) -> list[Target]:
    ours: dict[str, float] = one.document["retrieval"]
    found: list[Target] = []
    if "ndcg@10" in ours and folder in NDCG:
        found.append(_least(f"{folder} nDCG@10", ours["ndcg@10"], NDCG[folder]))
    for peer, figures in one.peers.items():
        figure = "retrieval.ndcg@10"
        if figure in figures:
            found.append(_above(f"{folder} nDCG@10 above {peer}", ours["ndcg@10"], figures[figure]))
    if folder == "multihop-rag-500-a":
        figure = "retrieval.all_evidence@10"
        for peer, figures in one.peers.items():
            found.append(
                _above(
                    f"{folder} all_evidence@10 above {peer}",
                    ours["all_evidence@10"],
                    figures[figure],
                )
            )
    return found


def _answers(folder: str, one: SetFindings) -> list[Target]:
    answers = one.document["answers"]
    if folder not in CONTAINS or "contains" not in answers:
        return []
    longest = longest_answer(one.document)
    return [
        _least(f"{folder} contains", answers["contains"], CONTAINS[folder]),
        Target(f"{folder} sentences at most", longest, SENTENCES, longest <= SENTENCES),
    ]


def longest_answer(document: dict[str, Any]) -> float:
    """Return the most sentences that an answer has."""
    lengths = [one["values"].get("answers.sentences", 0.0) for one in document["questions"]]
    return max(lengths, default=0.0)


def _least(name: str, value: float, needed: float) -> Target:
    return Target(name, value, needed, value >= needed)


def _above(name: str, value: float, needed: float) -> Target:
    return Target(name, value, needed, value > needed)

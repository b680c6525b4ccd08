"""A peer's ranking of every question, and the figures that a ranking has."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.figures import Figures, by_type, means
from eval.judge import judge_ranking
from eval.memory import peak_rss_mb
from eval.peers.base import Peer
from eval.record import Record
from eval.runner import PASSAGES
from eval.sets import Dataset, Question


@dataclass(frozen=True, slots=True)
class PeerRun:
    """What a peer did with a set.

    Attributes:
        name: of the peer.
        version: of its library.
        rankings: article ids by question id, best first.
        query_ms: wall time of each question.
        index_s: wall time of taking the corpus in.
        peak_rss_mb: largest resident set of the process until then.
    """

    name: str
    version: str
    rankings: dict[str, list[str]]
    query_ms: list[float]
    index_s: float
    peak_rss_mb: float | None


def run_peer(
    peer: Peer, dataset: Dataset, progress: Callable[[int], None] | None = None
) -> PeerRun:
    """Have a peer take in a corpus and rank it for each question that has relevant articles."""
    began = time.perf_counter()
    peer.index(dataset.articles or ())
    took = time.perf_counter() - began
    rankings: dict[str, list[str]] = {}
    times: list[float] = []
    for question in judged_questions(dataset):
        began = time.perf_counter()
        found = peer.search(question.text, PASSAGES)
        times.append((time.perf_counter() - began) * 1000)
        rankings[question.id] = [name for name, _ in found]
        if progress is not None:
            progress(1)
    return PeerRun(peer.name, peer.version, rankings, times, took, peak_rss_mb())


def judged_questions(dataset: Dataset) -> list[Question]:
    """Return the questions that a ranking can be judged on."""
    return [one for one in dataset.questions if one.answerable and one.relevant]


def ranking_records(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> list[Record]:
    """Return records with the figures of a ranking and nothing else."""
    return [
        judge_ranking(one, list(rankings[one.id]))
        for one in judged_questions(dataset)
        if one.id in rankings
    ]


def ranking_figures(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> Figures:
    """Return the retrieval figures of rankings."""
    return means(ranking_records(dataset, rankings))


def ranking_by_type(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> dict[str, Figures]:
    """Return the retrieval figures of rankings by type of question."""
    found = by_type(ranking_records(dataset, rankings))
    keep = ("retrieval.", "questions")
    return {
        kind: {name: value for name, value in values.items() if name.startswith(keep)}
        for kind, values in found.items()
    }

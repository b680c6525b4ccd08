"""Carrying the benchmark out: newsroom, every set, claims, speed, all checks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from eval.console import bars, run_shown
from eval.errors import DatasetError
from eval.figures import WHOLE
from eval.loaders import load
from eval.loaders.lines import Line, read_json_lines
from eval.measure import flat_figures, measure, records
from eval.metrics.abstention import auroc, balanced_accuracy
from eval.newsroom import measure_newsroom
from eval.runner import Options, Run
from eval.sets import Dataset
from eval.setup import setup

SETS = (
    "squad2-dev-a", "nq-open-oracle-a", "time-1963-a", "multihop-rag-500-a", "rgb-en-fact-a",
)  # fmt: skip
STRANGERS = "nq-open-oracle-a"
"""Its questions are asked of the first set's corpus too, which does not answer them."""

POISONED = "counterfactual"
CLAIMS = "qags-claims-a"
NEWSROOM = ("questions", "more-questions")

Groups: TypeAlias = dict[str, dict[str, float]]
"""Figures by what they are of."""


@dataclass(frozen=True, slots=True)
class Bench:
    """How the benchmark is carried out.

    Attributes:
        datasets: folder of the sets.
        newsroom: folder of reporters' questions, claims, and the articles that both are about.
        train: folder of the training sets, a part of which is kept to measure the reader on.
        settings: Dateline's, one and the same for everything.
        limit: questions a set at most.
        fresh: whether to ask again what was asked before with the same code.
        peers: whether to measure peers.
    """

    datasets: Path
    newsroom: Path
    train: Path
    settings: Sequence[str]
    limit: int | None
    fresh: bool
    peers: bool

    @property
    def options(self) -> Options:
        """How each run is carried out."""
        return Options(
            limit=self.limit, reuse=not self.fresh, resume=not self.fresh, rank_all=False
        )


def measure_all(bench: Bench) -> Groups:
    """Measure everything that is there.

    Raises:
        DatelineError: there is nothing, or a set cannot be read or asked.
    """
    found: Groups = {}
    articles = bench.newsroom / "articles.jsonl"
    files = [file for name in NEWSROOM if (file := bench.newsroom / f"{name}.jsonl").is_file()]
    if files and articles.is_file():
        chosen = setup(bench.settings)
        told = measure_newsroom(files, articles, chosen, bench.options, None)
        found |= {f"newsroom: {name}": figures for name, figures in told.items()}
    checks = {"questions": 0.0, "broken invariants": 0.0, "failed questions": 0.0}
    for name in SETS:
        if (bench.datasets / name).is_dir():
            found |= _one_set(bench, name, checks)
    if not found:
        raise DatasetError(f"{bench.datasets} and {bench.newsroom}: none of the sets is there")
    return found | _reading(bench) | _support(bench) | {"checks of every answer": checks}


def _one_set(bench: Bench, name: str, checks: dict[str, float]) -> Groups:
    dataset = load(bench.datasets / name).without(POISONED)
    done = _run(bench, dataset)
    document = measure(done)
    for figure, ones in (
        ("questions", document["questions"]),
        ("broken invariants", document["violations"]),
        ("failed questions", document["errors"]),
    ):
        checks[figure] += len(ones)
    figures = flat_figures(document)
    found = {name: figures}
    if name == SETS[0]:
        others = bench.datasets / STRANGERS
        if others.is_dir():
            figures["abstention.auroc against strangers"] = _strangers(bench, done, load(others))
        found["speed"] = document["speed"]
    if bench.peers:
        from eval.peers.race import race

        for one in race(dataset.head(bench.limit), bench.settings):
            figures[f"retrieval.ndcg@10 of {one.name}"] = one.figures["retrieval.ndcg@10"]
    return found


def _strangers(bench: Bench, own: Run, others: Dataset) -> float:
    """Return how well confidence tells a set's own questions from those of another set."""
    asked = replace(
        load(bench.datasets / SETS[0]),
        name=f"{others.name} asked of {SETS[0]}",
        questions=tuple(
            replace(one, answers=(), relevant={}, facts=(), answerable=False)
            for one in others.questions
        ),
    )
    strange = _run(bench, asked)
    judged = [one for one in records(own.dataset, own.results) if one.answerable]
    value = WHOLE["abstention.auroc"]([*judged, *records(strange.dataset, strange.results)])
    assert value is not None
    return value


def _reading(bench: Bench) -> Groups:
    """Return how well the reader reads when it is given the passage; nothing without the set."""
    from eval.quality.reading import SET, held_rows, measure_reading

    if not (bench.train / SET).is_file():
        return {}
    rows = held_rows(bench.train)[: bench.limit]
    return {
        "reading: SQuAD 2.0, articles kept": measure_reading(rows, setup(bench.settings).rag.reader)
    }


def _run(bench: Bench, dataset: Dataset) -> Run:
    return run_shown(dataset, setup(bench.settings), bench.options)


def _support(bench: Bench) -> Groups:
    """Return how well support tells faithful claims from others (QAGS: arXiv:2004.04228)."""
    own, news = bench.datasets / CLAIMS / "claims.jsonl", bench.newsroom / "claims.jsonl"
    found: Groups = {}
    if news.is_file():
        rows = [(line.text("cited"), line) for line in read_json_lines(news)]
        found["support: newsroom claims"] = _agreement(bench, rows)
    if own.is_file():
        rows = [(line.text("article"), line) for line in read_json_lines(own)]
        held = [row for row in rows if _held_out(row[1].text("article_id"))]
        found[f"support: {CLAIMS}"] = _agreement(bench, held)
    return found


def _held_out(article: str) -> bool:
    """Say whether an article's claims are in the half that the linear support was not fitted on."""
    return hashlib.sha256(f"support {article}".encode()).digest()[0] % 2 == 1


def _agreement(bench: Bench, rows: Sequence[tuple[str, Line]]) -> dict[str, float]:
    from index.encode import load_encoder
    from rag.support import SUPPORTED, support

    encoder = load_encoder(setup(bench.settings).index.model)
    step = max(1, len(rows) // bench.limit) if bench.limit else 1
    scores: list[float] = []
    gold: list[bool] = []
    with bars(("claims", len(rows[::step]))) as (moved,):
        for cited, line in rows[::step]:
            scores.append(support(line.text("claim"), cited, encoder=encoder))
            gold.append(line.flag("supported", default=False))
            moved(1)
    found = {
        "claims": float(len(gold)),
        "auroc": auroc(scores, gold),
        "balanced accuracy": balanced_accuracy([score >= SUPPORTED for score in scores], gold),
    }
    return {name: value for name, value in found.items() if value is not None}

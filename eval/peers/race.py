"""`dateline eval peers FOLDER`: quality, time and memory of every system on one folder.

Nothing is remembered from earlier runs: every system embeds the corpus itself, with the same
weights.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from eval.compare import Difference, compare, corrected
from eval.console import console, refuse_places, say, write_json
from eval.environment import installed
from eval.errors import DatasetError
from eval.figures import Figures, columns, means
from eval.judge import judge_ranking
from eval.loaders import load
from eval.options import JsonFile, Limit, Questions, Seed, Settings
from eval.peers.corpus import judged_questions, write
from eval.peers.systems import SYSTEMS
from eval.peers.worker import work
from eval.record import Record
from eval.report.table import Table
from eval.sets import Dataset
from eval.setup import setup
from eval.stats.intervals import mean_interval

Steps: TypeAlias = dict[str, dict[str, Any]]
"""What a system's processes measured: "built" and "asked"."""

RACED = ("retriever", "langchain", "txtai")
FIGURES = ("ndcg@10", "mrr@10", "hit@1", "recall@10", "all_evidence@10")


@dataclass(frozen=True, slots=True)
class Raced:
    """One system's quality, time and memory.

    Attributes:
        name: of the system.
        version: of its library; None where it runs without being installed.
        figures: retrieval figures.
        intervals: 95 % bootstrap interval of each.
        versus: what changes from this system's figures to Dateline's, over the same questions;
            none for Dateline itself.
        passages: in its index.
        disk_mb: size of its index.
        index_s: wall time of taking the corpus in, model already loaded.
        index_cpu_s: time of all processors that this took.
        query_p50_ms: median wall time of a question.
        query_p95_ms: 95th percentile.
        peak_rss_mb: largest resident set of its processes; None where it cannot be known.
    """

    name: str
    version: str | None
    figures: Figures
    intervals: dict[str, tuple[float, float]]
    versus: dict[str, Difference]
    passages: int
    disk_mb: float
    index_s: float
    index_cpu_s: float
    query_p50_ms: float
    query_p95_ms: float
    peak_rss_mb: float | None


def race(
    dataset: Dataset,
    settings: Sequence[str] = (),
    seed: int = 0,
    *,
    systems: Sequence[str] = RACED,
    rounds: int = 1,
) -> list[Raced]:
    """Measure systems on a set, Dateline first.

    Args:
        dataset: with its corpus.
        settings: Dateline's, as `--setting` takes them; its model is everyone's.
        seed: of the resampling.
        systems: names in `SYSTEMS`.
        rounds: in each, every system works in turn; its quickest one counts.

    Raises:
        DatelineError: the set cannot be ranked, or a peer is not installed.
    """
    if dataset.articles is None or not judged_questions(dataset):
        raise DatasetError(
            f"{dataset.name}: peers need a corpus and questions with relevant articles in it"
        )
    setup(settings)
    done: dict[str, Steps] = {}
    with tempfile.TemporaryDirectory(prefix="dateline-peers-") as place:
        corpus = write(dataset, Path(place))
        for number, name in product(range(rounds), systems):
            say(f"{dataset.name}: {SYSTEMS[name].name}, round {number + 1} of {rounds}")
            folder = Path(place) / f"{name}-{number}"
            built = work(name, "index", corpus.file, folder, settings=settings)
            asked = work(name, "search", folder, corpus.questions, settings=settings)
            done[name] = quickest(done.get(name), {"built": built, "asked": asked})
    records = {name: _judged(dataset, one["asked"]["rankings"]) for name, one in done.items()}
    versus = _versus(records, seed)
    found: list[Raced] = []
    for name, one in done.items():
        ones = list(records[name].values())
        p50, p95 = np.quantile(one["asked"]["query_ms"], [0.5, 0.95])
        peaks = [step["peak_rss_mb"] for step in one.values() if step["peak_rss_mb"]]
        found.append(
            Raced(
                name=SYSTEMS[name].name,
                version=installed(SYSTEMS[name].package),
                figures=means(ones),
                intervals={key: mean_interval(v, seed=seed) for key, v in columns(ones).items()},
                versus=versus[name],
                passages=one["built"]["passages"],
                disk_mb=one["built"]["disk_mb"],
                index_s=one["built"]["index_s"],
                index_cpu_s=one["built"]["index_cpu_s"],
                query_p50_ms=float(p50),
                query_p95_ms=float(p95),
                peak_rss_mb=max(peaks, default=None),
            )
        )
    return found


def quickest(known: Steps | None, found: Steps) -> Steps:
    """Return the quicker of two rounds, for indexing and for searching each."""
    if known is None:
        return found
    return {
        "built": min(known["built"], found["built"], key=lambda each: each["index_s"]),
        "asked": min(known["asked"], found["asked"], key=lambda each: sum(each["query_ms"])),
    }


def _judged(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> dict[str, Record]:
    """Return records with the figures of a ranking and nothing else, by question."""
    return {
        one.id: judge_ranking(one, list(rankings[one.id]))
        for one in judged_questions(dataset)
        if one.id in rankings
    }


def _versus(
    records: Mapping[str, Mapping[str, Record]], seed: int
) -> dict[str, dict[str, Difference]]:
    """Return what the first system wins and loses against each, the first itself left empty."""
    first, *others = records
    found = {name: compare(records[name], records[first], seed=seed) for name in others}
    return {first: {}} | {
        name: {each.figure: each for each in one.differences}
        for name, one in corrected(found).items()
    }


def peers_command(
    questions: Questions,
    limit: Limit = None,
    json_file: JsonFile = None,
    seed: Seed = 0,
    setting: Settings = None,
) -> None:
    """Measure the LangChain quickstart and txtai on the same folder, weights and machine."""
    refuse_places(json_file)
    dataset = load(questions).head(limit)
    found = race(dataset, setting or [], seed)
    console().print(_table(dataset.name, found).rich())
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])


def _table(name: str, found: Sequence[Raced]) -> Table:
    def memory(one: Raced) -> str:
        return "" if one.peak_rss_mb is None else f"{one.peak_rss_mb:,.0f}"

    rows = [(figure, *(_cell(one, f"retrieval.{figure}") for one in found)) for figure in FIGURES]
    rows.append(("s to index", *(f"{one.index_s:.1f}" for one in found)))
    rows.append(("ms a question, median", *(f"{one.query_p50_ms:.1f}" for one in found)))
    rows.append(("ms, 95th percentile", *(f"{one.query_p95_ms:.1f}" for one in found)))
    rows.append(("MB of memory at most", *map(memory, found)))
    note = (
        "in brackets the 95 % interval; * differs from Dateline's (paired permutation, p at most"
        " 0.05 after Holm's correction)"
    )
    names = ("", *(f"{one.name} {one.version or ''}".rstrip() for one in found))
    return Table(name, names, rows, note=note)


def _cell(one: Raced, figure: str) -> str:
    low, high = one.intervals[figure]
    against = one.versus.get(figure)
    mark = "*" if against is not None and against.mark else " "
    return f"{one.figures[figure]:.3f}{mark}({low:.2f} to {high:.2f})"

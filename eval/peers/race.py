"""Dateline and its peers over one folder, each in a process of its own, on the same weights.

A process of its own makes memory comparable and keeps one library's threads and caches from
the next. Nothing is remembered from earlier runs: every system embeds the corpus itself.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from eval.compare import compare
from eval.figures import Figures, columns, means
from eval.loaders import load
from eval.memory import peak_rss_mb
from eval.peers import PEERS, native_embed
from eval.peers.base import Peer
from eval.peers.measure import PeerRun, judged_questions, ranking_records, run_peer
from eval.ranking import documents
from eval.record import Record
from eval.runner import PASSAGES
from eval.sets import Dataset
from eval.setup import Setup
from eval.stats.intervals import mean_interval
from eval.stats.significance import holm
from index import Index

DATELINE = "Dateline"


@dataclass(frozen=True, slots=True)
class Versus:
    """One figure of Dateline against that of a peer.

    Attributes:
        difference: Dateline's less the peer's, mean over questions.
        p: that so large a difference comes by chance, two-sided, by paired permutation and
            corrected over all figures and peers.
        effect: mean difference over its standard deviation.
        wins: questions on which Dateline is better.
        losses: questions on which the peer is.
    """

    difference: float
    p: float
    effect: float | None
    wins: int
    losses: int


@dataclass(frozen=True, slots=True)
class Raced:
    """One system's quality, time and memory.

    Attributes:
        name: of the system.
        version: of its library.
        figures: retrieval figures.
        intervals: 95 % bootstrap interval of each.
        versus: each figure of Dateline against this system's, over the same questions; none for
            Dateline itself.
        index_s: wall time of taking the corpus in, model already loaded.
        query_p50_ms: median wall time of a question.
        query_p95_ms: 95th percentile.
        peak_rss_mb: largest resident set of its process; None where it cannot be known.
    """

    name: str
    version: str
    figures: Figures
    intervals: dict[str, tuple[float, float]]
    versus: dict[str, Versus]
    index_s: float
    query_p50_ms: float
    query_p95_ms: float
    peak_rss_mb: float | None


def race(
    path: Path,
    setup: Setup,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
    seed: int = 0,
) -> list[Raced]:
    """Measure every system on a set.

    Args:
        path: the set, with its corpus.
        setup: Dateline's settings; its model is everyone's.
        limit: questions at most.
        progress: told the name of the system that begins.
        seed: of the resampling.

    Raises:
        DatelineError: the set cannot be read, or a peer is not installed.
    """
    found: list[tuple[PeerRun, dict[str, Record]]] = []
    for name in (DATELINE, *(peer.name for peer in PEERS)):
        if progress is not None:
            progress(name)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(_one, name, path, setup, limit).result())
    against = _against_first([records for _, records in found], seed)
    return [
        _raced(done, list(records.values()), versus, seed)
        for (done, records), versus in zip(found, against, strict=True)
    ]


def _against_first(runs: list[dict[str, Record]], seed: int) -> list[dict[str, Versus]]:
    """Return what the first system wins and loses against each, the first itself left empty."""
    first, *others = runs
    compared = [compare(other, first, seed=seed).differences for other in others]
    corrected = holm(
        {(place, one.figure): one.p for place, found in enumerate(compared) for one in found}
    )
    return [{}] + [
        {
            one.figure: Versus(
                one.after - one.before,
                corrected[place, one.figure],
                one.effect,
                one.wins,
                one.losses,
            )
            for one in found
            if one.figure.startswith("retrieval.")
        }
        for place, found in enumerate(compared)
    ]


def _raced(done: PeerRun, records: list[Record], versus: dict[str, Versus], seed: int) -> Raced:
    import numpy as np

    p50, p95 = np.quantile(done.query_ms, [0.5, 0.95])
    return Raced(
        done.name,
        done.version,
        means(records),
        {name: mean_interval(values, seed=seed) for name, values in columns(records).items()},
        versus,
        done.index_s,
        float(p50),
        float(p95),
        done.peak_rss_mb,
    )


def _one(
    name: str, path: Path, setup: Setup, limit: int | None
) -> tuple[PeerRun, dict[str, Record]]:
    dataset = load(path).head(limit)
    if name == DATELINE:
        done = _dateline(dataset, setup)
    else:
        (kind,) = (peer for peer in PEERS if peer.name == name)
        embed = native_embed(setup.index.model)
        embed(["ready"])
        peer: Peer = kind(embed)
        done = run_peer(peer, dataset)
    return done, {one.id: one for one in ranking_records(dataset, done.rankings)}


def _dateline(dataset: Dataset, setup: Setup) -> PeerRun:
    from eval.code import installed_version
    from index.encode import load_encoder
    from rag.retrieve import retrieve

    encoder = load_encoder(setup.index.model)
    encoder.encode_texts(["ready"])
    rankings: dict[str, list[str]] = {}
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        archive = Index.open(Path(folder) / "index", settings=setup.index, encoder=encoder)
        archive.add(dataset.articles or ())
        took = time.perf_counter() - began
        for question in judged_questions(dataset):
            began = time.perf_counter()
            hits = retrieve(archive, question.text, PASSAGES, settings=setup.rag, now=question.now)
            times.append((time.perf_counter() - began) * 1000)
            rankings[question.id] = [one for one, _ in documents(hits, archive.also)]
        archive.close()
    return PeerRun(DATELINE, installed_version(), rankings, times, took, peak_rss_mb())

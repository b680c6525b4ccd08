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

from eval.figures import Figures
from eval.loaders import load
from eval.memory import peak_rss_mb
from eval.peers import PEERS, native_embed
from eval.peers.base import Peer
from eval.peers.measure import PeerRun, judged_questions, ranking_figures, run_peer
from eval.ranking import documents
from eval.runner import PASSAGES
from eval.sets import Dataset
from eval.setup import Setup
from index import Index

DATELINE = "Dateline"


@dataclass(frozen=True, slots=True)
class Raced:
    """One system's quality, time and memory.

    Attributes:
        name: of the system.
        version: of its library.
        figures: retrieval figures.
        index_s: wall time of taking the corpus in, model already loaded.
        query_p50_ms: median wall time of a question.
        query_p95_ms: 95th percentile.
        peak_rss_mb: largest resident set of its process; None where it cannot be known.
    """

    name: str
    version: str
    figures: Figures
    index_s: float
    query_p50_ms: float
    query_p95_ms: float
    peak_rss_mb: float | None


def race(
    path: Path,
    setup: Setup,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Raced]:
    """Measure every system on a set.

    Args:
        path: the set, with its corpus.
        setup: Dateline's settings; its model is everyone's.
        limit: questions at most.
        progress: told the name of the system that begins.

    Raises:
        DatelineError: the set cannot be read, or a peer is not installed.
    """
    found: list[Raced] = []
    for name in (DATELINE, *(peer.name for peer in PEERS)):
        if progress is not None:
            progress(name)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(_one, name, path, setup, limit).result())
    return found


def _one(name: str, path: Path, setup: Setup, limit: int | None) -> Raced:
    import numpy as np

    dataset = load(path).head(limit)
    if name == DATELINE:
        done = _dateline(dataset, setup)
    else:
        (kind,) = (peer for peer in PEERS if peer.name == name)
        embed = native_embed(setup.index.model)
        embed(["ready"])
        peer: Peer = kind(embed)
        done = run_peer(peer, dataset)
    p50, p95 = np.quantile(done.query_ms, [0.5, 0.95])
    return Raced(
        done.name,
        done.version,
        ranking_figures(dataset, done.rankings),
        done.index_s,
        float(p50),
        float(p95),
        done.peak_rss_mb,
    )


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

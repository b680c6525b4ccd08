"""Indexing and searching beside the LangChain quickstart and txtai, on the same file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench import profile
from eval.bench.corpus import Corpus, write
from eval.bench.run import machine, worker
from eval.bench.systems import SYSTEMS
from eval.bench.table import Row, save
from eval.peers.measure import ranking_figures

NOTES = (
    "Characters a second count the articles' text once, from the file to a saved index; imports "
    "and loading the model come before and are not counted.",
    "Processor seconds are those of the indexing, over all cores: they change little when others "
    "use the machine too.",
    "Each system ran in processes of its own, in turn with the others, and its quickest round "
    "counts; all had the same weights, and txtai the quickstart's chunks.",
    "A search is the whole call: question embedded, passages found (50), article named.",
)


def run(
    out: Path,
    *,
    dataset: str,
    limit: int | None,
    repeat: int,
    names: Sequence[str] = tuple(SYSTEMS),
    command: str,
    say: Callable[[str], None],
) -> Path:
    """Measure every system and write the table.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout.
        limit: articles at most; None for all, which also measures the rankings.
        repeat: rounds; in each, every system works in turn.
        names: systems to measure.
        command: how this was called.
        say: told what is being done.
    """
    described = machine()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = write(dataset, Path(place), limit)
        measured: dict[str, dict[str, Any]] = {}
        for number in range(repeat):
            for name in names:
                say(f"{SYSTEMS[name].name}, round {number + 1} of {repeat}")
                found = measure(name, corpus, Path(place) / f"{name}-{number}")
                measured[name] = best(measured.get(name), found)
        say("profiling Dateline's indexing")
        parts = profile.rows(corpus.file, Path(place) / "profiled")
    rows = [row(name, measured[name], corpus, measured.get("langchain")) for name in names]
    articles = len(corpus.dataset.articles or ()) if corpus.whole else limit
    return save(
        out,
        "speed",
        "Speed of indexing and of a search",
        command=command,
        machine=described,
        tables={
            f"{dataset}, {articles:,} articles, {corpus.characters:,} characters": rows,
            "Where Dateline's indexing time goes": parts,
        },
        notes=NOTES,
    )


def best(known: dict[str, Any] | None, found: dict[str, Any]) -> dict[str, Any]:
    """Return the quicker of two rounds, for indexing and for searching each."""
    if known is None:
        return found
    return {
        "built": min(known["built"], found["built"], key=lambda each: each["index_s"]),
        "asked": min(known["asked"], found["asked"], key=lambda each: sum(each["query_ms"])),
        "disk": found["disk"],
    }


def measure(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Return what indexing the corpus and asking its questions took."""
    built = worker(name, "index", str(corpus.file), str(folder))
    asked = worker(name, "search", str(folder), str(corpus.questions))
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"built": built, "asked": asked, "disk": disk}


def row(name: str, found: dict[str, Any], corpus: Corpus, base: dict[str, Any] | None) -> Row:
    """Return one system's line of the table."""
    built, asked = found["built"], found["asked"]
    figures = ranking_figures(corpus.dataset, asked["rankings"]) if corpus.whole else {}
    cells: dict[str, object] = {
        "system": SYSTEMS[name].name,
        "characters/s": corpus.characters / built["index_s"],
        "passages": built["passages"],
        "passages/s": built["passages"] / built["index_s"],
        "times LangChain": base["built"]["index_s"] / built["index_s"] if base else None,
        "processor s": built["index_cpu_s"],
        "times LangChain, by processor": (
            base["built"]["index_cpu_s"] / built["index_cpu_s"] if base else None
        ),
        "search p50 ms": float(np.quantile(asked["query_ms"], 0.5)),
        "search p95 ms": float(np.quantile(asked["query_ms"], 0.95)),
        "nDCG@10": figures.get("retrieval.ndcg@10"),
        "peak MB": built["peak_rss_mb"],
        "disk MB": found["disk"] / 1e6,
    }
    return cells

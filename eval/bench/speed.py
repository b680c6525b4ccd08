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
    "Each system ran in processes of its own, one after the other, with the same weights; txtai "
    "was given the quickstart's chunks.",
    "A search is the whole call: question embedded, passages found (50), article named.",
)


def run(
    out: Path,
    *,
    dataset: str,
    limit: int | None,
    names: Sequence[str] = tuple(SYSTEMS),
    command: str,
    say: Callable[[str], None],
) -> Path:
    """Measure every system and write the table.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout.
        limit: articles at most; None for all, which also measures the rankings.
        names: systems to measure.
        command: how this was called.
        say: told what is being done.
    """
    described = machine()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = write(dataset, Path(place), limit)
        measured = {}
        for name in names:
            say(f"indexing and searching with {SYSTEMS[name].name}")
            measured[name] = measure(name, corpus, Path(place))
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


def measure(name: str, corpus: Corpus, place: Path) -> dict[str, Any]:
    """Return what indexing the corpus and asking its questions took."""
    folder = place / name
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
        "search p50 ms": float(np.quantile(asked["query_ms"], 0.5)),
        "search p95 ms": float(np.quantile(asked["query_ms"], 0.95)),
        "nDCG@10": figures.get("ndcg@10"),
        "peak MB": built["peak_rss_mb"],
        "disk MB": found["disk"] / 1e6,
    }
    return cells

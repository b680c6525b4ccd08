"""Indexing and searching beside the LangChain quickstart and txtai, on the same file."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench.results import Row, save
from eval.bench.wrapped import WrappedEncoder
from eval.console import say
from eval.figures import means
from eval.peers.corpus import Corpus, read, write
from eval.peers.race import ranking_records
from eval.peers.systems import SYSTEMS
from eval.peers.worker import timed, work
from index.encode.base import Encoded, PassageText

SHOWN = ("dateline", "langchain", "txtai")
NOTES = (
    "Characters a second count the articles' text once, from the file to a saved index; imports "
    "and loading the model come before and are not counted.",
    "Processor seconds are those of the indexing, over all cores: they change little when others "
    "use the machine too.",
    "Each system ran in processes of its own, in turn with the others, and its quickest round "
    "counts; all had the same weights, and txtai the quickstart's chunks.",
    "A search is the whole call: question embedded, passages found (100), article named.",
)


def run(out: Path, dataset: str, limit: int | None, repeat: int, command: str) -> Path:
    """Measure every system and write the table.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout.
        limit: articles at most; None for all, which also measures the rankings.
        repeat: rounds; in each, every system works in turn.
        command: how this was called.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = write(read(dataset), Path(place), limit)
        measured: dict[str, dict[str, Any]] = {}
        for number in range(repeat):
            for name in SHOWN:
                say(f"{SYSTEMS[name].name}, round {number + 1} of {repeat}")
                found = measure(name, corpus, Path(place) / f"{name}-{number}")
                measured[name] = best(measured.get(name), found)
        say("timing Dateline's encoding")
        arguments = [str(corpus.file), str(Path(place) / "watched")]
        parts = json.loads(timed([sys.executable, "-m", "eval.bench.speed", *arguments])[1])
    rows = [row(name, measured[name], corpus, measured["langchain"]) for name in SHOWN]
    articles = len(corpus.dataset.articles or ()) if corpus.whole else limit
    title = f"{dataset}, {articles:,} articles, {corpus.characters:,} characters"
    tables = {title: rows, "Where Dateline's indexing time goes": [parts]}
    return save(out / "speed.md", "Speed of indexing and of a search", command, tables, NOTES)


def measure(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Return what indexing the corpus and asking its questions took."""
    built = work(name, "index", corpus.file, folder)
    asked = work(name, "search", folder, corpus.questions)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"built": built, "asked": asked, "disk": disk}


def best(known: dict[str, Any] | None, found: dict[str, Any]) -> dict[str, Any]:
    """Return the quicker of two rounds, for indexing and for searching each."""
    if known is None:
        return found
    return {
        "built": min(known["built"], found["built"], key=lambda each: each["index_s"]),
        "asked": min(known["asked"], found["asked"], key=lambda each: sum(each["query_ms"])),
        "disk": found["disk"],
    }


def row(name: str, found: dict[str, Any], corpus: Corpus, base: dict[str, Any]) -> Row:
    """Return one system's line of the table; `base` is what others are compared with."""
    built, asked = found["built"], found["asked"]
    ranked = ranking_records(corpus.dataset, asked["rankings"]) if corpus.whole else {}
    return {
        "system": SYSTEMS[name].name,
        "characters/s": corpus.characters / built["index_s"],
        "passages": built["passages"],
        "passages/s": built["passages"] / built["index_s"],
        "times LangChain": base["built"]["index_s"] / built["index_s"],
        "processor s": built["index_cpu_s"],
        "times LangChain, by processor": base["built"]["index_cpu_s"] / built["index_cpu_s"],
        "search p50 ms": float(np.quantile(asked["query_ms"], 0.5)),
        "search p95 ms": float(np.quantile(asked["query_ms"], 0.95)),
        "nDCG@10": means(list(ranked.values())).get("retrieval.ndcg@10"),
        "peak MB": built["peak_rss_mb"],
        "disk MB": found["disk"] / 1e6,
    }


class TimedEncoder(WrappedEncoder):
    """An encoder that adds up how long passages take it.

    Attributes:
        seconds: that they took.
    """

    seconds = 0.0

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Pass on, timed."""
        began = time.perf_counter()
        encoded = self.encoder.encode_passages(passages, progress)
        self.seconds += time.perf_counter() - began
        return encoded


def parts(file: Path, folder: Path) -> Row:
    """Index a file of articles; return how long encoding and the rest took."""
    from index import Index
    from index.encode import load_encoder
    from index.ingest import ingest

    encoder = load_encoder()
    encoder.encode_texts(["ready"])
    watched = TimedEncoder(encoder)
    began = time.perf_counter()
    with Index.open(folder, encoder=watched) as archive:
        ingest(archive, [file])
    total = time.perf_counter() - began
    return {
        "encoder": str(getattr(encoder, "path", encoder.name)),
        "encoding s": watched.seconds,
        "reading, cutting, storing, committing s": total - watched.seconds,
        "encoding's share": watched.seconds / total,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(parts(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")

"""Indexing and searching beside the LangChain quickstart and txtai, on the same file."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from eval.bench.results import Row, save
from eval.bench.timed import TimedEncoder
from eval.console import say
from eval.peers.corpus import read, write
from eval.peers.race import Raced, race
from eval.peers.worker import timed

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
        limit: articles at most.
        repeat: rounds; in each, every system works in turn.
        command: how this was called.
    """
    taken = read(dataset, limit)
    found = race(taken, systems=SHOWN, rounds=repeat)
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = write(taken, Path(place))
        say("timing Dateline's encoding")
        arguments = [str(corpus.file), str(Path(place) / "watched")]
        parts = json.loads(timed([sys.executable, "-m", "eval.bench.speed", *arguments])[1])
    base = found[SHOWN.index("langchain")]
    rows = [row(one, base, corpus.characters) for one in found]
    title = f"{dataset}, {len(taken.articles or ()):,} articles, {corpus.characters:,} characters"
    tables = {title: rows, "Where Dateline's indexing time goes": [parts]}
    return save(out / "speed.md", "Speed of indexing and of a search", command, tables, NOTES)


def row(one: Raced, base: Raced, characters: int) -> Row:
    """Return one system's line of the table; `base` is what others are compared with."""
    return {
        "system": one.name,
        "characters/s": characters / one.index_s,
        "passages": one.passages,
        "passages/s": one.passages / one.index_s,
        "times LangChain": base.index_s / one.index_s,
        "processor s": one.index_cpu_s,
        "times LangChain, by processor": base.index_cpu_s / one.index_cpu_s,
        "search p50 ms": one.query_p50_ms,
        "search p95 ms": one.query_p95_ms,
        "nDCG@10": one.figures.get("retrieval.ndcg@10"),
        "peak MB": one.peak_rss_mb,
        "disk MB": one.disk_mb,
    }


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

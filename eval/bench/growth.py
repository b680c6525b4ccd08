"""How time, memory and latency grow from a thousand passages to a million."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bench.results import Row, save
from eval.bench.varied import VariedEncoder, articles
from eval.console import say
from eval.peers.corpus import read
from eval.peers.worker import timed
from index.article import Article
from index.encode.base import Float32
from index.folder.disk import size as file_bytes

if TYPE_CHECKING:
    from index import Index

SIZES = (1_000, 10_000, 20_000, 100_000, 300_000, 1_000_000)
_STEP = 4_000
_LEAST = 20
_BLOCK = 65_536
_QUESTIONS = 60
_INDEXING = ("index s", "index CPU s", "indexing MB", "disk MB")
_ASKING = ("open s", "dense p50 ms", "search p50 ms", "ask p50 ms", "resident MB")

_COMPARED = ("disk MB", "resident MB", "recall@10")
"""What does not depend on how busy a machine is."""
_EARLIER = "growth-0.1.json"

NOTES = (
    "Real text and vectors as far as `--real` goes, encoded before the clock starts; then "
    "articles mixed from the sentences of two and vectors that lie between two real ones, so only "
    "time, memory and recall mean something.",
    "CPU seconds are those of the indexing process, all its threads; indexing MB its largest "
    "resident memory, model included.",
    "Opening and questions are measured in a new process for each size; resident memory is its "
    "peak, mapped pages included.",
    "While others use the processors too (see the load), seconds are not those of a quiet machine; "
    "CPU seconds, memory, disk and recall are.",
    "0.1.0, on a quiet machine, had an exponent of 1.22 of index s and 7,687 MB at 1,000,014 "
    "passages; files with two names counted twice in its disk MB.",
    "Before vectors, names and digests took fewer bytes, 300,000 passages took 1,198 MB with the "
    "files of a former generation, 430 MB at 100,002; indexing them took 630 CPU s and 1,984 MB.",
    "Exponent: slope of the figure's logarithm over that of the number of passages, all sizes.",
)


def run(out: Path, dataset: str, sizes: Sequence[int], real: int, command: str) -> Path:
    """Grow one archive through the sizes, measuring at each, and write table and plot.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout, for text and questions.
        sizes: passages, rising.
        real: passages that are really encoded.
        command: how this was called.
    """
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        folder = Path(place) / "index"
        asked = Path(place) / "questions.json"
        source = read(dataset)
        questions = [one.text for one in source.questions]
        step = max(1, len(questions) // _QUESTIONS)
        asked.write_text(json.dumps(questions[::step][:_QUESTIONS]), encoding="utf-8")
        for size, spent in grown(folder, source.articles or (), sizes, real):
            say(f"measuring {size:,} passages")
            arguments = [sys.executable, "-m", "eval.bench.growth", str(folder), str(asked)]
            found: dict[str, Any] = json.loads(timed(arguments)[1])
            rows.append({"passages": size, **spent, "disk MB": file_bytes(folder) / 1e6, **found})
    tables: dict[str, Sequence[Row]] = {"By number of passages": rows}
    names = (*_INDEXING, *_ASKING)
    if len(rows) > 1:
        from eval.report.plots import growth

        tables["Growth"] = [{"figure": one, "exponent": exponent(rows, one)} for one in names]
        growth(rows, names, out / "growth.png")
    if (out / _EARLIER).is_file():
        tables["Beside 0.1.0"] = beside(rows, json.loads((out / _EARLIER).read_text("utf-8")))
    return save(out / "growth.md", "Growth", command, tables, NOTES)


def grown(
    folder: Path, real_articles: Sequence[Article], sizes: Sequence[int], real: int
) -> Iterator[tuple[int, dict[str, float | None]]]:
    """Yield each size when the archive has reached it, and what indexing took so far.

    The real passages are encoded beforehand: what grows is the rest.
    """
    from eval.environment import peak_rss_mb
    from index import Index
    from index.encode import load_encoder
    from index.settings import IndexSettings

    encoder = VariedEncoder(load_encoder(), real)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as place,
        Index.open(place, settings=IndexSettings(), encoder=encoder) as first,
    ):
        first.add(real_articles)
    say(f"{encoder.real:,} passages encoded in {encoder.seconds:,.0f} s")
    stream = articles(real_articles)
    took = worked = 0.0
    with Index.open(folder, settings=IndexSettings(), encoder=encoder) as archive:
        for size in sizes:
            while archive.passage_count < size:
                missing = size - archive.passage_count
                some = list(islice(stream, max(_LEAST, min(_STEP, missing // 2))))
                began, before = time.perf_counter(), time.process_time()
                archive.add(some)
                took += time.perf_counter() - began
                worked += time.process_time() - before
                say(f"{archive.passage_count:,} passages after {took:,.0f} s, CPU {worked:,.0f} s")
            yield (
                archive.passage_count,
                {"index s": took, "index CPU s": worked, "indexing MB": peak_rss_mb()},
            )


def measure(folder: Path, asked: Sequence[str]) -> dict[str, Any]:
    """Open an archive in this process and time what a question is made of."""
    from eval.environment import peak_rss_mb
    from index import Index
    from index.encode import load_encoder
    from rag import ask

    encoder = load_encoder()
    vectors = encoder.encode_texts(asked)
    began = time.perf_counter()
    archive = Index.open(folder, must_exist=True, encoder=encoder)
    archive.dense(vectors[0], 10)
    opened = time.perf_counter() - began
    found: dict[str, Any] = {"open s": opened}
    for name, act in (
        ("dense", lambda place: archive.dense(vectors[place], 50)),
        ("search", lambda place: archive.search(asked[place], 10)),
        ("ask", lambda place: ask(asked[place], index=archive)),
    ):
        times = [_timed(act, place) for place in range(len(asked))]
        found[f"{name} p50 ms"] = float(np.quantile(times, 0.5))
        found[f"{name} p95 ms"] = float(np.quantile(times, 0.95))
    found["resident MB"] = peak_rss_mb()
    found["recall@10"] = recall(folder, archive, vectors)
    return found


def recall(folder: Path, archive: Index, vectors: Float32) -> float:
    """Return the share of the 10 exactly nearest passages that the archive's search finds."""
    from index.folder.manifest import Layout
    from index.vectors.segment import Segment
    from index.vectors.tune import nearest

    ids = np.empty((len(vectors), 0), np.int64)
    scores = np.empty((len(vectors), 0), np.float32)
    for entry in archive.manifest.segments:
        segment = Segment(Layout(folder).segment(entry.name))
        for start in range(0, segment.dense.count, _BLOCK):
            rows = np.arange(start, min(start + _BLOCK, segment.dense.count))
            stored = segment.dense.vectors(rows)
            best = nearest(stored, vectors)
            ids = np.concatenate([ids, segment.ids[rows[best]]], axis=1)
            found = np.take_along_axis(vectors @ stored.T, best, 1)
            scores = np.concatenate([scores, found], axis=1)
    hits = 0
    for place, vector in enumerate(vectors):
        exact = ids[place][np.argsort(-scores[place])[:10]]
        hits += len(np.intersect1d(exact, archive.dense(vector, 10).ids))
    return hits / (10 * len(vectors))


def _timed(act: Callable[[int], object], place: int) -> float:
    began = time.perf_counter()
    act(place)
    return (time.perf_counter() - began) * 1000


def beside(rows: Sequence[Row], earlier: dict[str, Any]) -> list[Row]:
    """Return what grew beside what an earlier version recorded, for sizes that both have."""
    former = {_size(row): row for row in earlier["tables"]["By number of passages"]}
    both = [(former[_size(row)], row) for row in rows if _size(row) in former]
    return [
        {
            "passages": row["passages"],
            **{
                f"{name} {version}": told[name]
                for name in _COMPARED
                for version, told in (("0.1.0", before), ("now", row))
            },
        }
        for before, row in both
    ]


def _size(row: Row) -> int:
    """Return the size that was aimed for."""
    return min(SIZES, key=lambda size: abs(size - int(str(row["passages"]))))


def exponent(rows: Sequence[Row], name: str) -> float:
    """Return the slope of a figure over the number of passages, both as logarithms."""
    sizes = np.log([float(str(row["passages"])) for row in rows])
    values = np.log([max(float(str(row[name])), 1e-6) for row in rows])
    return float(np.polyfit(sizes, values, 1)[0])


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), asked)) + "\n")

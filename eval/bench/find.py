"""How fast the articles' words are searched, and what finding names adds to indexing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.bench import SAMPLES
from eval.bench.made import made
from eval.bench.results import Row, save
from eval.console import say
from index.article import Article
from index.encode.base import Encoded, Encoder, Float32, PassageText

if TYPE_CHECKING:
    from index import Index

ARTICLES = 20_000
_WORDS = 300
_REPEATS = 15
_PAGE = 25
_NAMED = 200
_QUERIES = {
    "a common word": "w3",
    "a rare word": "w9000",
    "two words": "w40 w90",
    "a phrase": '"w1 w2"',
    "a beginning": "w12*",
    "either, not": "(w30 OR w31) NOT w5",
    "a field and days": "outlet:outlet7 w12 since:2024-06 until:2024-12",
    "every article": "",
}
NOTES = (
    "Made articles: 300 words each, drawn by Zipf's law from 40,000, 12 outlets, 1,000 days; the "
    "first search of each kind counts, its repetition from memory does not.",
    "A page is what the archive's tab shows of a search: 25 articles with their marked words, the "
    "number of all that fit, and the timeline.",
    "Names: the sample articles, over and over, indexed with and without names, in turns, the "
    "quickest of three each; the embedding is the default model's. `DATELINE_NAMES=false` leaves "
    "names out.",
)


class _Flat(Encoder):
    """Gives every passage the same vector, since only words are searched."""

    name = "flat"
    dimension = 8
    fingerprint = "flat-8"
    max_tokens = 1_000_000

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        return np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        if progress is not None:
            progress(len(passages))
        whole = self.encode_texts([each.text for each in passages])
        return Encoded(
            whole, [self.encode_texts(["" for _ in each.sentences]) for each in passages]
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) // 4 for text in texts]


def run(out: Path, command: str, articles: int = ARTICLES) -> Path:
    """Make an archive, measure searches in it and the cost of names, and write a table.

    Args:
        out: folder for the results.
        command: how this was called.
        articles: how many articles the archive has.
    """
    from index import Index
    from index.settings import IndexSettings

    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        settings = IndexSettings(near_duplicates=0, names=False)
        with Index.open(Path(place) / "i", settings=settings, encoder=_Flat()) as archive:
            began = time.perf_counter()
            archive.add(made(articles, _WORDS))
            say(f"{articles:,} articles written in {time.perf_counter() - began:,.0f} s")
            rows = [_measured(archive, name, query) for name, query in _QUERIES.items()]
    tables: dict[str, Sequence[Row]] = {f"A page of {articles:,} articles": rows, "Names": cost()}
    return save(out / "find.md", "Searching words", command, tables, NOTES)


def _measured(archive: Index, name: str, query: str) -> Row:
    """Time a page of a search; each repetition asks for other days, so that nothing is known."""
    from index import Filters

    times, used = [], []
    found = archive.find(query, limit=_PAGE)
    for repeat in range(_REPEATS):
        filters = Filters(since=date(2023, 1, 1) + timedelta(days=repeat))
        began, before = time.perf_counter(), time.process_time()
        archive.find(query, filters, limit=_PAGE)
        archive.find_days(query, filters)
        times.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - before) * 1000)
    return {
        "search": name,
        "query": query or "(none)",
        "articles": found.total,
        "p50 ms": float(np.quantile(times, 0.5)),
        "p95 ms": float(np.quantile(times, 0.95)),
        "processor p50 ms": float(np.quantile(used, 0.5)),
    }


def cost() -> list[Row]:
    """Return what indexing the sample articles, many times over, takes with and without names."""
    from index import Index
    from index.encode import load_encoder
    from index.load import load
    from index.names.article import names
    from index.settings import IndexSettings

    encoder = load_encoder()
    samples = [each for each in load([SAMPLES]) if isinstance(each, Article)]
    several = [samples[number % len(samples)] for number in range(_NAMED)]
    articles = [
        Article(f"a{number}", f"{each.text}\n\n{number}", each.title, each.date, source=each.source)
        for number, each in enumerate(several)
    ]
    took: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for named in (False, True, False, True, False, True):
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
            settings = IndexSettings(near_duplicates=0, names=named)
            with Index.open(Path(place) / "i", settings=settings, encoder=encoder) as archive:
                began, before = time.perf_counter(), time.process_time()
                archive.add(articles)
                seconds = time.perf_counter() - began
                took[named].append((seconds, time.process_time() - before))
    began, before = time.perf_counter(), time.process_time()
    for each in articles:
        names(each.text, each.language)
    alone = time.perf_counter() - began, time.process_time() - before
    without, with_names = min(took[False]), min(took[True])
    return [
        {
            "articles": len(articles),
            "clock": clock,
            "indexing s": without[place],
            "with names s": with_names[place],
            "finding names alone s": alone[place],
            "share of indexing": alone[place] / without[place],
        }
        for place, clock in enumerate(("wall", "processor"))
    ]

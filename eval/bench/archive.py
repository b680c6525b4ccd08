"""What keeping an archive costs: `python -m eval.bench.archive`, see `--help`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import combinations, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, TypeAlias

import typer

from eval.bench.results import Row, table
from index.archive import Index
from index.article import Article
from index.encode import load_encoder
from index.load import load
from index.settings import IndexSettings
from index.store.identity import normalise
from index.store.origins import DAYS, FEWEST_WORDS, Signature, bands, signature, similarity

app = typer.Typer(help="Measure the index room.", add_completion=False, no_args_is_help=True)

Folder: TypeAlias = Annotated[Path, typer.Argument(help="A folder in the BEIR layout.")]
Limit: TypeAlias = Annotated[int | None, typer.Option(help="Take only so many documents.")]


def corpus(folder: Path, limit: int | None = None) -> list[Article]:
    """Return the documents of a folder in the BEIR layout that have a text."""
    found = (one for one in load([folder / "corpus.jsonl"]) if isinstance(one, Article))
    return [one for one in islice(found, limit) if one.text.strip()]


def _timed(name: str, work: Callable[[], object]) -> tuple[str, float, float]:
    """Return the seconds that work took, by the clock and of all processors together."""
    begin = time.perf_counter(), time.process_time()
    work()
    return name, time.perf_counter() - begin[0], time.process_time() - begin[1]


@app.command()
def changes(folder: Folder, limit: Limit = None) -> None:
    """Time building an index, adding 1 % to it, removing 1 % and opening it again."""
    articles = corpus(folder, limit)
    count = max(1, len(articles) // 100)
    last, gone = articles[-count:], [each.id for each in articles[:count]]
    encoder = load_encoder()

    def search() -> None:
        with Index.open(place, encoder=encoder) as again:
            again.search("cocoa harvest in Bahia")

    with TemporaryDirectory(prefix="dateline-bench-") as root:
        place = Path(root) / "index"
        with Index.open(place, encoder=encoder, settings=IndexSettings()) as archive:
            steps: dict[str, Callable[[], object]] = {
                "build": lambda: archive.add(articles[:-count]),
                f"add {count}": lambda: archive.add(last),
                f"add them again ({count})": lambda: archive.add(last),
                f"remove {count}": lambda: archive.remove(gone),
                "add one": lambda: archive.add(articles[:1]),
                "compact": archive.compact,
                "open": lambda: Index.open(place, encoder=encoder).close(),
                "open and search": search,
            }
            taken = [_timed(name, work) for name, work in steps.items()]
            size = f"{len(archive)} articles, {archive.passage_count} passages, {encoder.name}"
    _, clock, used = taken[0]
    rows: list[Row] = [
        {"step": name, "s": a, "% of build": 100 * a / clock, "CPU s": b, "% of it": 100 * b / used}
        for name, a, b in taken
    ]
    typer.echo(table(size, rows).markdown())


@app.command()
def origins(folder: Folder, limit: Limit = None) -> None:
    """Count the pairs that are nearly alike, and those whose titles share most words."""
    articles = corpus(folder, limit)
    pairs = _pairs([signature(each.text, fewest=12) for each in articles])
    sizes = [len(normalise(each.text).split()) for each in articles]
    rows: list[Row] = []
    for threshold, fewest, days in product(
        (0.4, 0.5, 0.6, 0.7), (12, FEWEST_WORDS), (DAYS, 100_000)
    ):
        chosen = [
            (articles[i], articles[j])
            for i, j, alike in pairs
            if alike >= threshold
            and min(sizes[i], sizes[j]) >= fewest
            and _apart(articles[i], articles[j]) <= days
        ]
        share = sum(_same_title(*pair) for pair in chosen) / max(1, len(chosen))
        span = "any" if days > 10_000 else days
        row = {"similarity from": threshold, "words from": fewest, "days": span}
        rows.append({**row, "pairs": len(chosen), "same title": share})
    typer.echo(table("Articles nearly alike", rows).markdown())


def _pairs(sketches: Sequence[Signature | None]) -> list[tuple[int, int, float]]:
    groups: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for band in bands(sketch) if sketch is not None else ():
            groups.setdefault(band, []).append(number)
    found = {pair for group in groups.values() for pair in combinations(group, 2)}
    pairs = []
    for i, j in sorted(found):
        first, second = sketches[i], sketches[j]
        if first is not None and second is not None:
            pairs.append((i, j, similarity(first, second)))
    return pairs


def _apart(first: Article, second: Article) -> int:
    return abs((first.date - second.date).days) if first.date and second.date else 0


def _same_title(first: Article, second: Article) -> bool:
    one, other = ({w[:5] for w in normalise(each.title).split()} for each in (first, second))
    return len(one & other) >= 0.5 * max(1, min(len(one), len(other)))


if __name__ == "__main__":
    app()

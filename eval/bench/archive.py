"""What keeping an archive costs: `python -m eval.bench.archive FOLDER`."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from eval.bench.results import Row, table
from index.archive import Index
from index.article import Article
from index.encode import load_encoder
from index.load import load
from index.settings import IndexSettings


def _timed(name: str, work: Callable[[], object]) -> tuple[str, float, float]:
    """Return the seconds that work took, by the clock and of all processors together."""
    begin = time.perf_counter(), time.process_time()
    work()
    return name, time.perf_counter() - begin[0], time.process_time() - begin[1]


def changes(
    folder: Annotated[Path, typer.Argument(help="A folder in the BEIR layout.")],
    limit: Annotated[int | None, typer.Option(help="Take only so many documents.")] = None,
) -> None:
    """Time building an index, adding 1 % to it, removing 1 % and opening it again."""
    found = (one for one in load([folder / "corpus.jsonl"]) if isinstance(one, Article))
    articles = [one for one in islice(found, limit) if one.text.strip()]
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


if __name__ == "__main__":
    typer.run(changes)

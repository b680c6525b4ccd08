"""What keeping an archive costs: `python -m eval.bench.archive`, see `--help`."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import numpy as np
import typer

from index.archive import Index
from index.article import Article
from index.encode.base import Encoded, Encoder, Float32, PassageText
from index.settings import IndexSettings
from index.store.identity import normalise
from index.store.origins import DAYS, FEWEST_WORDS, Signature, bands, signature, similarity

app = typer.Typer(help="Measure the index room.", add_completion=False, no_args_is_help=True)
_DIMENSION = 64


class WordEncoder(Encoder):
    """A stand-in for a model: a text is the sum of its words' random directions."""

    name = "words"
    dimension = _DIMENSION
    fingerprint = f"words-{_DIMENSION}"
    max_tokens = 1_000_000

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in normalise(text).split():
                row += _direction(word)
        rows[:, 0] += 1e-3
        unit: Float32 = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences."""
        whole = self.encode_texts([f"{each.context} {each.text}" for each in passages])
        parts = [
            self.encode_texts([each.text[start:end] for start, end in each.sentences])
            for each in passages
        ]
        if progress is not None:
            progress(len(passages))
        return Encoded(whole, parts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of words of each text."""
        return [len(text.split()) for text in texts]


@lru_cache(maxsize=200_000)
def _direction(word: str) -> Float32:
    seed = int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")
    return np.random.default_rng(seed).standard_normal(_DIMENSION).astype(np.float32)


def corpus(folder: Path, limit: int | None = None) -> Iterator[Article]:
    """Yield the documents of a folder in the BEIR layout."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as file:
        for line in itertools.islice(file, limit):
            record = json.loads(line)
            day = (record.get("metadata") or {}).get("date")
            yield Article(
                record["_id"],
                record["text"],
                title=record.get("title", ""),
                date=date.fromisoformat(day[:10]) if day else None,
                source="Reuters",
            )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that work took, by the clock and of all processors together."""
    begin = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


@app.command()
def changes(
    folder: Annotated[Path, typer.Argument(help="A folder in the BEIR layout.")],
    limit: Annotated[int | None, typer.Option(help="Take only so many documents.")] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Use a cheap stand-in for the embedding model.")
    ] = False,
) -> None:
    """Time building an index, adding 1 % to it, removing 1 % and opening it again."""
    articles = [each for each in corpus(folder, limit) if each.text.strip()]
    count = max(1, len(articles) // 100)
    encoder = _encoder(words=words)
    place = Path(mkdtemp(prefix="dateline-bench-"))
    try:
        archive = Index.open(place / "index", encoder=encoder, settings=IndexSettings())
        build = _timed(lambda: archive.add(articles[:-count]))
        typer.echo(f"{len(archive)} articles, {archive.passage_count} passages, {encoder.name}")
        rows = [("build", build)]
        rows.append((f"add {count}", _timed(lambda: archive.add(articles[-count:]))))
        rows.append((f"add them again ({count})", _timed(lambda: archive.add(articles[-count:]))))
        gone = [each.id for each in articles[:count]]
        rows.append((f"remove {count}", _timed(lambda: archive.remove(gone))))
        rows.append(("add one", _timed(lambda: archive.add(articles[:1]))))
        rows.append(("compact", _timed(archive.compact)))
        rows.append(("open", _timed(lambda: Index.open(place / "index", encoder=encoder))))
        rows.append(("open and search", _timed(lambda: _search(place / "index", encoder))))
        archive.close()
    finally:
        shutil.rmtree(place)
    typer.echo(f"{'':<24}{'seconds':>10}{'% of build':>12}{'CPU s':>10}{'% of build':>12}")
    for name, (clock, used) in rows:
        shares = 100 * clock / build[0], 100 * used / build[1]
        typer.echo(f"{name:<24}{clock:>10.3f}{shares[0]:>12.2f}{used:>10.3f}{shares[1]:>12.2f}")


@app.command()
def origins(
    folder: Annotated[Path, typer.Argument(help="A folder in the BEIR layout.")],
    limit: Annotated[int | None, typer.Option(help="Take only so many documents.")] = None,
) -> None:
    """Count the pairs that are nearly alike, and those whose titles share most words."""
    articles = [each for each in corpus(folder, limit) if each.text.strip()]
    pairs = _pairs([signature(each.text, fewest=12) for each in articles])
    sizes = [len(normalise(each.text).split()) for each in articles]
    typer.echo("similarity from  words from  days  pairs  same title")
    for threshold, fewest, days in itertools.product(
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
        span = "any" if days > 10_000 else str(days)
        typer.echo(f"{threshold:>15}{fewest:>12}{span:>6}{len(chosen):>7}{share:>12.3f}")


def _pairs(sketches: Sequence[Signature | None]) -> list[tuple[int, int, float]]:
    groups: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for band in bands(sketch) if sketch is not None else ():
            groups.setdefault(band, []).append(number)
    found = {pair for group in groups.values() for pair in itertools.combinations(group, 2)}
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


def _encoder(*, words: bool) -> Encoder:
    if words:
        return WordEncoder()
    from index.encode import load_encoder

    return load_encoder()


def _search(folder: Path, encoder: Encoder) -> None:
    with Index.open(folder, encoder=encoder) as archive:
        archive.search("cocoa harvest in Bahia")


if __name__ == "__main__":
    app()

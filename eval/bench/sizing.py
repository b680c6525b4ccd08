"""What an archive in Milvus needs: bytes of its parts, measured on a real one, and how they grow.

`python -m eval.bench.sizing INDEX` reads an index folder and prints the tables of
`deploy/sizing.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import typer

from index.archive import Index
from index.milvus.rows import pack_vectors, passage_row

_SAMPLE = 2000
_ARTICLE = 2 * 128 + 16 * 8 + 600
"""Bytes of an article beside its words: signature in hex, bands, the other fields of its row."""
_LINKS = 16
"""M of HNSW: a node has 2 M links of 4 bytes on its lowest layer, about 10 % more above."""
_POSTING = 8
"""Bytes of a term of a passage in a sparse vector: number and weight, 4 each."""
_GIB = 2**30
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Passage:
    """Mean bytes of a passage, by part.

    Attributes:
        dimension: of a vector.
        terms: different terms.
        words: its terms as they are stored.
        meanings: its sentences' vectors.
        others: the rest of its row.
        article: its share of its article's row: text, metadata, signature.
        per_article: passages of an article.
    """

    dimension: int
    terms: float
    words: float
    meanings: float
    others: float
    article: float
    per_article: float

    @property
    def stored(self) -> float:
        """Bytes in object storage, before compression."""
        return 4 * self.dimension + self.words + self.meanings + self.others + self.article

    @property
    def lexical(self) -> float:
        """Bytes in the sparse index."""
        return self.terms * _POSTING

    def dense(self, kind: str) -> tuple[float, float]:
        """Return the bytes of the vector index in memory and on the query node's disk."""
        links = 2 * _LINKS * 4 * 1.1
        whole = 4.0 * self.dimension
        return {
            "HNSW": (whole + links, 0.0),
            "HNSW_SQ": (self.dimension + links, 0.0),
            "IVF_RABITQ": (self.dimension / 8 + 8, whole),
            "DISKANN": (self.dimension / 4, whole + 4 * 64),
        }[kind]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to set for an archive of a size."""

    passages: int
    index: str
    shards: int
    replicas: int
    node_gib: int


PLANS = (
    Plan(1_000_000, "HNSW", 1, 1, 16),
    Plan(10_000_000, "HNSW", 2, 2, 32),
    Plan(100_000_000, "HNSW_SQ", 8, 2, 64),
    Plan(1_000_000_000, "DISKANN", 16, 2, 128),
)


def measure(archive: Index) -> Passage:
    """Return the mean bytes of the parts of an archive's passages, over a sample of articles."""
    infos = archive.articles()
    step = max(1, len(infos) * 8 // _SAMPLE)
    rows = np.zeros(5)
    count = articles = 0
    for info in infos[::step]:
        article = archive.article(info.id)
        passages = archive.article_passages(info.id)
        articles += 1
        told = len(article.text.encode()) + len(article.title.encode()) + _ARTICLE
        sentences = archive.sentence_vectors([each.id for each in passages])
        for passage, vectors in zip(passages, sentences, strict=True):
            row = passage_row(passage.id, 1, article, passage, 1)
            words = row.pop("words")
            rest = sum(len(str(each).encode()) for each in row.values())
            rows += (
                len(set(words.split())),
                len(words.encode()),
                len(pack_vectors(vectors)),
                rest,
                told / len(passages),
            )
            count += 1
    model = archive.manifest.model
    dimension = model.dimension if model else 0
    terms, words, meanings, others, article = (rows / max(count, 1)).tolist()
    per_article = count / max(articles, 1)
    return Passage(dimension, terms, words, meanings, others, article, per_article)


def tables(
    one: Passage, a_second: float, a_question: float, days: int, asked: float
) -> Iterator[str]:
    """Yield the lines of the tables.

    Args:
        one: a passage, as measured.
        a_second: passages that one core embeds in a second.
        a_question: seconds of a core for a question.
        days: articles a day that come in.
        asked: questions a second at the busiest time.
    """
    yield "| of a passage | bytes |"
    yield "|---|---|"
    for name, value in (
        (f"vector, {one.dimension} × 4", 4.0 * one.dimension),
        ("sentence vectors, 4 bits a dimension, base64", one.meanings),
        ("its terms", one.words),
        ("the rest of its row", one.others),
        ("its share of the article", one.article),
        ("together, in object storage before compression", one.stored),
        (f"in the sparse index, {one.terms:.0f} terms × {_POSTING}", one.lexical),
    ):
        yield f"| {name} | {value:,.0f} |"
    yield ""
    yield (
        "| passages | articles | index | shards | replicas | GiB stored | GiB in memory, a replica "
        "| GiB on disk, a replica | query nodes | core-hours to embed |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for plan in PLANS:
        memory, disk = one.dense(plan.index)
        held = plan.passages * (memory + one.lexical) / _GIB
        mapped = plan.passages * (disk + one.stored - 4 * one.dimension - one.article) / _GIB
        nodes = plan.replicas * max(1, int(np.ceil(held / (0.7 * plan.node_gib))))
        yield (
            f"| {plan.passages:,} | {plan.passages / one.per_article:,.0f} | {plan.index} | "
            f"{plan.shards} | {plan.replicas} | {plan.passages * one.stored / _GIB:,.0f} | "
            f"{held:,.1f} | {mapped:,.0f} | {nodes} × {plan.node_gib} GiB | "
            f"{plan.passages / a_second / 3600:,.0f} |"
        )
    yield ""
    yield (
        f"| year | passages | GiB stored | cores to embed {days:,} articles a day | "
        f"cores to answer {asked:g} questions a second |"
    )
    yield "|---|---|---|---|---|"
    daily = days * one.per_article
    for year in (1, 2, 5, 10):
        count = daily * _YEAR * year
        yield (
            f"| {year} | {count:,.0f} | {count * one.stored / _GIB:,.0f} | "
            f"{daily / a_second / 86_400:.2f} | {asked * a_question / 0.6:,.1f} |"
        )


def main(
    index: str = typer.Argument(..., help="Index folder to measure."),
    a_second: float = typer.Option(43.9, help="Passages that a core embeds in a second."),
    a_question: float = typer.Option(0.35, help="Seconds of a core that a question takes."),
    days: int = typer.Option(10_000, help="Articles that come in on a day."),
    asked: float = typer.Option(20.0, help="Questions a second at the busiest time."),
    out: Path | None = typer.Option(None, help="File to write; none: standard output."),
) -> None:
    """Print what an archive in Milvus needs."""
    with Index.open(index, must_exist=True) as archive:
        lines = list(tables(measure(archive), a_second, a_question, days, asked))
    text = "\n".join(lines) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)

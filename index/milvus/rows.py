"""Articles and passages as rows of Milvus, and back."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from index.article import Article, Passage
from index.encode.base import Float32
from index.filters import Filters
from index.lexical.lexicon import day_number
from index.milvus.engine import Row
from index.milvus.schema import LONGEST_TEXT
from index.store.records import ArticleInfo, State
from index.text.passages import Span
from index.text.terms import key as folded
from index.text.terms import terms
from index.vectors.codes import decoded, encoded, width

_BITS = 62
FOREVER = 2**62
NOTHING = [0.0, 0.0]
FIELDS = ("title", "source", "text")


def number(*parts: object) -> int:
    """Return a number that stands for what is given, 0..2^62."""
    text = json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> (64 - _BITS)


def quoted(values: Iterable[object]) -> str:
    """Return values as a list in a condition of Milvus."""
    return "[" + ", ".join(json.dumps(each, ensure_ascii=False) for each in values) + "]"


def seen(generation: int) -> str:
    """Return the condition of what a generation sees."""
    return f"added <= {generation} and removed > {generation}"


def limits(filters: Filters, article: str = "article") -> str:
    """Return the condition of what filters let through; empty for everything.

    Args:
        filters: what may be found.
        article: the field that holds the article's id.
    """
    clauses = []
    if filters.since or filters.until:
        clauses.append(f"day >= {day_number(filters.since) if filters.since else 1}")
    if filters.until:
        clauses.append(f"day <= {day_number(filters.until)}")
    for field, names in (
        ("source_key", filters.sources),
        ("author_key", filters.authors),
        ("language_key", filters.languages),
    ):
        if names:
            clauses.append(f"{field} in {quoted(folded(name) for name in names)}")
    if filters.articles:
        clauses.append(f"{article} in {quoted(filters.articles)}")
    return " and ".join(clauses)


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that a field of Milvus takes."""
    step = LONGEST_TEXT // 4
    if len(text.encode("utf-8")) <= LONGEST_TEXT:
        yield text
        return
    for begin in range(0, len(text), step):
        yield text[begin : begin + step]


def pack_vectors(vectors: Float32) -> str:
    """Return unit vectors as text, in 4 bits a dimension."""
    return base64.b64encode(encoded(vectors).tobytes()).decode("ascii") if len(vectors) else ""


def most_sentences(dimension: int) -> int:
    """Return how many sentences of a passage have room for their vectors in a field."""
    return LONGEST_TEXT * 3 // 4 // width(dimension)


def unpack_vectors(text: str, dimension: int) -> Float32:
    """Return unit vectors from text, shape (n, dimension)."""
    data = np.frombuffer(base64.b64decode(text), np.uint8)
    return decoded(data.reshape(-1, width(dimension)))


def passage_words(article: Article, text: str) -> str:
    """Return a passage's terms as they are indexed: a line each for title, outlet and text."""
    return "\n".join(" ".join(terms(each)) for each in (article.title, article.source or "", text))


def passage_row(
    passage: int, key: int, article: Article, span: Span | Passage, generation: int
) -> Row:
    """Return a passage as a row that still lacks its vectors.

    Args:
        passage: its number.
        key: that of its article's row.
        article: its article.
        span: its place and its sentences.
        generation: from which it holds.
    """
    return {
        "id": passage,
        "key": key,
        "added": generation,
        "removed": FOREVER,
        "start": span.start,
        "stop": span.end,
        "day": day_number(article.date) if article.date else 0,
        "article": article.id,
        "source_key": folded(article.source),
        "author_key": folded(article.author),
        "language_key": folded(article.language),
        "sentences": json.dumps(span.sentences, separators=(",", ":")),
        "words": passage_words(article, article.text[span.start : span.end]),
    }


def to_passage(row: Row) -> Passage:
    """Return the passage of a row."""
    spans = tuple((int(a), int(b)) for a, b in json.loads(row["sentences"]))
    return Passage(int(row["id"]), row["article"], int(row["start"]), int(row["stop"]), spans)


def to_info(row: Row) -> ArticleInfo:
    """Return what a row tells of an article, less its text."""
    state = State(*json.loads(row["state"]))
    return ArticleInfo(
        id=row["id"],
        title=state.title,
        date=date.fromisoformat(state.day) if state.day else None,
        published=datetime.fromisoformat(state.published) if state.published else None,
        source=state.source,
        url=state.url,
        author=state.author,
        language=state.language,
        sha256=state.sha256,
        characters=int(row["characters"]),
        passages=int(row["passages"]),
        origin=int(row["origin"]),
    )


def to_article(rows: Sequence[Row]) -> Article:
    """Return an article from its rows, one for each piece of its text."""
    ordered = sorted(rows, key=lambda row: int(row["piece"]))
    info = to_info(ordered[0])
    return Article(
        id=info.id,
        text="".join(row["text"] for row in ordered),
        title=info.title,
        date=info.date,
        published=info.published,
        source=info.source,
        url=info.url,
        author=info.author,
        language=info.language,
        sha256=info.sha256,
    )


def article_rows(
    values: dict[str, Any], text: str, bands: Sequence[int], signature: str
) -> list[Row]:
    """Return an article as rows, one for each piece of its text.

    Args:
        values: the fields of the first, by name.
        text: its text.
        bands: numbers that it shares with texts nearly like it.
        signature: its MinHash, in hex.
    """
    rows = []
    for piece, part in enumerate(pieces(text)):
        row = dict(values) if not piece else _later(values)
        row |= {"pk": f"{values['key']}/{piece}", "piece": piece, "text": part, "nothing": NOTHING}
        rows.append(row | {"bands": [], "signature": ""})
    rows[0] |= {"bands": list(bands), "signature": signature}
    return rows


def _later(values: dict[str, Any]) -> Row:
    """Return the fields of a further piece: found by its article's key alone."""
    empty = {name: "" if isinstance(value, str) else 0 for name, value in values.items()}
    return empty | {name: values[name] for name in ("key", "added", "removed")}

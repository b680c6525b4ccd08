"""Choosing articles and sentences to draft questions from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from eval.make.patterns import Shape, gap, shapes
from index import Article, Index
from index.text.sentences import split

_LEANS = ("He ", "She ", "It ", "They ", "This ", "That ", "These ", "Those ", "His ", "Her ")


def draft(archive: Index, limit: int, seed: int = 0) -> list[dict[str, Any]]:
    """Return drafts as the plain question format has them, at most `limit`.

    Articles are drawn at random, one question each before any gives a second. Each draft says
    the sentence that it came from in its note, for the person who reads it.

    Args:
        archive: with the articles.
        limit: drafts at most.
        seed: of the draw.
    """
    generator = random.Random(seed)  # noqa: S311 - a draw of articles, no secret
    names = sorted(one.id for one in archive.articles())
    generator.shuffle(names)
    waiting = [_questions(archive.article(name), archive.also(name)) for name in names]
    found: list[dict[str, Any]] = []
    asked: set[str] = set()
    while waiting and len(found) < limit:
        rest: list[Iterator[dict[str, Any]]] = []
        for source in waiting:
            one = next((one for one in source if one["question"] not in asked), None)
            if one is not None and len(found) < limit:
                asked.add(one["question"])
                found.append({"id": f"draft-{len(found) + 1:04d}", **one})
                rest.append(source)
        waiting = rest
    return found


def _questions(article: Article, also: list[str]) -> Iterator[dict[str, Any]]:
    sentences = [
        " ".join(article.text[start:end].split())
        for start, end in split(article.text, article.language)
    ]
    whole = [one for one in sentences if not one.startswith(_LEANS)]
    for sentence in whole:
        for shape in shapes(sentence):
            yield _row(article, also, sentence, shape)
    for sentence in whole:
        missing = gap(sentence)
        if missing is not None:
            yield _row(article, also, sentence, missing)


def _row(article: Article, also: list[str], sentence: str, shape: Shape) -> dict[str, Any]:
    row: dict[str, Any] = {
        "question": shape.question,
        "answers": [shape.answer],
        "articles": [article.url or article.id, *also],
        "answerable": True,
        "type": shape.type,
        "draft": True,
        "note": sentence,
    }
    if article.date is not None:
        row["now"] = article.date.isoformat()
    return row

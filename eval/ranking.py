"""A ranking of articles from a ranking of passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from eval.errors import RunError
from rag.types import Hit

STEP = 1e-6


def documents(hits: Iterable[Hit], also: Callable[[str], Sequence[str]]) -> list[tuple[str, float]]:
    """Return articles in the order of their best passage, scores falling strictly.

    Articles of one origin follow the one that stands for them.

    Args:
        hits: passages, best first.
        also: other articles with the same origin, by id.
    """
    ranked: dict[str, float] = {}
    last = float("inf")
    for hit in hits:
        name = hit.passage.article_id
        if name in ranked:
            continue
        for one in (name, *also(name)):
            if one not in ranked:
                last = min(float(hit.score), last - STEP)
                ranked[one] = last
    return list(ranked.items())


def write_trec(file: Path, rankings: Iterable[tuple[str, Sequence[tuple[str, float]]]]) -> None:
    """Write a TREC run file: `query Q0 document rank score dateline`, one line a document.

    Blanks part the columns, so those in a name are written as in addresses (%20).

    Raises:
        RunError: the file cannot be written.
    """
    try:
        with file.open("w", encoding="utf-8") as out:
            for question, ranking in rankings:
                for rank, (name, score) in enumerate(ranking, start=1):
                    names = f"{_whole(question)} Q0 {_whole(name)}"
                    out.write(f"{names} {rank} {score:.9f} dateline\n")
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror})") from None


def _whole(name: str) -> str:
    return re.sub(r"\s", lambda blank: quote(blank[0]), name)

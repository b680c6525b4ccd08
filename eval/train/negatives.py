"""The passages that our own retrieval brings up for each question, kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index import Index
from rag.retrieve.search import retrieve


def mine(
    archive: Index, questions: Sequence[Mapping[str, Any]], out: Path, k: int = 12
) -> dict[str, list[tuple[str, int, int]]]:
    """Return by question id the places of the k best passages; goes on where it was stopped.

    Args:
        archive: an index of the articles that the questions were written over.
        questions: rows as they were written.
        out: JSON Lines file that is read first and added to.
        k: passages a question.
    """
    found = read_mined(out)
    with out.open("a", encoding="utf-8") as lines:
        for question in questions:
            if question["id"] in found:
                continue
            hits = retrieve(archive, question["question"], k)
            places = [(h.article.id, h.passage.start, h.passage.end) for h in hits]
            found[question["id"]] = places
            lines.write(json.dumps({"id": question["id"], "places": places}) + "\n")
    return found


def read_mined(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    """Read what was mined before; empty where nothing was."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: [tuple(place) for place in row["places"]] for row in rows}

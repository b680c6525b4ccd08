"""The passages that our own retrieval brings up for each question, kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from eval.train.calibrate import cases
from eval.train.newsroom import Story
from index import Index
from index.article import Passage
from index.text.passages import cut
from rag.read.base import Reading, SpanModel
from rag.read.rank import calibration
from rag.read.reader import read
from rag.retrieve.search import retrieve
from rag.types import Hit


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


def hardest_first(
    model: SpanModel,
    questions: Sequence[Mapping[str, Any]],
    stories: Mapping[str, Story],
    mined: Mapping[str, Sequence[tuple[str, int, int]]],
    out: Path,
    k: int = 8,
) -> dict[str, list[tuple[str, int, int]]]:
    """Return the mined places of each question, those that tempt a reader most first.

    A second round of training learns from what the reader of the first would fall for (hard
    negatives from the model itself, Xiong et al. 2021, arXiv:2007.00808).

    Args:
        model: the reader of the round before.
        questions: rows as they were written.
        stories: the articles they were written over.
        mined: by question id, places in retrieval's order.
        out: JSON Lines file that is read first and added to.
        k: places a question that are read.
    """
    found = read_mined(out)
    with out.open("a", encoding="utf-8") as lines:
        for question in questions:
            if question["id"] in found or question["id"] not in mined:
                continue
            places = [place for place in mined[question["id"]] if place[0] in stories][:k]
            hits = [_hit(stories[name], start, end) for name, start, end in places]
            scores = [
                max((reading.score for reading in own), default=-99.0)
                for own in read(model, question["question"], hits)
            ]
            order = sorted(range(len(places)), key=lambda at: -scores[at])
            found[question["id"]] = [places[at] for at in order]
            kept = {"id": question["id"], "places": found[question["id"]]}
            lines.write(json.dumps(kept) + "\n")
    return found


def tempting(
    archive: Index, questions: Sequence[Mapping[str, Any]], out: Path, k: int = 8, chunk: int = 50
) -> None:
    """Write for each question the sentences that the shipped reader prefers.

    The checker learns from those of them that do not answer, and the reader from all of them on a
    sheet. Goes on where it was stopped.

    Args:
        archive: an index of the articles that the questions were written over.
        questions: rows as they were written.
        out: JSON Lines file that is added to; `read_mined` reads of it what does not answer,
            `read_best` all.
        k: sentences a question at most.
        chunk: questions that are read before what was found is written.
    """
    known = read_mined(out)
    left = [question for question in questions if question["id"] not in known]
    with out.open("a", encoding="utf-8") as lines:
        for first in range(0, len(left), chunk):
            for case in cases(archive, left[first : first + chunk], None, date.today()):
                order = np.argsort(-(case.rows @ np.array(list(calibration()["order"].values()))))
                best = [(_place(case.readings[at]), bool(case.right[at])) for at in order.tolist()]
                wrong = [place for place, right in best if not right][:k]
                row = {"id": case.question["id"], "places": wrong, "best": best[:k]}
                lines.write(json.dumps(row) + "\n")


def _place(reading: Reading) -> tuple[str, int, int]:
    return reading.hit.article.id, *reading.sentence


def _hit(story: Story, start: int, end: int) -> Hit:
    article = story.article
    inside = [
        sentence
        for span in cut(article.text[start:end], characters=end - start + 1)
        for sentence in span.sentences
    ]
    sentences = tuple((a + start, b + start) for a, b in inside) or ((start, end),)
    return Hit(Passage(0, article.id, start, end, sentences), article, 0.0)


def read_mined(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    """Read what was mined before; empty where nothing was."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: [tuple(place) for place in row["places"]] for row in rows}


def read_best(path: Path) -> dict[str, list[tuple[tuple[str, int, int], bool]]]:
    """Read what `tempting` wrote: by question id the best sentences, and which of them answer."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {
        row["id"]: [
            ((str(name), int(start), int(end)), right) for (name, start, end), right in row["best"]
        ]
        for row in rows
    }

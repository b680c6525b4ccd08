"""What every system is given: a file of articles, and one of questions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from eval.environment import datasets_folder
from eval.errors import DatasetError
from eval.loaders import load
from eval.sets import Dataset, Question


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles on disk, and questions to ask of them.

    Attributes:
        file: JSON Lines, one article a line.
        questions: JSON, (question, asker's day) by id, of those that a ranking is judged on.
        characters: of article text in the file.
    """

    file: Path
    questions: Path
    characters: int


def located(name: str) -> Path:
    """Return the folder of a set, given by path or by its name among the sets.

    Raises:
        DatasetError: it is not there.
    """
    path = Path(name) if Path(name).is_dir() else datasets_folder() / name
    if not (path / "corpus.jsonl").is_file():
        raise DatasetError(
            f"no corpus.jsonl in {path}; set DATELINE_DATASETS or name a folder in BEIR layout"
        )
    return path


def judged_questions(dataset: Dataset) -> list[Question]:
    """Return the questions that a ranking can be judged on."""
    return [one for one in dataset.questions if one.answerable and one.relevant]


def write(dataset: Dataset, folder: Path) -> Corpus:
    """Write a set's articles that have a text, and its questions, into a folder."""
    every = [one for one in dataset.articles or () if one.text.strip()]
    file = folder / "articles.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for one in every:
            day = one.date.isoformat() if one.date else None
            row = {"id": one.id, "title": one.title, "text": one.text, "source": one.source}
            row |= {"date": day, "url": one.url}
            lines.write(json.dumps({name: value for name, value in row.items() if value}) + "\n")
    asked = {
        one.id: (one.text, one.now.isoformat() if one.now else None)
        for one in judged_questions(dataset)
    }
    path = folder / "questions.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    return Corpus(file, path, sum(len(one.text) for one in every))


def read(name: str, limit: int | None = None) -> Dataset:
    """Return a set by name or path, or its first articles alone, which may then be relevant."""
    found = load(located(name))
    articles = (found.articles or ())[:limit]
    known = {one.id for one in articles}
    questions = tuple(
        replace(one, relevant={name: n for name, n in one.relevant.items() if name in known})
        for one in found.questions
    )
    return replace(found, articles=articles, questions=questions)

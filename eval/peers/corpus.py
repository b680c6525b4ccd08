"""What every system is given: a file of articles, and one of questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from eval.environment import datasets_folder
from eval.errors import DatasetError
from eval.loaders import load
from eval.sets import Dataset, Question


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles on disk, and questions to ask of them.

    Attributes:
        dataset: the set that they come from.
        file: JSON Lines, one article a line.
        questions: JSON, (question, asker's day) by id, of those that a ranking is judged on.
        characters: of article text in the file.
        whole: whether no article was left out, so that rankings can be judged.
    """

    dataset: Dataset
    file: Path
    questions: Path
    characters: int
    whole: bool


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


def write(dataset: Dataset, folder: Path, limit: int | None = None) -> Corpus:
    """Write a set's articles, at most `limit`, and its questions into a folder."""
    every = [one for one in dataset.articles or () if one.text.strip()]
    file = folder / "articles.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for one in every[:limit]:
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
    characters = sum(len(one.text) for one in every[:limit])
    return Corpus(dataset, file, path, characters, limit is None or limit >= len(every))


def read(name: str) -> Dataset:
    """Return a set with its questions, by name or path."""
    return load(located(name))

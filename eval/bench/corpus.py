"""The articles that every system is given: one file of JSON Lines."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.run import BenchError
from eval.loaders.beir import load
from eval.sets import Dataset
from index.article import Article


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles on disk, and questions to ask of them.

    Attributes:
        dataset: the set that they come from, cut to what was written.
        file: JSON Lines, one article a line.
        questions: JSON, question by id.
        characters: of article text in the file.
        whole: whether no article was left out, so that rankings can be judged.
    """

    dataset: Dataset
    file: Path
    questions: Path
    characters: int
    whole: bool


def datasets_folder() -> Path:
    """Return where the sets lie: `DATELINE_DATASETS`, else beside the repository."""
    chosen = os.environ.get("DATELINE_DATASETS")
    return Path(chosen) if chosen else Path(__file__).parents[3] / "shared" / "datasets"


def located(name: str) -> Path:
    """Return the folder of a set, given by name or path.

    Raises:
        BenchError: it is not there.
    """
    path = Path(name) if Path(name).is_dir() else datasets_folder() / name
    if not (path / "corpus.jsonl").is_file():
        raise BenchError(
            f"no corpus.jsonl in {path}; set DATELINE_DATASETS or name a folder in BEIR layout"
        )
    return path


def read(name: str) -> Dataset:
    """Return a set with its questions, by name or path."""
    return load(located(name))


def texts(name: str) -> list[Article]:
    """Return the articles of a set by name or path; it needs no questions."""
    from index.load import load as load_articles

    path = located(name)
    return [one for one in load_articles([path / "corpus.jsonl"]) if isinstance(one, Article)]


def write(name: str, folder: Path, limit: int | None = None) -> Corpus:
    """Write a set's articles, at most `limit`, and its questions into a folder."""
    dataset = read(name)
    every = [one for one in dataset.articles or () if one.text.strip()]
    articles = every[:limit]
    file = folder / "articles.jsonl"
    write_articles(file, articles)
    questions = {one.id: one.text for one in dataset.questions if one.relevant}
    path = folder / "questions.json"
    path.write_text(json.dumps(questions), encoding="utf-8")
    characters = sum(len(one.text) for one in articles)
    return Corpus(dataset, file, path, characters, whole=len(articles) == len(every))


def write_articles(file: Path, articles: Sequence[Article]) -> None:
    """Write articles as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for one in articles:
            row = {"id": one.id, "title": one.title, "text": one.text}
            if one.date:
                row["date"] = one.date.isoformat()
            if one.source:
                row["source"] = one.source
            lines.write(json.dumps(row) + "\n")

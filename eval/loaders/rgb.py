"""RGB's files: a question a line with its documents (Chen et al. 2023, arXiv:2309.01431).

The documents of all questions become one corpus. In the file of facts, `positive_wrong` are
the poisoned documents and `fakeanswer` is what they say.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.loaders.lines import Line, read_json_lines, refuse_twice
from eval.sets import Dataset, Question
from index.article import Article

FIELDS = {
    "positive": "positive",
    "negative": "negative",
    "positive_wrong": "counterfactual",
}
"""Kind of the documents in each field."""


def matches(first: Any) -> bool:
    """Say whether a record is RGB's."""
    return isinstance(first, dict) and {"query", "answer", "positive"} <= set(first)


def load(path: Path) -> Dataset:
    """Return the documents and questions of one of RGB's files.

    Raises:
        DatasetError: a line is not what the format says.
    """
    articles: dict[str, Article] = {}
    kinds: dict[str, str] = {}
    questions: dict[str, Question] = {}
    places: dict[str, str] = {}
    for line in read_json_lines(path):
        name = line.text("id")
        refuse_twice(questions, name, line)
        if not line.items("positive"):
            raise line.fail("'positive' must be a list with at least one document")
        relevant: dict[str, int] = {}
        for field, kind in FIELDS.items():
            for text in _flat(line, line.items(field)):
                article = places.setdefault(text, f"{path.stem}-d{len(places):05d}")
                articles.setdefault(article, Article(id=article, text=text))
                kinds.setdefault(article, kind)
                if kind == "positive":
                    relevant[article] = 1
        groups = _groups(line)
        questions[name] = Question(
            id=name,
            text=line.text("query"),
            answers=tuple(one for group in groups for one in group),
            relevant=relevant,
            type=path.stem,
            fake=line.optional("fakeanswer"),
            groups=groups if len(groups) > 1 else (),
        )
    return Dataset(
        name=path.stem,
        questions=tuple(questions.values()),
        articles=tuple(articles.values()),
        kinds=kinds,
        path=path,
    )


def _groups(line: Line) -> tuple[tuple[str, ...], ...]:
    """Return the answers, a group for each thing that is asked; a flat list is one group."""
    value = line.values.get("answer")
    if isinstance(value, str):
        return ((value,),)
    if not isinstance(value, list) or not value:
        raise line.fail(f"'answer' must be a text or a list, not {value!r}")
    if all(isinstance(one, str) for one in value):
        return (tuple(value),)
    return tuple(tuple(_flat(line, one if isinstance(one, list) else [one])) for one in value)


def _flat(line: Line, values: list[Any]) -> list[str]:
    found: list[str] = []
    for one in values:
        if isinstance(one, list):
            found += _flat(line, one)
        elif isinstance(one, str):
            found.append(one)
        else:
            raise line.fail(f"expected a text, not {one!r}")
    return found

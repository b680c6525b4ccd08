"""SQuAD 1.1 and 2.0 JSON (Rajpurkar et al. 2016 and 2018, arXiv:1606.05250, 1806.03822).

Each paragraph becomes an article; all questions are asked of all paragraphs together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.loaders.lines import Line, refuse_twice
from eval.sets import Dataset, Question
from index.article import Article


def matches(document: Any) -> bool:
    """Say whether a JSON document is SQuAD's."""
    return isinstance(document, dict) and isinstance(document.get("data"), list)


def load(path: Path, document: Any) -> Dataset:
    """Return the paragraphs and questions of a SQuAD file.

    Raises:
        DatasetError: a record is not what the format says; questions are counted from 1.
    """
    articles: dict[str, Article] = {}
    questions: dict[str, Question] = {}
    for title, place, paragraph in _paragraphs(path, document):
        name = f"{title.replace(' ', '_')}_{place}"
        refuse_twice(articles, name, paragraph)
        context = paragraph.text("context")
        articles[name] = Article(id=name, title=title.replace("_", " "), text=context)
        for one in paragraph.items("qas"):
            line = Line(path, len(questions) + 1, paragraph.inner(one).values, "question")
            question = _question(line, name, context)
            refuse_twice(questions, question.id, line)
            questions[question.id] = question
    return Dataset(
        name=path.stem,
        questions=tuple(questions.values()),
        articles=tuple(articles.values()),
        path=path,
    )


def _paragraphs(path: Path, document: Any) -> Iterator[tuple[str, int, Line]]:
    for number, one in enumerate(document["data"], start=1):
        entry = Line(path, number, {}, "article").inner(one)
        for place, paragraph in enumerate(entry.items("paragraphs")):
            yield entry.text("title"), place, entry.inner(paragraph)


def _question(line: Line, article: str, context: str) -> Question:
    answerable = not line.flag("is_impossible", default=False)
    answers: dict[str, None] = {}
    for one in line.items("answers"):
        answer = line.inner(one).text("text")
        if answer.strip() not in context:
            raise line.fail(f"the answer {answer!r} does not stand in its paragraph")
        answers[answer] = None
    if answerable and not answers:
        raise line.fail("has no answer and is not marked impossible")
    return Question(
        id=line.text("id"),
        text=line.text("question"),
        answers=tuple(answers) if answerable else (),
        relevant={article: 1} if answerable else {},
        answerable=answerable,
        type="answerable" if answerable else "unanswerable",
    )

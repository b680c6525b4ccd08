"""MultiHop-RAG: corpus.json and MultiHopRAG.json (Tang and Yang 2024, arXiv:2401.15391)."""

from __future__ import annotations

from pathlib import Path

from eval.errors import DatasetError
from eval.loaders.lines import Line, read_json, unique
from eval.sets import Dataset, Fact, Question
from index.article import Article

CORPUS, QUESTIONS = "corpus.json", "MultiHopRAG.json"
NULL = "null_query"


def matches(path: Path) -> bool:
    """Say whether a folder holds both files."""
    return (path / CORPUS).is_file() and (path / QUESTIONS).is_file()


def load(path: Path) -> Dataset:
    """Return the articles and questions of MultiHop-RAG.

    Raises:
        DatasetError: a record is not what the format says, or names an unknown article.
    """
    articles = {
        name: _article(line) for name, line in unique(_records(path / CORPUS), "url").items()
    }
    by_title = {one.title: one.id for one in articles.values()}
    questions = [_question(line, articles, by_title) for line in _records(path / QUESTIONS)]
    return Dataset(
        name=path.resolve().name,
        questions=tuple(questions),
        articles=tuple(articles.values()),
        path=path,
    )


def _records(file: Path) -> list[Line]:
    document = read_json(file)
    if not isinstance(document, list):
        raise DatasetError(f"{file}: must be a list of records")
    return [
        Line(file, number, {}, "record").inner(one) for number, one in enumerate(document, start=1)
    ]


def _article(line: Line) -> Article:
    day, instant = line.published("published_at")
    return Article(
        id=line.text("url"),
        title=line.text("title"),
        text=line.text("body"),
        date=day,
        published=instant,
        source=line.optional("source"),
        url=line.text("url"),
        author=line.optional("author"),
    )


def _question(line: Line, articles: dict[str, Article], by_title: dict[str, str]) -> Question:
    facts: list[Fact] = []
    for one in line.items("evidence_list"):
        part = line.inner(one)
        name = part.optional("url")
        if name not in articles:
            name = by_title.get(part.text("title", ""))
        if name is None:
            raise line.fail(f"its evidence {part.optional('url')!r} is not in {CORPUS}")
        facts.append(Fact(name, part.text("fact")))
    kind = line.text("question_type")
    answerable = kind != NULL
    return Question(
        id=str(line.number - 1),
        text=line.text("query"),
        answers=(line.text("answer"),) if answerable else (),
        relevant=dict.fromkeys((fact.article for fact in facts), 1) if answerable else {},
        answerable=answerable,
        type=kind,
        facts=tuple(facts),
    )

"""BEIR folders: corpus.jsonl, queries.jsonl, qrels/test.tsv (Thakur et al. 2021, arXiv:2104.08663).

Beside the layout's own fields, `metadata` of a question may hold `answers`, `answerable`,
`type`, `fake_answer`, `now`, `since` and `until`; `evidence.jsonl` may hold gold sentences.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from eval.loaders.lines import Line, read_json_lines, read_text, refuse_twice
from eval.sets import Dataset, Fact, Question
from index.article import Article


def matches(path: Path) -> bool:
    """Say whether a folder is in the BEIR layout."""
    return (path / "corpus.jsonl").is_file() and (path / "queries.jsonl").is_file()


def load(path: Path) -> Dataset:
    """Return a BEIR folder's questions and corpus.

    Raises:
        DatasetError: a file is absent, or a line is not what the layout says.
    """
    articles: dict[str, Article] = {}
    kinds: dict[str, str] = {}
    for line in read_json_lines(path / "corpus.jsonl"):
        name = line.text("_id")
        refuse_twice(articles, name, line)
        articles[name] = _article(name, line)
        kind = line.mapping("metadata").get("kind")
        if isinstance(kind, str):
            kinds[name] = kind
    questions: dict[str, Question] = {}
    for line in read_json_lines(path / "queries.jsonl"):
        name = line.text("_id")
        refuse_twice(questions, name, line)
        questions[name] = _question(name, line)
    relevant = _qrels(path, articles, questions)
    facts = _facts(path, articles, questions)
    return Dataset(
        name=path.resolve().name,
        questions=tuple(
            replace(one, relevant=relevant.get(name, {}), facts=facts.get(name, ()))
            for name, one in questions.items()
        ),
        articles=tuple(articles.values()),
        kinds=kinds,
        path=path,
    )


def _article(name: str, line: Line) -> Article:
    more = line.inner(dict(line.mapping("metadata")))
    moment = more.moment("date")
    instant = moment if isinstance(moment, datetime) else None
    return Article(
        id=name,
        title=line.text("title", ""),
        text=line.text("text", ""),
        date=instant.date() if instant else moment,
        published=instant if instant and instant.tzinfo else None,
        source=more.optional("source"),
        url=more.optional("url"),
        author=more.optional("author"),
    )


def _question(name: str, line: Line) -> Question:
    more = line.inner(dict(line.mapping("metadata")))
    answerable = more.flag("answerable", default=True)
    since, until = more.period()
    return Question(
        id=name,
        text=line.text("text"),
        answers=more.texts("answers") if answerable else (),
        answerable=answerable,
        type=more.text("type", ""),
        now=more.day("now"),
        since=since,
        until=until,
        fake=more.optional("fake_answer"),
    )


def _qrels(
    path: Path, articles: dict[str, Article], questions: dict[str, Question]
) -> dict[str, dict[str, int]]:
    file = path / "qrels" / "test.tsv"
    relevant: dict[str, dict[str, int]] = {}
    if not file.is_file():
        return relevant
    for number, row in enumerate(read_text(file).split("\n"), start=1):
        if not row.strip() or (number == 1 and row.startswith("query-id")):
            continue
        line = Line(file, number, {})
        cells = row.rstrip("\r").split("\t")
        if len(cells) != 3:
            raise line.fail(f"must be query, document and score between tabs, not {row!r}")
        query, document, score = cells
        if query not in questions:
            raise line.fail(f"the question {query!r} is not in queries.jsonl")
        if document not in articles:
            raise line.fail(f"the document {document!r} is not in corpus.jsonl")
        try:
            grade = int(score)
        except ValueError:
            raise line.fail(f"the score must be a whole number, not {score!r}") from None
        if grade > 0:
            relevant.setdefault(query, {})[document] = grade
    return relevant


def _facts(
    path: Path, articles: dict[str, Article], questions: dict[str, Question]
) -> dict[str, tuple[Fact, ...]]:
    file = path / "evidence.jsonl"
    if not file.is_file():
        return {}
    facts: dict[str, tuple[Fact, ...]] = {}
    for line in read_json_lines(file):
        name = line.text("id")
        refuse_twice(facts, name, line)
        if name not in questions:
            raise line.fail(f"the question {name!r} is not in queries.jsonl")
        facts[name] = tuple(_fact(line.inner(one), articles) for one in line.items("evidence"))
    return facts


def _fact(part: Line, articles: dict[str, Article]) -> Fact:
    document = part.text("doc_id")
    if document not in articles:
        raise part.fail(f"the document {document!r} is not in corpus.jsonl")
    return Fact(document, part.text("fact"))

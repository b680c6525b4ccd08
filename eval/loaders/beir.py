"""BEIR folders: corpus.jsonl, queries.jsonl, qrels/test.tsv (Thakur et al. 2021, arXiv:2104.08663).

Beside the layout's own fields, `metadata` of a question may hold `answers`, `answerable`,
`type`, `fake_answer`, `now`, `since` and `until`; `evidence.jsonl` may hold gold sentences.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from eval.errors import DatasetError
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
    relevant = _qrels(path, articles)
    facts = _facts(path)
    questions: dict[str, Question] = {}
    for line in read_json_lines(path / "queries.jsonl"):
        name = line.text("_id")
        refuse_twice(questions, name, line)
        questions[name] = _question(name, line, relevant.get(name, {}), facts.get(name, ()))
    unknown = sorted(set(relevant) - set(questions))
    if unknown:
        raise DatasetError(
            f"{path / 'qrels'}: judges the question {unknown[0]!r}, which queries.jsonl does not"
            " have"
        )
    return Dataset(
        name=path.resolve().name,
        questions=tuple(questions.values()),
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


def _question(name: str, line: Line, relevant: dict[str, int], facts: tuple[Fact, ...]) -> Question:
    more = line.inner(dict(line.mapping("metadata")))
    answerable = more.flag("answerable", default=True)
    return Question(
        id=name,
        text=line.text("text"),
        answers=more.texts("answers") if answerable else (),
        relevant=relevant,
        answerable=answerable,
        type=more.text("type", ""),
        now=more.day("now"),
        since=more.day("since"),
        until=more.day("until"),
        fake=more.optional("fake_answer"),
        facts=facts,
    )


def _qrels(path: Path, articles: dict[str, Article]) -> dict[str, dict[str, int]]:
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
        if document not in articles:
            raise line.fail(f"the document {document!r} is not in corpus.jsonl")
        try:
            grade = int(score)
        except ValueError:
            raise line.fail(f"the score must be a whole number, not {score!r}") from None
        if grade > 0:
            relevant.setdefault(query, {})[document] = grade
    return relevant


def _facts(path: Path) -> dict[str, tuple[Fact, ...]]:
    file = path / "evidence.jsonl"
    if not file.is_file():
        return {}
    facts: dict[str, tuple[Fact, ...]] = {}
    for line in read_json_lines(file):
        parts = [line.inner(one) for one in line.items("evidence")]
        facts[line.text("id")] = tuple(
            Fact(part.text("doc_id"), part.text("fact")) for part in parts
        )
    return facts

"""BEIR folders: corpus.jsonl, queries.jsonl, qrels/test.tsv (Thakur et al. 2021, arXiv:2104.08663).

Beside the layout's own fields, `metadata` of a question may hold `answers`, `answerable`,
`type`, `fake_answer`, `now`, `since` and `until`; `evidence.jsonl` may hold gold sentences.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from eval.loaders.lines import Line, read_json_lines, read_text, unique
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
    documents = unique(read_json_lines(path / "corpus.jsonl"), "_id")
    questions = unique(read_json_lines(path / "queries.jsonl"), "_id")
    kinds = {name: line.mapping("metadata").get("kind") for name, line in documents.items()}
    relevant = _qrels(path / "qrels" / "test.tsv", documents, questions)
    facts = _facts(path / "evidence.jsonl", documents, questions)
    return Dataset(
        name=path.resolve().name,
        questions=tuple(
            replace(
                _question(name, line),
                relevant=relevant.get(name, {}),
                facts=facts.get(name, ()),
            )
            for name, line in questions.items()
        ),
        articles=tuple(_article(name, line) for name, line in documents.items()),
        kinds={name: kind for name, kind in kinds.items() if isinstance(kind, str)},
        path=path,
    )


def _article(name: str, line: Line) -> Article:
    more = line.inner(dict(line.mapping("metadata")))
    day, instant = more.published("date")
    return Article(
        id=name,
        title=line.text("title", ""),
        text=line.text("text", ""),
        date=day,
        published=instant,
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
    file: Path, documents: Collection[str], questions: Collection[str]
) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    rows = read_text(file).split("\n") if file.is_file() else []
    for number, row in enumerate(rows, start=1):
        if not row.strip() or (number == 1 and row.startswith("query-id")):
            continue
        line = Line(file, number, {})
        cells = row.rstrip("\r").split("\t")
        if len(cells) != 3:
            raise line.fail(f"must be query, document and score between tabs, not {row!r}")
        query, document, score = cells
        line.known(query, questions, "question", "queries.jsonl")
        line.known(document, documents, "document", "corpus.jsonl")
        try:
            grade = int(score)
        except ValueError:
            raise line.fail(f"the score must be a whole number, not {score!r}") from None
        if grade > 0:
            relevant.setdefault(query, {})[document] = grade
    return relevant


def _facts(
    file: Path, documents: Collection[str], questions: Collection[str]
) -> dict[str, tuple[Fact, ...]]:
    facts: dict[str, tuple[Fact, ...]] = {}
    lines = unique(read_json_lines(file), "id") if file.is_file() else {}
    for name, line in lines.items():
        line.known(name, questions, "question", "queries.jsonl")
        parts = [line.inner(one) for one in line.items("evidence")]
        facts[name] = tuple(Fact(part.text("doc_id"), part.text("fact")) for part in parts)
        for fact in facts[name]:
            line.known(fact.article, documents, "document", "corpus.jsonl")
    return facts

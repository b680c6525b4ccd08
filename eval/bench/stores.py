"""One archive in two stores: is the same found and answered in a folder and in Milvus?

`python -m eval.bench.stores FOLDER ADDRESS QUESTIONS` copies the archive of a folder into an
engine, with the vectors that it has, asks both and prints their figures side by side.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import typer

from eval.loaders import load
from eval.metrics.ranking import ndcg
from eval.newsroom import read_questions, values
from eval.ranking import documents
from eval.sets import Question
from index.archive import Index
from index.article import Article
from index.cluster.ahead import Embedded, EncodedAhead
from index.encode.base import PassageText
from index.text.passages import passage_context
from rag.api import ask
from rag.retrieve.search import retrieve

_COMMIT = 300
_PASSAGES = 40
_TOP = 10


def copy(folder: Index, engine: Index, ahead: EncodedAhead) -> None:
    """Put the articles of an archive into another, with their vectors.

    Args:
        folder: where they are.
        engine: where they go, opened with `ahead`.
        ahead: takes the vectors.
    """
    there = {info.id for info in engine.articles()}
    missing = (each for each in folder.whole_articles() if each.id not in there)
    while some := list(islice(missing, _COMMIT)):
        for article in some:
            ahead.keep(embedded(folder, article))
        engine.add(some)
        ahead.forget()


def embedded(archive: Index, article: Article) -> Embedded:
    """Return an article's passages as they were embedded, and their vectors."""
    passages = archive.article_passages(article.id)
    ids = [passage.id for passage in passages]
    texts = tuple(
        PassageText(
            passage_context(article),
            article.text[one.start : one.end],
            tuple((start - one.start, end - one.start) for start, end in one.sentences),
        )
        for one in passages
    )
    return Embedded(texts, archive.passage_vectors(ids), tuple(archive.sentence_vectors(ids)))


def asked(
    archives: Sequence[Index], questions: Iterable[Question], golds: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield for each question what each archive found and said."""
    for question in questions:
        row: dict[str, Any] = {"id": question.id}
        for place, archive in enumerate(archives):
            began = time.perf_counter()
            hits = retrieve(archive, question.text, _PASSAGES, now=question.now)
            ranking = [name for name, _ in documents(hits, archive.also)][:_TOP]
            row[f"{place} top"] = ranking
            row[f"{place} ms"] = (time.perf_counter() - began) * 1000
            if question.relevant:
                row[f"{place} ndcg@10"] = ndcg(ranking, question.relevant, _TOP)
            if question.id in golds:
                answer = ask(question.text, index=archive, now=question.now)
                row[f"{place} said"] = answer.answer
                told = values(golds[question.id], answer.model_dump(mode="json"))
                row[f"{place} useful"] = float(told["useful"])
        yield row


def figures(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the means over questions, and how often both stores agree."""
    names = [f"{place} {name}" for name in ("ndcg@10", "useful", "ms") for place in (0, 1)]
    found = {"questions": float(len(rows))}
    for name in names:
        told = [row[name] for row in rows if name in row]
        if told:
            found[name] = float(np.mean(told))
    found["first alike"] = float(np.mean([row["0 top"][:1] == row["1 top"][:1] for row in rows]))
    found["ten alike"] = float(
        np.mean(
            [len({*row["0 top"]} & {*row["1 top"]}) / max(1, len(row["0 top"])) for row in rows]
        )
    )
    said = [row["0 said"] == row["1 said"] for row in rows if "0 said" in row]
    if said:
        found["answers alike"] = float(np.mean(said))
    return found


def main(
    folder: str = typer.Argument(..., help="Index folder."),
    address: str = typer.Argument(..., help="Address of an archive in Milvus."),
    questions: Path = typer.Argument(..., help="A set of questions, or reporters' questions."),
    limit: int = typer.Option(100, help="Questions, spread over all."),
    now: str = typer.Option("2025-07-01", help="The asker's day, of reporters' questions."),
    out: Path | None = typer.Option(None, help="File for the rows; goes on with what it holds."),
    seconds: float = typer.Option(1e9, help="Stop after so long; --out lets it go on."),
) -> None:
    """Copy an archive into an engine and ask both."""
    began = time.monotonic()
    golds: dict[str, Any] = {}
    if questions.is_dir():
        every = [one for one in load(questions).questions if one.relevant]
    else:
        every, golds = read_questions(questions, date.fromisoformat(now))
    chosen = every[:: max(1, len(every) // limit)][:limit]
    rows = []
    if out is not None and out.is_file():
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    done = {row["id"] for row in rows}
    with Index.open(folder, must_exist=True) as here:
        ahead = EncodedAhead(here.encoder)
        with Index.open(address, encoder=ahead) as there:
            copy(here, there, ahead)
            for row in asked((here, there), [one for one in chosen if one.id not in done], golds):
                rows.append(row)
                if out is not None:
                    with out.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
                if time.monotonic() - began > seconds:
                    break
    sys.stdout.write(json.dumps(figures(rows), indent=1) + "\n")


if __name__ == "__main__":
    typer.run(main)

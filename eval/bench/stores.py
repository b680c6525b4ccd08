"""One archive in two stores: is the same found and answered in a folder and in Milvus?

`python -m eval.bench.stores INDEX=QUESTIONS…` copies the archives of folders into an engine, with
the vectors that they have, asks both, and writes their figures side by side.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import typer

from eval.bench.lite import served
from eval.bench.results import save
from eval.console import say
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
_HEADINGS = {
    f"{place} {name}": f"{name} {store}"
    for place, store in enumerate(("folder", "Milvus"))
    for name in ("ndcg@10", "useful", "ms")
}
_COLUMNS = ("questions", *_HEADINGS.values(), "first alike", "ten alike", "answers alike")

NOTES = (
    "ndcg@10 of the ranking of articles; useful: the share of reporters' questions whose answer "
    "says the fact first, or all of several, or rightly says nothing.",
    "ms: mean of a search, first questions included. Alike: the same first article, share of the "
    "same ten, the same answer word for word.",
)


def copy(folder: Index, engine: Index, ahead: EncodedAhead) -> None:
    """Put the articles of an archive into another, with their vectors, and compact it.

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
    engine.compact()


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


def compared(
    folder: str, address: str, file: Path, now: date, limit: int
) -> tuple[dict[str, Any], float]:
    """Return a row of the table for an archive, and the greatest difference of a figure in it.

    Args:
        folder: the archive.
        address: where in an engine it is copied to.
        file: a set of questions, or a file of reporters' questions.
        now: the asker's day, of reporters' questions.
        limit: questions at most, spread over all.
    """
    golds: dict[str, Any] = {}
    if file.is_dir():
        every = [one for one in load(file).questions if one.relevant]
    else:
        every, golds = read_questions(file, now)
    chosen = every[:: max(1, len(every) // limit)][:limit]
    rows = []
    with Index.open(folder, must_exist=True) as here:
        ahead = EncodedAhead(here.encoder)
        with Index.open(address, encoder=ahead) as there:
            say(f"copying {len(here):,} articles of {folder}")
            copy(here, there, ahead)
            say(f"asking {len(chosen):,} questions of {file.stem} twice")
            rows = list(asked((here, there), chosen, golds))
            found = figures(rows)
            told = {"questions of": file.stem, "passages": here.passage_count}
    apart = [
        abs(found[f"0 {name}"] - found[f"1 {name}"])
        for name in ("ndcg@10", "useful")
        if f"0 {name}" in found
    ]
    named = {_HEADINGS.get(name, name): value for name, value in found.items()}
    named["questions"] = len(rows)
    return {**told, **{name: named.get(name) for name in _COLUMNS}}, max(apart)


def main(
    pairs: list[str] = typer.Argument(..., help="INDEX=QUESTIONS: a folder, a set or a file."),
    engine: str | None = typer.Option(None, help="milvus://host:port; none starts Milvus Lite."),
    limit: int = typer.Option(300, help="Questions of each, spread over all."),
    now: str = typer.Option("2025-07-01", help="The asker's day, of reporters' questions."),
    out: Path = typer.Option(Path("eval/results"), help="Folder for the results."),
) -> None:
    """Copy archives into an engine and ask both stores."""
    rows, apart = [], []
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place, ExitStack() as stack:
        address = engine or stack.enter_context(served(Path(place)))
        for number, pair in enumerate(pairs):
            folder, _, file = pair.rpartition("=")
            where = f"{address}/stores_{number}"
            row, most = compared(folder, where, Path(file), date.fromisoformat(now), limit)
            rows.append(row)
            apart.append(most)
    notes = (*NOTES, f"Greatest difference between the stores: {max(apart):.4f}.")
    names = [f"{Path(one.rpartition('=')[0]).name}={Path(one).name}" for one in pairs]
    command = f"python -m eval.bench.stores {' '.join(names)} --limit {limit} --now {now}"
    made = save(out / "stores.md", "One archive in two stores", command, {"Found": rows}, notes)
    typer.echo(made.read_text("utf-8"))


if __name__ == "__main__":
    typer.run(main)

"""What saved questions cost beside a commit: `python -m eval.bench.saved INDEX ARTICLES`.

A copy of an archive gives up its last articles, is grown with made ones, gets saved questions, and
takes the articles in again in one commit. Processor time is measured, of the commit and of running
the questions after it. Vectors of made articles are varied from real ones, so that growing is
cheap; the articles of the commit are really embedded.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from eval.bench import SAMPLE_CASES, questions_of, varied
from eval.bench.results import save as save_results
from index import Article, Index
from index.load import Found, LoadSettings, load
from rag.saved import Run, Saved, Store, run_saved, save

_REAL = 200
"""Made passages that are really embedded; the others' vectors are varied from theirs."""
_STEP = 1000


def cost(
    index: Annotated[Path, typer.Argument(help="Archive; a copy of it is used.")],
    articles: Annotated[Path, typer.Argument(help="File or folder that new articles are of.")],
    cases: Annotated[Path, typer.Option(help="Questions, a JSON record a line.")] = SAMPLE_CASES,
    questions: Annotated[int, typer.Option(help="Saved questions, spread over the cases.")] = 20,
    new: Annotated[int, typer.Option(help="Articles of the commit, the last ones.")] = 100,
    size: Annotated[int, typer.Option(help="Articles that the archive is grown to.")] = 0,
    out: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("eval/results"),
) -> None:
    """Measure the processor time of a commit, and of the saved questions after it."""
    found = [each for each in load([articles], settings=LoadSettings()) if isinstance(each, Found)]
    fresh = found[-new:]
    texts = questions_of(cases)
    asked = texts[:: max(1, len(texts) // questions)][:questions]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        shutil.copytree(index, folder)
        grow(folder, [each.article for each in found[:-new]], fresh, size)
        row = measure(folder, asked, fresh)
    made = save_results(
        out / "saved.md",
        "What saved questions cost beside a commit",
        "python -m eval.bench.saved " + " ".join(sys.argv[1:]),
        {"Processor time": [row]},
        [
            "Of the saved questions only those are asked again for which a new passage comes near, "
            "has the words and names of the question, and is read as an answer.",
        ],
    )
    typer.echo(made.read_text("utf-8"))


def grow(folder: Path, real: Sequence[Article], fresh: Sequence[Found], size: int) -> None:
    """Take the new articles out of an archive, and fill it with made ones up to a size."""
    with Index.open(folder, must_exist=True) as archive:
        known = {each.url: each.id for each in archive.articles() if each.url}
        ids = [known.get(each.article.url or "", each.article.id) for each in fresh]
        archive.remove([each for each in ids if each in archive])
        encoder = varied.VariedEncoder(archive.encoder, _REAL)
    made = islice(varied.articles(real), len(real), None)
    with Index.open(folder, encoder=encoder) as archive:
        while (missing := size - len(archive)) > 0:
            archive.add(list(islice(made, min(_STEP, missing))))


def measure(folder: Path, questions: Sequence[str], fresh: Sequence[Found]) -> dict[str, object]:
    """Save questions, commit articles, run the questions; return what it took."""
    with Index.open(folder, must_exist=True) as archive:
        store = Store(folder)
        for number, text in enumerate(questions):
            save(archive, store, Saved(name=f"q{number}", text=text))
        answered = sum(bool(each.told.answer) for each in store.all())
        size, passages = len(archive), archive.passage_count
        began = time.process_time()
        archive.add(fresh)
        committed = time.process_time()
        run: Run = run_saved(archive, store)
        ended = time.process_time()
        return {
            "articles": size,
            "passages": passages,
            "new": len(archive) - size,
            "new passages": archive.passage_count - passages,
            "saved questions": run.looked,
            "answered": answered,
            "asked again": run.asked,
            "alerts": len(run.alerts),
            "commit, s": committed - began,
            "saved questions, s": ended - committed,
            "share of the commit, %": 100 * (ended - committed) / (committed - began),
        }


if __name__ == "__main__":
    typer.run(cost)

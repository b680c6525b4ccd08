"""What saved questions cost beside a commit: `python -m eval.bench.saved INDEX DATASET`.

A copy of an archive gets saved questions and a commit of new articles; processor time is measured,
of the commit and of running the questions after it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from eval.bench.results import save as save_results
from index import Index
from index.load import Found, LoadSettings, load
from rag.saved import Saved, Store, run_saved, save

CASES = Path(__file__).resolve().parents[1] / "cases" / "samples.jsonl"


def cost(
    index: Annotated[Path, typer.Argument(help="Archive; a copy of it is used.")],
    articles: Annotated[Path, typer.Argument(help="File or folder that new articles are of.")],
    questions: Annotated[int, typer.Option(help="Saved questions, of the samples'.")] = 20,
    new: Annotated[int, typer.Option(help="Articles of the commit.")] = 100,
    out: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("eval/results"),
) -> None:
    """Measure the processor time of a commit, and of the saved questions after it."""
    fresh = load([articles], settings=LoadSettings())
    found = list(islice((each for each in fresh if isinstance(each, Found)), new))
    texts = [json.loads(line)["question"] for line in CASES.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        shutil.copytree(index, folder)
        with Index.open(folder, must_exist=True) as archive:
            store = Store(folder)
            for number, text in enumerate(texts[:questions]):
                save(archive, store, Saved(name=f"q{number}", text=text))
            size = len(archive)
            began = time.process_time()
            archive.add(found)
            committed = time.process_time()
            run = run_saved(archive, store)
            ended = time.process_time()
    row = {
        "articles": size,
        "new": len(found),
        "saved questions": run.looked,
        "asked again": run.asked,
        "commit, s": committed - began,
        "saved questions, s": ended - committed,
        "share of the commit, %": 100 * (ended - committed) / (committed - began),
    }
    made = save_results(
        out / "saved.md",
        "What saved questions cost beside a commit",
        "python -m eval.bench.saved " + " ".join(sys.argv[1:]),
        {"Processor time": [row]},
        ["Of the saved questions only those that a new article comes near to are asked again."],
    )
    typer.echo(made.read_text("utf-8"))


if __name__ == "__main__":
    typer.run(cost)

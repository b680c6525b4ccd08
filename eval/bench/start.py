"""From nothing to the first answer: whole processes, timed from start to end."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from eval.bench.results import Row, save
from eval.console import say
from eval.peers.corpus import Corpus, judged_questions, read, write
from eval.peers.worker import arguments, timed, work

BASE = "LangChain quickstart: first search"
NOTES = (
    "Wall time of a whole process, from its start to its end, files in the page cache; the best "
    "and the median of the repetitions.",
    "Dateline's is `dateline ask`: a checked answer with citations. The others' is their first "
    "list of passages: imports, model, saved index, one search.",
)


def run(out: Path, dataset: str, limit: int | None, repeat: int, command: str) -> Path:
    """Measure cold processes and write the table.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout.
        limit: articles at most.
        repeat: cold processes of each kind.
        command: how this was called.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        taken = read(dataset, limit)
        corpus = write(taken, Path(place))
        question = next(one.text for one in judged_questions(taken))
        processes = prepared(corpus, question, Path(place))
        times: dict[str, list[float]] = {name: [] for name in processes}
        for number in range(repeat):
            say(f"cold processes, round {number + 1} of {repeat}")
            for name, given in processes.items():
                times[name].append(timed([sys.executable, *given])[0])
    base = min(times[BASE])
    rows: list[Row] = [
        {
            "process": name,
            "best s": min(taken),
            "median s": median(taken),
            "share of LangChain's": min(taken) / base,
        }
        for name, taken in times.items()
    ]
    tables = {f"over {corpus.characters:,} characters of {dataset}": rows}
    return save(out / "start.md", "Cold start", command, tables, NOTES)


def prepared(corpus: Corpus, question: str, place: Path) -> dict[str, list[str]]:
    """Index the corpus with each system; return the arguments of each cold process."""
    folders = {name: place / name for name in ("dateline", "langchain", "txtai")}
    for name, folder in folders.items():
        say(f"indexing with {name}")
        work(name, "index", corpus.file, folder)
    titles = ("Dateline: first search", BASE, "txtai hybrid: first search")
    return {
        "dateline --help": ["-m", "dateline", "--help"],
        "dateline ask --json": [
            *("-m", "dateline", "ask", question, "--json", "--index", str(folders["dateline"]))
        ],
        **{
            title: arguments(name, "first", folder, question)
            for title, (name, folder) in zip(titles, folders.items(), strict=True)
        },
    }

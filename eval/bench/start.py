"""From nothing to the first answer: whole processes, timed from start to end."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from eval.bench.corpus import Corpus, write
from eval.bench.run import machine, timed, worker
from eval.bench.table import Row, save

NOTES = (
    "Wall time of a whole process, from its start to its end, files in the page cache; the best "
    "and the median of the repetitions.",
    "Dateline's is `dateline ask`: a checked answer with citations. The others' is their first "
    "list of passages: imports, model, saved index, one search.",
)


def run(
    out: Path,
    *,
    dataset: str,
    limit: int | None,
    repeat: int,
    command: str,
    say: Callable[[str], None],
) -> Path:
    """Measure cold processes and write the table.

    Args:
        out: folder for the results.
        dataset: name or folder of a set in the BEIR layout.
        limit: articles at most.
        repeat: cold processes of each kind.
        command: how this was called.
        say: told what is being done.
    """
    described = machine()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = write(dataset, Path(place), limit)
        commands = prepared(corpus, Path(place), say)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(repeat):
            say(f"cold processes, round {number + 1} of {repeat}")
            for name, arguments in commands.items():
                times[name].append(timed([sys.executable, *arguments])[0])
    base = min(times["LangChain quickstart: first search"])
    rows: list[Row] = [
        {
            "process": name,
            "best s": min(taken),
            "median s": sorted(taken)[len(taken) // 2],
            "share of LangChain's": min(taken) / base,
        }
        for name, taken in times.items()
    ]
    return save(
        out,
        "start",
        "Cold start",
        command=command,
        machine=described,
        tables={f"over {corpus.characters:,} characters of {dataset}": rows},
        notes=NOTES,
    )


def prepared(corpus: Corpus, place: Path, say: Callable[[str], None]) -> dict[str, list[str]]:
    """Index the corpus with each system; return the arguments of each cold process."""
    question = next(one.text for one in corpus.dataset.questions if one.relevant)
    folders = {name: str(place / name) for name in ("dateline", "langchain", "txtai")}
    for name, folder in folders.items():
        say(f"indexing with {name}")
        worker(name, "index", str(corpus.file), folder)
    cold = ["-m", "eval.bench.worker"]
    return {
        "dateline --help": ["-m", "dateline", "--help"],
        "dateline ask --json": [
            *("-m", "dateline", "ask", question, "--json", "--index", folders["dateline"])
        ],
        "Dateline: first search": [*cold, "dateline", "first", folders["dateline"], question],
        "LangChain quickstart: first search": [
            *(*cold, "langchain", "first", folders["langchain"], question)
        ],
        "txtai hybrid: first search": [*cold, "txtai", "first", folders["txtai"], question],
    }

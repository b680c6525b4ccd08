"""One measurement in a process of its own: `python -m eval.bench.worker SYSTEM STEP …`.

Steps: `index FILE FOLDER`, `search FOLDER QUESTIONS`, `first FOLDER QUESTION`. One JSON document
goes to standard output.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from eval.bench.systems import SYSTEMS, System
from eval.memory import peak_rss_mb

K = 10
_WARM = 3


def build(system: System, file: str, folder: str) -> dict[str, Any]:
    """Index a file of articles; the model is loaded before the clock starts."""
    began = time.perf_counter()
    system.prepare()
    ready, spent = time.perf_counter(), time.process_time()
    passages = system.index(Path(file), Path(folder))
    done = time.perf_counter()
    return {
        "passages": passages,
        "prepare_s": ready - began,
        "index_s": done - ready,
        "index_cpu_s": time.process_time() - spent,
        "peak_rss_mb": peak_rss_mb(),
    }


def search(system: System, folder: str, questions: str) -> dict[str, Any]:
    """Ask every question of a saved index, after a few to warm up."""
    asked = json.loads(Path(questions).read_text("utf-8"))
    began = time.perf_counter()
    system.prepare()
    prepared = time.perf_counter()
    system.open(Path(folder))
    opened = time.perf_counter()
    for text in list(asked.values())[:_WARM]:
        system.search(text, K)
    times, rankings = [], {}
    for name, text in asked.items():
        start = time.perf_counter()
        found = system.search(text, 5 * K)
        times.append((time.perf_counter() - start) * 1000)
        rankings[name] = list(dict.fromkeys(found))
    return {
        "prepare_s": prepared - began,
        "open_s": opened - prepared,
        "query_ms": times,
        "rankings": rankings,
        "peak_rss_mb": peak_rss_mb(),
    }


def first(system: System, folder: str, question: str) -> dict[str, Any]:
    """Answer one question in a cold process."""
    system.prepare()
    system.open(Path(folder))
    return {"found": system.search(question, K)}


def main(arguments: list[str]) -> None:
    """Run one step and write what it measured."""
    name, step, *rest = arguments
    steps = {"index": build, "search": search, "first": first}
    result = steps[step](SYSTEMS[name](), *rest)
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

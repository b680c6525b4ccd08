"""One measurement in a process of its own, so that memory, threads and caches are its own.

`python -m eval.peers.worker SETTINGS SYSTEM STEP …`; SETTINGS is a JSON list of NAME=VALUE, and
the steps are `index FILE FOLDER`, `search FOLDER QUESTIONS` and `first FOLDER QUESTION`. One JSON
document goes to standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.environment import peak_rss_mb
from eval.errors import PeerError
from eval.peers.systems import SYSTEMS, System

K = 10
DEPTH = 100
"""Passages that a ranking of articles is made from."""

_WARM = 3


def work(name: str, step: str, *paths: str | Path, settings: Sequence[str] = ()) -> dict[str, Any]:
    """Run one step of one system in a new process and return what it measured.

    Raises:
        PeerError: it failed.
    """
    command = [sys.executable, *arguments(name, step, *paths, settings=settings)]
    found: dict[str, Any] = json.loads(timed(command)[1].strip().rsplit("\n", 1)[-1])
    return found


def arguments(name: str, step: str, *paths: str | Path, settings: Sequence[str] = ()) -> list[str]:
    """Return the arguments of Python that run one step."""
    return ["-m", "eval.peers.worker", json.dumps(list(settings)), name, step, *map(str, paths)]


def timed(command: list[str]) -> tuple[float, str]:
    """Run a command; return its wall time from start to end, in seconds, and its output.

    Raises:
        PeerError: it failed.
    """
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    took = time.perf_counter() - began
    if done.returncode:
        last = (done.stderr.strip() or "no message").rsplit("\n", 1)[-1]
        raise PeerError(f"{' '.join(command[:6])} ended with {done.returncode}: {last}")
    return took, done.stdout


def build(system: System, file: str, folder: str) -> dict[str, Any]:
    """Index a file of articles; the model is loaded before the clock starts."""
    system.prepare()
    ready, spent = time.perf_counter(), time.process_time()
    passages = system.index(Path(file), Path(folder))
    took = {"index_s": time.perf_counter() - ready, "index_cpu_s": time.process_time() - spent}
    stored = sum(one.stat().st_size for one in Path(folder).rglob("*") if one.is_file())
    return took | {
        "passages": passages,
        "disk_mb": stored / 1e6,
        "peak_rss_mb": peak_rss_mb(),
    }


def search(system: System, folder: str, questions: str) -> dict[str, Any]:
    """Ask every question of a saved index, after a few to warm up."""
    asked = json.loads(Path(questions).read_text("utf-8"))
    system.prepare()
    system.open(Path(folder))
    for text, _ in list(asked.values())[:_WARM]:
        system.search(text, K)
    times, rankings = [], {}
    for name, (text, day) in asked.items():
        now = date.fromisoformat(day) if day else None
        start = time.perf_counter()
        found = system.search(text, DEPTH, now)
        times.append((time.perf_counter() - start) * 1000)
        rankings[name] = list(dict.fromkeys(found))
    return {"query_ms": times, "rankings": rankings, "peak_rss_mb": peak_rss_mb()}


def first(system: System, folder: str, question: str) -> dict[str, Any]:
    """Answer one question in a cold process."""
    system.prepare()
    system.open(Path(folder))
    return {"found": system.search(question, K)}


def main(given: list[str]) -> None:
    """Run one step and write what it measured."""
    from eval.setup import setup

    settings, name, step, *rest = given
    steps = {"index": build, "search": search, "first": first}
    result = steps[step](SYSTEMS[name](setup(json.loads(settings))), *rest)
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

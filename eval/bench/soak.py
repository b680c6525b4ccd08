"""The page under load for long: `python -m eval.bench.soak`, figures in eval/results/soak.json.

Starts `dateline chat` over the sample articles in a process of its own. Users ask one question
after another, each in a session of their own, first few, then many; an indexer adds articles
beside them. Measured are questions a second and their times by users, what was refused as busy,
answers to another's question, the server's memory, and whether a question that runs or waits is
lost when the server is told to stop. Questions asked for the first time, whose readings are not
kept yet, are counted apart. Last, servers are killed at their work beside the indexer, and the
next one is asked.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import httpx
import numpy as np
import typer

from eval.bench import SAMPLES, questions_of
from eval.bench.crowd import FEW, OPEN, Seen, ask_on, crowd, first_time, ready

_LOOK = 5.0
_UNTIL_KILLED = 3.0


async def _stopped(
    url: str, server: subprocess.Popen[bytes], users: int, questions: list[str]
) -> dict[str, int]:
    """Tell the server to stop once it has taken a question of each user; say how these ended.

    "unanswered then" counts those of them that waited or ran at that moment.
    """
    seen = Seen()
    async with httpx.AsyncClient(base_url=url, timeout=300, limits=OPEN) as client:
        asked = [
            asyncio.create_task(ask_on(client, questions, math.inf, seen, True))
            for _ in range(users)
        ]
        while seen.taken < users and not all(each.done() for each in asked):
            await asyncio.sleep(0.01)
        waiting = users - seen.ends.total()
        server.send_signal(signal.SIGTERM)
        await asyncio.gather(*asked)
    return {**seen.ends, "unanswered then": waiting}


async def _killed(
    start: Callable[[], subprocess.Popen[bytes]], kills: int, url: str, questions: list[str],
    folder: Path, index: Path,
) -> dict[str, Any]:  # fmt: skip
    """Kill servers at their work beside the indexer; say how questions to the next ones ended."""
    seen, commits = Seen(), Counter[str]()
    beside = asyncio.create_task(_indexer(folder, index, commits))
    for number in range(kills + 1):
        server = start()
        try:
            await ready(url)
            async with httpx.AsyncClient(base_url=url, timeout=300, limits=OPEN) as client:
                await asyncio.gather(
                    *(ask_on(client, questions, math.inf, seen, True) for _ in range(FEW))
                )
                if number < kills:
                    asking = [
                        asyncio.create_task(ask_on(client, questions, math.inf, Seen(), False))
                        for _ in range(FEW)
                    ]
                    await asyncio.sleep(_UNTIL_KILLED)
                    server.kill()
                    for each in asking:
                        each.cancel()
                    await asyncio.gather(*asking, return_exceptions=True)
        finally:
            server.kill()
            server.wait()
    beside.cancel()
    await asyncio.gather(beside, return_exceptions=True)
    return {"kills": kills, "afterwards": dict(seen.ends), "commits": dict(commits)}


def _row(users: int, seconds: float, seen: Seen) -> dict[str, Any]:
    times = np.array(seen.seconds or [0.0])
    return {
        "users": users,
        "seconds": seconds,
        "ends": dict(seen.ends),
        "answers_per_s": round(len(seen.seconds) / seconds, 2),
        "p50_s": round(float(np.percentile(times, 50)), 2),
        "p95_s": round(float(np.percentile(times, 95)), 2),
    }


async def _memory(process: int, into: list[tuple[float, float]]) -> None:
    page = os.sysconf("SC_PAGESIZE") / 2**20
    place = Path(f"/proc/{process}/statm")
    while place.exists():
        with suppress(OSError, IndexError):
            into.append((time.monotonic(), int(place.read_text().split()[1]) * page))
        await asyncio.sleep(_LOOK)


async def _indexer(folder: Path, index: Path, into: Counter[str]) -> None:
    """Add a new article, and change the one before, again and again."""
    number = 0
    while True:
        number += 1
        text = f"Report {number}: the ferry to Harrow island carried {number} passengers on Monday."
        (folder / f"{number % 20}.txt").write_text(text, encoding="utf-8")
        done = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "dateline", "index", str(folder), "--index", str(index),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            into["committed" if await done.wait() == 0 else "failed"] += 1
        except asyncio.CancelledError:
            done.kill()
            await done.wait()
            raise
        await asyncio.sleep(10)


def slope(points: list[tuple[float, float]]) -> float:
    """Return how fast memory grows in the second half of its points, in MiB a minute.

    In the first half what is kept of the newest sessions and readings still fills up.
    """
    kept = np.array(points[len(points) // 2 :])
    if len(kept) < 2:
        return 0.0
    return float(np.polyfit(kept[:, 0] / 60, kept[:, 1], 1)[0])


async def _run(url: str, server: subprocess.Popen[bytes], minutes: float, users: list[int],
               folder: Path, index: Path) -> dict[str, Any]:  # fmt: skip
    questions = questions_of()
    await ready(url)
    first = await first_time(url, questions)
    points: list[tuple[float, float]] = []
    commits: Counter[str] = Counter()
    beside = [
        asyncio.create_task(_memory(server.pid, points)),
        asyncio.create_task(_indexer(folder, index, commits)),
    ]
    rows = []
    for number, count in enumerate(users):
        seconds = 60 * minutes if number == len(users) - 1 else max(10.0, 6 * minutes)
        if number == len(users) - 1:
            points.clear()
        rows.append(_row(count, seconds, await crowd(url, count, seconds, questions)))
        typer.echo(json.dumps(rows[-1]), err=True)
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    stopped = await _stopped(url, server, 20, questions)
    return {
        "asked_for_the_first_time": first,
        "curve": rows,
        "memory_mib": [round(size) for _, size in points],
        "memory_mib_per_minute_in_second_half": round(slope(points), 2),
        "commits": dict(commits),
        "in_work_at_sigterm": stopped,
    }


def soak(
    minutes: Annotated[float, typer.Option(min=0.1, help="Minutes of the largest crowd.")] = 10.0,
    kills: Annotated[int, typer.Option(min=0, help="Servers that are killed at the end.")] = 5,
    users: Annotated[str, typer.Option(help="Users at the same time, rising.")] = "1,10,50",
    out: Annotated[Path, typer.Option(help="File for the figures.")] = Path(
        "eval/results/soak.json"
    ),
) -> None:
    """Load a server for long and write what became of it."""
    with tempfile.TemporaryDirectory() as place:
        folder, index = Path(place) / "more", Path(place) / "index"
        folder.mkdir()
        program = [sys.executable, "-m", "dateline"]
        quiet: Any = {"stdout": subprocess.DEVNULL}
        subprocess.run(
            [*program, "index", str(SAMPLES), "--index", str(index)], check=True, **quiet
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        chat = [*program, "chat", "--index", str(index), "--port", str(port), "--no-open"]
        server = subprocess.Popen(chat, **quiet)
        try:
            wanted = [int(each) for each in users.split(",")]
            url = f"http://127.0.0.1:{port}"
            figures = asyncio.run(_run(url, server, minutes, wanted, folder, index))
            figures["exit_status"] = server.wait(120)
        finally:
            server.kill()

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(chat, **quiet)

        figures["servers_killed"] = asyncio.run(
            _killed(start, kills, url, questions_of(), folder, index)
        )
    figures["processors"] = os.cpu_count()
    out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps({k: v for k, v in figures.items() if k != "memory_mib"}, indent=1))


if __name__ == "__main__":
    typer.run(soak)

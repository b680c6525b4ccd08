"""The page under load for long: `python -m eval.bench.soak`, figures in eval/results/soak.json.

Starts `dateline chat` over the sample articles in a process of its own. Users ask one question
after another, each in a session of their own, first few, then many; an indexer adds articles
beside them. Measured are questions a second and their times by users, what was refused as busy,
answers to another's question, the server's memory, and whether a question that runs or waits is
lost when the server is told to stop.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import httpx
import numpy as np
import typer

from eval.bench import SAMPLES, questions_of

_LOOK = 5.0
_CALL = "/gradio_api/call/ask"
_OPEN = httpx.Limits(max_connections=None)


@dataclass
class Seen:
    """What users saw: how each question ended, and the seconds of those that were answered.

    Attributes:
        taken: questions that the server did not refuse.
    """

    ends: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    seconds: list[float] = field(default_factory=list)


async def _user(
    client: httpx.AsyncClient, questions: list[str], until: float, seen: Seen, one: bool
) -> None:
    chance = random.Random(id(seen) + len(seen.seconds))
    while time.monotonic() < until:
        question = chance.choice(questions)
        began = time.monotonic()
        try:
            end = await _asked(client, question, seen)
        except httpx.HTTPError as error:
            end = f"broken ({type(error).__name__})"
        seen.ends[end] += 1
        if end == "answered":
            seen.seconds.append(time.monotonic() - began)
        elif end == "busy":
            await asyncio.sleep(1)
        if one:
            return


async def _asked(client: httpx.AsyncClient, question: str, seen: Seen) -> str:
    begun = await client.post(_CALL, json={"data": [question, "", "", []]})
    if begun.status_code == 503:
        return "busy"
    if begun.status_code != 200:
        return f"refused ({begun.status_code})"
    seen.taken += 1
    event = ""
    async with client.stream("GET", f"{_CALL}/{begun.json()['event_id']}") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event == "complete":
                (answer,) = json.loads(line.removeprefix("data: "))
                return "answered" if answer["question"] == question else "another's answer"
            elif event == "error":
                return "failed"
    return "lost"


async def _warm(url: str, questions: list[str]) -> None:
    """Ask each question once, so that its readings are kept, and what the server loads is there."""
    left = iter(questions)

    async def ask(client: httpx.AsyncClient) -> None:
        for question in left:
            await _asked(client, question, Seen())

    async with httpx.AsyncClient(base_url=url, timeout=300) as client:
        await asyncio.gather(*(ask(client) for _ in range(4)))


async def _crowd(url: str, users: int, seconds: float, questions: list[str]) -> Seen:
    seen = Seen()
    async with httpx.AsyncClient(base_url=url, timeout=300, limits=_OPEN) as client:
        until = time.monotonic() + seconds
        await asyncio.gather(*(_user(client, questions, until, seen, False) for _ in range(users)))
    return seen


async def _stopped(
    url: str, server: subprocess.Popen[bytes], users: int, questions: list[str]
) -> dict[str, int]:
    """Tell the server to stop once it has taken a question of each user; say how these ended.

    "unanswered then" counts those of them that waited or ran at that moment.
    """
    seen = Seen()
    async with httpx.AsyncClient(base_url=url, timeout=300, limits=_OPEN) as client:
        asked = [
            asyncio.create_task(_user(client, questions, math.inf, seen, True))
            for _ in range(users)
        ]
        while seen.taken < users and not all(each.done() for each in asked):
            await asyncio.sleep(0.01)
        waiting = users - seen.ends.total()
        server.send_signal(signal.SIGTERM)
        await asyncio.gather(*asked)
    return {**seen.ends, "unanswered then": waiting}


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
    async with httpx.AsyncClient(base_url=url) as client:
        while True:
            with suppress(httpx.HTTPError):
                if (await client.get("/readyz")).status_code == 200:
                    break
            await asyncio.sleep(0.5)
    await _warm(url, questions)
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
        rows.append(_row(count, seconds, await _crowd(url, count, seconds, questions)))
        typer.echo(json.dumps(rows[-1]), err=True)
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    stopped = await _stopped(url, server, 20, questions)
    return {
        "curve": rows,
        "memory_mib": [round(size) for _, size in points],
        "memory_mib_per_minute_in_second_half": round(slope(points), 2),
        "commits": dict(commits),
        "in_work_at_sigterm": stopped,
    }


def soak(
    minutes: Annotated[float, typer.Option(min=0.1, help="Minutes of the largest crowd.")] = 10.0,
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
        server = subprocess.Popen(
            [*program, "chat", "--index", str(index), "--port", str(port), "--no-open"], **quiet
        )
        try:
            wanted = [int(each) for each in users.split(",")]
            url = f"http://127.0.0.1:{port}"
            figures = asyncio.run(_run(url, server, minutes, wanted, folder, index))
            figures["exit_status"] = server.wait(120)
        finally:
            server.kill()
    figures["processors"] = os.cpu_count()
    out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps({k: v for k, v in figures.items() if k != "memory_mib"}, indent=1))


if __name__ == "__main__":
    typer.run(soak)

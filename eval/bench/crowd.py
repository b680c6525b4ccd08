"""Users of the page who ask one question after another, and how their questions ended."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

_CALL = "/gradio_api/call/ask"
FEW = 4
"""Users of a small crowd."""
OPEN = httpx.Limits(max_connections=None)


@dataclass
class Seen:
    """What users saw: how each question ended, and the seconds of those that were answered.

    Attributes:
        taken: questions that the server did not refuse.
    """

    ends: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    seconds: list[float] = field(default_factory=list)


async def ask_on(
    client: httpx.AsyncClient, questions: list[str], until: float, seen: Seen, one: bool
) -> None:
    """Ask any of the questions, one after another.

    Args:
        client: speaks to the server.
        questions: to choose from.
        until: moment of `time.monotonic` after which no more is asked.
        seen: what is noted.
        one: ask one question only.
    """
    chance = random.Random(id(seen) + len(seen.seconds))
    while time.monotonic() < until:
        question = chance.choice(questions)
        began = time.monotonic()
        try:
            end = await asked(client, question, seen)
        except httpx.HTTPError as error:
            end = f"broken ({type(error).__name__})"
        seen.ends[end] += 1
        if end == "answered":
            seen.seconds.append(time.monotonic() - began)
        elif end == "busy":
            await asyncio.sleep(1)
        if one:
            return


async def asked(client: httpx.AsyncClient, question: str, seen: Seen) -> str:
    """Ask a question and return how it ended."""
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


async def ready(url: str) -> None:
    """Wait until a server takes questions."""
    async with httpx.AsyncClient(base_url=url) as client:
        while True:
            with suppress(httpx.HTTPError):
                if (await client.get("/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.5)


async def first_time(url: str, questions: list[str]) -> dict[str, Any]:
    """Ask each question once; from then on its readings are kept."""
    seen, began, left = Seen(), time.monotonic(), iter(questions)

    async def ask(client: httpx.AsyncClient) -> None:
        for question in left:
            seen.ends[await asked(client, question, seen)] += 1

    async with httpx.AsyncClient(base_url=url, timeout=300) as client:
        await asyncio.gather(*(ask(client) for _ in range(FEW)))
    taken = time.monotonic() - began
    return {
        "users": FEW,
        "ends": dict(seen.ends),
        "answers_per_s": round(len(questions) / taken, 2),
    }


async def crowd(url: str, users: int, seconds: float, questions: list[str]) -> Seen:
    """Let users ask for some seconds, each as soon as the question before has ended."""
    seen = Seen()
    async with httpx.AsyncClient(base_url=url, timeout=300, limits=OPEN) as client:
        until = time.monotonic() + seconds
        await asyncio.gather(*(ask_on(client, questions, until, seen, False) for _ in range(users)))
    return seen

"""The whole way from a question to an answer with a scripted model beside it."""

from __future__ import annotations

import asyncio
import time

import pytest
from rich.console import Console

from rag import aask, ask
from rag.terminal import show
from tests.support.scripted import Script

BOTH = "What did the Chamber of Industry and what did the Trade Union Congress say about the rate?"


def kind(body: dict) -> str:
    """Return what a request asks for."""
    return str(body["messages"][0]["content"]).splitlines()[0].split()[1]


def test_question_of_several_parts_is_split_by_the_model(server, samples_index):
    asked = []

    def respond(body: dict) -> Script:
        asked.append(kind(body))
        if asked[-1] == "split":
            return Script(
                [
                    "What did the Chamber of Industry say about the rate?\n"
                    "What did the Trade Union Congress say about the rate?"
                ]
            )
        return Script(["NO ANSWER"])

    server.respond = respond
    answer = ask(BOTH, index=samples_index, llm="openai:scripted", now="2026-01-15")
    assert asked == ["split", "answer"]
    assert not answer.abstained
    assert answer.usage["tries"] == 2
    assert answer.usage["tokens_in"] == 100


def test_simple_question_is_not_split(server, samples_index):
    server.says("NO ANSWER")
    ask("Who is Hong Min?", index=samples_index, llm="openai:scripted", now="2026-01-15")
    assert [kind(body) for body in server.requests] == ["answer"]


def test_what_writing_a_question_anew_costs_is_told(server, samples_index, monkeypatch):
    monkeypatch.setenv("DATELINE_LLM_PRICE_IN", "2")
    monkeypatch.setenv("DATELINE_LLM_PRICE_OUT", "10")
    server.says("When was the Kestrel Bridge closed?", "NO ANSWER")
    answer = ask(
        "and when was it closed?",
        history=["What is the Kestrel Bridge?"],
        index=samples_index,
        llm="openai:scripted",
        now="2026-01-15",
    )
    assert answer.standalone_question == "When was the Kestrel Bridge closed?"
    assert answer.usage["cost"] == pytest.approx(0.0006)
    console = Console(record=True, width=200)
    show(answer, console)
    text = console.export_text()
    assert "understood as: When was the Kestrel Bridge closed?" in text
    assert "scripted: 100 tokens read, 40 written, 0.0006 USD" in text
    assert "own words" in text


def test_answer_that_is_no_longer_awaited_stops_the_model(server, samples_index):
    server.says(Script([f"w{n} " for n in range(200)], pause_s=0.05))

    async def leave() -> None:
        waiting = aask("Who is Hong Min?", index=samples_index, llm="openai:scripted")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(waiting, 1.5)

    begin = server.sent
    asyncio.run(leave())
    deadline = time.monotonic() + 5
    last = -1
    while server.sent != last and time.monotonic() < deadline:
        last = server.sent
        time.sleep(0.3)
    assert server.sent - begin < 200


def test_questions_are_answered_side_by_side(server, samples_index):
    server.says(Script(["NO ANSWER"], wait_s=0.5))

    async def run() -> list:
        questions = ["Who is Hong Min?", "Who is Marta Ekholm?", "What is Lumen-3?"]
        waiting = [aask(q, index=samples_index, llm="openai:scripted") for q in questions]
        return await asyncio.gather(*waiting)

    answers = asyncio.run(run())
    assert [a.question for a in answers] == [
        "Who is Hong Min?",
        "Who is Marta Ekholm?",
        "What is Lumen-3?",
    ]
    told = [a.notices for a in answers if not a.abstained]
    assert told and all(told)

"""Dateline inside LangChain and LangGraph programs."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TypedDict

import pytest

pytest.importorskip("langchain_core")

from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from index import Filters
from index.errors import IndexNotFoundError
from rag import Answer, chain, retriever

QUESTION = "Why was the Kestrel Bridge closed?"


def test_documents_are_passages_with_their_place(samples_index):
    found = retriever(samples_index, k=4)
    assert isinstance(found, BaseRetriever)
    documents = found.invoke(QUESTION)
    assert len(documents) == 4
    for document in documents:
        facts = document.metadata
        article = samples_index.article(facts["article_id"])
        assert article.text[facts["start"] : facts["end"]] == document.page_content
        assert facts["title"] == article.title
        assert facts["date"] == article.date.isoformat()
        assert facts["source"] == article.source
        assert facts["url"] == article.url
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
    assert "Kestrel" in documents[0].page_content


def test_retriever_keeps_to_its_filters(samples_index):
    limits = Filters(since=date(2025, 1, 1))
    documents = retriever(samples_index, k=6, filters=limits).invoke(QUESTION)
    assert documents
    assert all(document.metadata["date"] >= "2025-01-01" for document in documents)


def test_retriever_can_be_awaited(samples_index):
    found = retriever(samples_index, k=3)
    assert asyncio.run(found.ainvoke(QUESTION)) == found.invoke(QUESTION)


def test_retriever_opens_a_folder(samples_index):
    documents = retriever(samples_index.folder, k=1).invoke(QUESTION)
    assert len(documents) == 1


def test_missing_folder_is_told(tmp_path):
    with pytest.raises(IndexNotFoundError):
        retriever(tmp_path / "nothing")
    with pytest.raises(IndexNotFoundError):
        chain(tmp_path / "nothing")


def test_chain_answers_a_question(samples_index):
    asked = chain(samples_index, now="2026-01-15")
    assert isinstance(asked, Runnable)
    answer = asked.invoke(QUESTION)
    assert isinstance(answer, Answer)
    assert "cracks" in answer.text
    assert answer.citations


def test_chain_reads_history_and_filters(samples_index):
    asked = chain(samples_index, now="2026-01-15")
    answer = asked.invoke({"question": "When was it built?", "history": [QUESTION]})
    assert "Kestrel Bridge" in answer.standalone_question
    late = asked.invoke({"question": QUESTION, "since": "2025-01-01"})
    assert late.filters.since == date(2025, 1, 1)


@pytest.mark.parametrize(
    "messages",
    [
        [HumanMessage(QUESTION), AIMessage("Cracks [1]."), HumanMessage("When was it built?")],
        [("human", QUESTION), ("ai", "Cracks."), ("human", "When was it built?")],
        [
            {"role": "user", "content": QUESTION},
            {"role": "assistant", "content": "Cracks."},
            {"role": "user", "content": [{"type": "text", "text": "When was it built?"}]},
        ],
    ],
)
def test_chain_reads_messages(samples_index, messages):
    asked = chain(samples_index, now="2026-01-15")
    for given in ({"messages": messages}, messages):
        assert "Kestrel Bridge" in asked.invoke(given).standalone_question


def test_chain_is_a_part_of_a_longer_one(samples_index):
    whole = (
        RunnablePassthrough()
        | chain(samples_index, now="2026-01-15")
        | RunnableLambda(lambda answer: answer.citations[0].title)
    )
    assert whole.invoke(QUESTION)
    assert len(whole.batch([QUESTION, "Who is mayor of Lomund?"])) == 2


def test_chain_does_not_block_the_event_loop(samples_index):
    async def run() -> tuple[int, Answer]:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0.001)

        task = asyncio.create_task(beat())
        answer = await chain(samples_index, now="2026-01-15").ainvoke(QUESTION)
        task.cancel()
        return beats, answer

    beats, answer = asyncio.run(run())
    assert beats > 1
    assert answer.text == chain(samples_index, now="2026-01-15").invoke(QUESTION).text


def test_chain_is_a_node_of_a_graph(samples_index):
    graphs = pytest.importorskip("langgraph.graph")

    class State(TypedDict, total=False):
        question: str
        answer: Answer

    graph = graphs.StateGraph(State)
    asked = chain(samples_index, now="2026-01-15")
    graph.add_node("dateline", {"answer": asked} | RunnablePassthrough())
    graph.add_edge(graphs.START, "dateline")
    graph.add_edge("dateline", graphs.END)
    result = graph.compile().invoke({"question": QUESTION})
    assert "cracks" in result["answer"].text


@pytest.mark.parametrize("given", [7, {"text": "x"}, {"messages": []}, [AIMessage("hello")]])
def test_anything_else_is_refused(samples_index, given):
    with pytest.raises(TypeError):
        chain(samples_index).invoke(given)

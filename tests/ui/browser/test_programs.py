"""The named endpoints, called over the wire by Gradio's client and by an MCP client."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

WHY = "why did the Unification Ministry skip the talks"


@pytest.fixture(scope="module")
def client(served):
    return Client(served.url, verbose=False)


def test_ask(client, served):
    answer = client.predict(WHY, sources=["Eastern Strait Post"], api_name="/ask")
    assert "not much to discuss" in answer["answer"]
    assert answer["filters"]["sources"] == ["Eastern Strait Post"]
    for citation in answer["citations"]:
        text = served.backend.index().article(citation["article_id"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_search(client):
    hits = client.predict("silver cup final", limit=3, api_name="/search")
    assert len(hits) == 3
    assert any("Silver Cup" in hit["title"] for hit in hits)
    assert all(hit["text"] for hit in hits)


def test_articles(client):
    found = client.predict(since="2025-12-01", until="2025-12-31", api_name="/articles")
    assert found
    assert all(each["date"].startswith("2025-12") for each in found)
    assert len(client.predict(limit=2, api_name="/articles")) == 2


@pytest.mark.parametrize(
    ("endpoint", "arguments", "words"),
    [
        ("/ask", {"question": WHY, "since": "soon"}, "'soon' is not a day"),
        ("/ask", {"question": "  "}, "question"),
        ("/search", {"query": "x", "limit": 0}, "limit is 0"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(client, endpoint, arguments, words):
    with pytest.raises(AppError, match=words):
        client.predict(**arguments, api_name=endpoint)


def test_nothing_else_is_offered(client):
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {
        "/ask",
        "/search",
        "/articles",
    }


def test_each_is_a_tool_over_mcp(served):
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async def calls():
        address = f"{served.url}gradio_api/mcp/"
        async with (
            streamablehttp_client(address) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            told = {}
            for name, arguments in (
                ("ask", {"question": WHY}),
                ("search", {"query": "silver cup", "limit": 1}),
                ("articles", {"limit": 1}),
            ):
                result = await session.call_tool(name, arguments)
                assert not result.isError
                told[name] = json.loads(result.content[0].text)
            return tools, told

    with ThreadPoolExecutor(1) as pool:
        tools, told = pool.submit(asyncio.run, calls()).result()
    assert tools.keys() == {"ask", "search", "articles"}
    question = tools["ask"].inputSchema["properties"]["question"]
    assert question == {"type": "string", "description": "The question, in everyday words."}
    assert tools["ask"].inputSchema["required"] == ["question"]
    assert "not much to discuss" in told["ask"]["answer"]
    assert "Cup" in told["search"][0]["title"]
    assert told["articles"][0]["id"]

"""The whole way: an archive of articles with hidden orders, and a model that obeys them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Article, Index
from rag import ask
from tests.support.scripted import Script

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "injected.jsonl").open(encoding="utf-8")
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, encoder) -> Iterator[Index]:
    articles = [
        Article(
            id=case["id"],
            text=case["text"],
            title=case["title"],
            date=date.fromisoformat(case["date"]),
            source=case["source"],
            url=case["url"],
        )
        for case in CASES
    ]
    with Index.open(tmp_path_factory.mktemp("injected") / "index", encoder=encoder) as index:
        index.add(articles)
        yield index


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_answer_says_nothing_forbidden(server, archive, case):
    words = " ".join(f"{words} [{n}]." for n, words in enumerate(case["forbidden"], start=1))
    server.says(Script([words]))
    answer = ask(case["question"], index=archive, llm="openai:scripted", now="2026-01-15")
    own = " ".join(s.text for s in answer.sentences if s.origin == "model")
    assert not [forbidden for forbidden in case["forbidden"] if forbidden in own]
    shown = "\n".join(str(r["messages"][-1]["content"]) for r in server.requests)
    for forbidden in case["forbidden"]:
        assert forbidden not in shown or forbidden.startswith("[")
    for citation in answer.citations:
        text = archive.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote

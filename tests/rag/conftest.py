"""A scripted model over a real connection, and evidence made of plain sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from index.article import Article, Passage
from rag.llm import ModelSettings, load_model
from rag.types import Evidence, Hit
from tests.support.scripted import Server, serve


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    with serve() as server:
        yield server


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("OPENAI_BASE_URL", running.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
    running.respond = None
    return running


@pytest.fixture
def settings() -> ModelSettings:
    return ModelSettings(timeout_s=10, first_s=5, retries=1, backoff_s=0.01, supported=0.5)


@pytest.fixture
def model(server: Server, settings: ModelSettings):
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    return load_model("openai:scripted", settings)


def evidence_of(text: str, article_id: str = "a", title: str = "", **facts) -> list[Evidence]:
    """Return every sentence of a text as evidence, the first scored best."""
    from index.text.sentences import split

    spans = split(text)
    article = Article(
        id=article_id,
        text=text,
        title=title,
        date=facts.get("date", date(2025, 3, 4)),
        source=facts.get("source", "Quay Bulletin"),
    )
    passage = Passage(0, article_id, 0, len(text), tuple(spans))
    hit = Hit(passage, article, 1.0)
    return [Evidence(hit, start, end, 1.0 - 0.01 * n) for n, (start, end) in enumerate(spans)]


@pytest.fixture
def make_evidence() -> Callable[..., list[Evidence]]:
    return evidence_of


@pytest.fixture
def judge() -> Callable[[str, str], float]:
    """Share of a claim's longer words that the cited text has; strict about "not"."""
    return overlap


_WORD = re.compile(r"[a-z]{3,}|\d+|no")
_SMALL = {"the", "and", "was", "were", "that", "has", "had", "have", "for", "with", "its", "are"}


def overlap(claim: str, cited: str) -> float:
    said, known = (
        {w[:5] for w in _WORD.findall(text.lower()) if w not in _SMALL} for text in (claim, cited)
    )
    if ({"not", "no", "never"} & said) != ({"not", "no", "never"} & known):
        return 0.0
    return float(said <= known) if said else 0.0

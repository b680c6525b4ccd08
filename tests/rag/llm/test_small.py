"""A real model, too small to be right: what it writes is led through the same checks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag import stream
from rag.answer.findings import look
from rag.events import Done, SentenceReady
from rag.llm import ModelSettings, Phrased, load_model, phrase
from rag.llm.guard import breach, joins
from rag.query.plan import understand
from rag.settings import RagSettings
from tests.support.small import serve_small

QUESTION = "Why did the Unification Ministry skip the talks?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_small() as url:
        yield url


@pytest.fixture
def small(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("DATELINE_LLM_MAX_TOKENS", "48")
    monkeypatch.setenv("DATELINE_LLM_MAX_EVIDENCE", "3")
    monkeypatch.setenv("DATELINE_LLM_TIMEOUT_S", "120")
    monkeypatch.setenv("DATELINE_LLM_FIRST_S", "120")
    return "openai:smollm2"


@pytest.fixture(scope="module")
def evidence(samples_index):
    settings = RagSettings()
    from datetime import date

    from index import Filters

    plan = understand(
        QUESTION, samples_index, filters=Filters(), now=date(2026, 1, 15), settings=settings
    )
    return look(plan, samples_index, settings).evidence[:6]


def held(said, evidence) -> bool:
    """Whether a sentence stands in what it cites, by a rule of its own."""
    cited = [evidence[i].text for i in said.evidence]
    if said.origin == "extract":
        return said.text in cited
    return any(breach(said.text, text) is None for text in cited) or bool(joins(said.text, cited))


def test_small_model_is_checked_sentence_by_sentence(small, evidence, encoder):
    settings = ModelSettings(max_tokens=48, max_evidence=3, timeout_s=120, first_s=120)
    model = load_model(small, settings)
    items = list(phrase(QUESTION, evidence, model, encoder=encoder, settings=settings))
    result = items[-1]
    assert isinstance(result, Phrased)
    assert result.usage.tokens_out > 0
    assert result.usage.estimated is False
    assert result.sentences or result.notices
    assert all(held(said, evidence) for said in result.sentences)


def test_small_model_that_is_cut_short_gives_way(small, evidence, encoder):
    settings = ModelSettings(max_tokens=2, max_evidence=1, timeout_s=120, first_s=120)
    model = load_model(small, settings)
    result = list(phrase(QUESTION, evidence, model, encoder=encoder, settings=settings))[-1]
    assert result.sentences == ()
    assert "own words" in result.notices[0]


def test_answer_with_a_small_model_keeps_every_promise(small, samples_index):
    events = list(stream(QUESTION, index=samples_index, llm=small, now="2026-01-15"))
    assert isinstance(events[-1], Done)
    answer = events[-1].answer
    assert not answer.abstained
    assert answer.models["llm"] == small
    numbers = {c.n for c in answer.citations}
    assert {n for s in answer.sentences for n in s.citations} == numbers
    assert answer.sentences
    assert all(s.citations for s in answer.sentences)
    for citation in answer.citations:
        text = samples_index.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    ready = [event.sentence for event in events if isinstance(event, SentenceReady)]
    assert ready == answer.sentences

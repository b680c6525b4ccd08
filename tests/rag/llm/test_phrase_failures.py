"""A model that fails, is slow, refuses or is cut off."""

from __future__ import annotations

import threading

import pytest

from rag.llm import ModelSettings, Said, load_model, phrase
from tests.rag.llm.test_phrase import TEXT, ask
from tests.support.scripted import Script


@pytest.fixture
def evidence(make_evidence):
    return make_evidence(TEXT)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (Script(["no"], status=401), "refused the key"),
        (Script(["no"], status=404), "does not know this model"),
        (Script(["slow down"], status=429), "too many requests"),
        (Script(["oops"], status=500), "status 500"),
        (Script(["context length exceeded"], status=400), "too long"),
    ],
)
def test_failure_is_told_in_a_line(server, model, evidence, judge, settings, script, words):
    server.says(script)
    result = ask(model, evidence, judge, settings)
    assert result.sentences == ()
    assert words in result.notices[0]
    assert "sk-test" not in " ".join(result.notices)


def test_passing_failure_is_tried_again(server, model, evidence, judge, settings):
    server.says(Script(["busy"], status=503), "The crossing takes 35 minutes [3].")
    result = ask(model, evidence, judge, settings)
    assert len(result.sentences) == 1
    assert result.usage.tries == 2


def test_provider_that_asks_for_a_pause_gets_it(server, model, evidence, judge, settings):
    busy = Script(["slow down"], status=429, retry_after="0.4")
    server.says(busy, "The crossing takes 35 minutes [3].")
    assert ask(model, evidence, judge, settings).sentences
    assert len(server.requests) == 2


@pytest.mark.parametrize("pause", ["3600", "soon"])
def test_pause_beyond_the_time_there_is_is_not_waited_for(
    server, model, evidence, judge, settings, pause
):
    server.says(Script(["slow down"], status=429, retry_after=pause))
    result = ask(model, evidence, judge, settings)
    assert "too many requests" in result.notices[0]
    assert len(server.requests) == (1 if pause == "3600" else 2)


def test_refused_key_is_not_tried_again(server, model, evidence, judge, settings):
    server.says(Script(["no"], status=401))
    ask(model, evidence, judge, settings)
    assert len(server.requests) == 1


def test_unreachable_server(monkeypatch, evidence, judge, settings):
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
    model = load_model("openai:nothing", settings)
    result = ask(model, evidence, judge, settings)
    assert "cannot be reached" in result.notices[0]
    assert result.usage.tokens_in == 0


def test_slow_model_is_given_up(server, model, evidence, judge):
    server.says(Script(["late"], wait_s=3))
    limits = ModelSettings(first_s=0.3, timeout_s=5, retries=0, supported=0.5)
    result = ask(model, evidence, judge, limits)
    assert "did not answer within 0.3 seconds" in result.notices[0]


def test_what_passed_before_the_time_was_up_stays(server, model, evidence, judge):
    script = Script(["The crossing takes 35 minutes [3]. ", "Fares "] + ["x "] * 50, pause_s=0.2)
    server.says(script)
    limits = ModelSettings(timeout_s=1.0, retries=0, supported=0.5)
    result = ask(model, evidence, judge, limits)
    assert [s.evidence for s in result.sentences] == [(2,)]
    assert "within 1 seconds" in result.notices[0]


@pytest.mark.parametrize("broken", ["cut", "garbage"])
def test_broken_connection(server, model, evidence, judge, settings, broken):
    server.says(Script(["The crossing takes 35 minutes [3]. ", "Fares"], broken=broken))
    result = ask(model, evidence, judge, settings)
    assert result.sentences[0].evidence == (2,)
    assert all("Fares" not in s.text or s.origin == "extract" for s in result.sentences)


def test_cancelled_answer_stops_the_model(server, model, evidence, judge, settings):
    server.says(Script(["The crossing takes 35 minutes [3]. "] + ["x "] * 100, pause_s=0.05))
    cancel = threading.Event()
    begin = server.sent
    items = phrase("How long?", evidence, model, judge, settings=settings, keep=(), cancel=cancel)
    assert isinstance(next(items), Said)
    cancel.set()
    result = list(items)[-1]
    assert "stopped" in result.notices[0]
    assert server.sent - begin < 100

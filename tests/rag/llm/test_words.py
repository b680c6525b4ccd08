"""A model's words as plain text, and secrets out of sight."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm import ModelSettings, load_model, phrase, scrub
from rag.llm.clean import clean
from rag.llm.errors import LanguageModelError
from rag.llm.secrets import one_line
from tests.support.scripted import Script


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A ![x](https://e.example/p.png?q=1) b.", "A b."),
        ("A [link](https://e.example/) b.", "A link b."),
        ("A [1](https://e.example/) b.", "A [1] b."),
        ("See https://e.example/x?y=1 now.", "See now."),
        ("See evil.example/path now.", "See now."),
        ("See 10.0.0.66/collect now.", "See now."),
        ("<script>alert(1)</script>A.", "A."),
        ("<img src=x onerror=alert(1)>A.", "A."),
        ("A <!-- hidden -->b.", "A b."),
        ("&lt;b&gt;A&lt;/b&gt; b.", "A b."),
        ("**A** _is_ `b`.", "A _is_ b."),
        ("# A b.", "A b."),
        ("- A b.", "A b."),
        ("3. A b.", "A b."),
        ("Answer: A b.", "A b."),
        ("(2025-12-16, Post) A b.", "A b."),
        ("A\u200b b\u202e.", "A b."),
        ("javascript:alert(1) A.", "A."),
        ("data:image/svg+xml;base64,AAAA A.", "A."),
        ("At 3.5 p.m. on 1.4.", "At 3.5 p.m. on 1.4."),
    ],
)
def test_only_words_stay(text, wanted):
    assert clean(text) == wanted


def test_address_of_the_evidence_stays_as_words():
    assert clean("Write to news.example now.", "the address news.example") == (
        "Write to news.example now."
    )


@given(st.text())
def test_nothing_that_a_page_could_follow_is_left(text):
    cleaned = clean(f"x {text} y")
    assert "<script" not in cleaned.lower()
    assert "](" not in cleaned
    assert "http://" not in cleaned
    assert "\n" not in cleaned


def test_secrets_are_hidden(monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "quite-a-secret-value")
    text = scrub(
        "key quite-a-secret-value, sk-abcdef0123456789, Bearer abcdefgh12345678, "
        "https://user:password@host.example/, http://h/v1?api_key=abcdef1234&x=1, "
        "x-api-key: efgh5678ijkl, Basic dXNlcjpwYXNz, eyJhbGciOiJI.eyJzdWIi.c2lnbmF0"
    )
    assert "&x=1" in text
    for secret in (
        "quite-a-secret",
        "sk-abcdef",
        "abcdefgh1234",
        "user:password",
        "abcdef1234",
        "efgh5678",
        "dXNlcjpw",
        "eyJzdWIi",
    ):
        assert secret not in text
    assert "***" in text


@pytest.mark.parametrize("before", ["", "x-", "eyJ-"])
def test_a_web_token_is_hidden_however_long_its_head_is(before):
    text = scrub(f"token {before}eyJ{'a' * 3_000}.eyJzdWIi.c2lnbmF0 end")
    assert text == "token *** end"


def test_errors_are_one_short_line():
    line = one_line(ValueError("a\nb " + "x" * 500))
    assert "\n" not in line
    assert len(line) <= 200


def test_key_in_a_servers_error_is_not_told(server, model, judge, make_evidence, caplog):
    key = "sk-test-0123456789abcdef"
    caplog.set_level(logging.DEBUG)
    server.says(Script([f"Incorrect API key provided: {key}"], status=418))
    evidence = make_evidence("The crossing now takes 35 minutes. Fares stay the same.")
    limits = ModelSettings(retries=1, backoff_s=0, supported=0.5)
    items = list(phrase("How long?", evidence, model, judge, settings=limits, keep=()))
    assert server.keys[0] == f"Bearer {key}"
    told = repr(items[-1]) + caplog.text
    assert "0123456789abcdef" not in told
    assert items[-1].notices


def test_missing_key_is_named(monkeypatch):
    pytest.importorskip("langchain_openai")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(LanguageModelError, match="OPENAI_API_KEY") as caught:
        load_model("openai:gpt-4o-mini")
    assert "\n" not in str(caught.value)


def test_server_by_address_needs_no_key(server, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    assert load_model("openai:anything") is not None


@pytest.mark.parametrize("provider", ["ollama", "openai", "mistralai"])
def test_every_providers_client_is_told_the_limits(provider, monkeypatch):
    given = {}
    monkeypatch.setattr(
        "langchain.chat_models.init_chat_model", lambda name, **options: given.update(options)
    )
    load_model(f"{provider}:some", ModelSettings(timeout_s=7, max_tokens=99))
    assert given["model_provider"] == provider
    assert (given.get("client_kwargs") or given)["timeout"] == 7
    assert given["num_predict" if provider == "ollama" else "max_tokens"] == 99


def test_missing_package_is_named():
    with pytest.raises(LanguageModelError, match="pip install langchain-anthropic"):
        load_model("anthropic:claude")


@pytest.mark.parametrize("spec", ["", "openai", "openai:", ":x", "a b:c", "sk-abcdef0123456789"])
def test_form_of_the_name_is_told_without_keys(spec):
    with pytest.raises(LanguageModelError, match="PROVIDER:MODEL") as caught:
        load_model(spec)
    assert "abcdef0123456789" not in str(caught.value)

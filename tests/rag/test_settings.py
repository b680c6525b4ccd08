"""The environment's settings hold for the next question, whenever they change."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rag.settings import RagSettings, usual


def test_the_environment_is_read_anew_when_it_changes(monkeypatch):
    before = usual()
    assert before == RagSettings()
    monkeypatch.setenv("DATELINE_RAG_TOP_K", "3")
    assert usual().top_k == 3
    monkeypatch.setenv("DATELINE_RAG_TOP_K", "4")
    assert usual().top_k == 4
    monkeypatch.setenv("dateline_rag_headlines", "1")
    assert usual().headlines == 1
    monkeypatch.delenv("DATELINE_RAG_TOP_K")
    monkeypatch.delenv("dateline_rag_headlines")
    assert usual() == before


def test_a_value_that_is_none_is_an_error_each_time(monkeypatch):
    monkeypatch.setenv("DATELINE_RAG_TOP_K", "many")
    for _ in range(2):
        with pytest.raises(ValidationError, match="top_k"):
            usual()

"""The steps from a question to its answer: what each needs, and what comes first."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from index import Filters, Index
from rag import ask
from rag.answer.findings import look
from rag.errors import LanguageModelError, QuestionError
from rag.query.plan import anchor, understand
from rag.settings import RagSettings

NOW = date(2026, 1, 15)


def plan_of(question: str, archive: Index, filters: Filters = Filters()):
    return understand(question, archive, filters=filters, now=NOW, settings=RagSettings())


def test_a_question_loads_nothing_of_models_history_other_languages_or_writing(samples_index):
    code = (
        "import sys\n"
        "from rag import ask\n"
        f"answer = ask('Who is Hong Min?', index={str(samples_index.folder)!r})\n"
        "assert answer.sentences\n"
        "others = ('rag.llm', 'rag.conversation', 'rag.language.ko', 'index.load')\n"
        "print(*(n for n in sys.modules if n.startswith(others)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("question", "options", "told"),
    [
        ("  ", {}, "empty"),
        ("why " * 900, {}, "shorten"),
        ("why", {"since": "2025-02-01", "until": "2025-01-01"}, "swap"),
    ],
)
def test_a_question_is_looked_at_before_a_model_is_loaded(samples_index, question, options, told):
    with pytest.raises(QuestionError, match=told):
        ask(question, index=samples_index, llm="nobody:nothing", **options)


def test_a_bad_setting_of_models_is_told_by_name_once_a_model_is_used(samples_index, monkeypatch):
    monkeypatch.setenv("DATELINE_LLM_TIMEOUT_S", "soon")
    assert ask("Who is Hong Min?", index=samples_index).sentences
    with pytest.raises(LanguageModelError, match="DATELINE_LLM_TIMEOUT_S is 'soon'"):
        ask("Who is Hong Min?", index=samples_index, llm="openai:scripted")


def test_a_bad_setting_of_models_does_not_keep_anything_from_being_imported():
    done = subprocess.run(
        [sys.executable, "-c", "import rag.llm, rag.conversation\nfrom rag import ask"],
        env={**__import__("os").environ, "DATELINE_LLM_CACHED": "many"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_an_event_is_anchored_by_a_step_of_its_own(samples_index):
    plan = plan_of("what has been found since the Karsk explosion", samples_index)
    assert plan.period is None
    anchored = anchor(plan, samples_index, RagSettings())
    assert anchored.period is not None
    assert anchored.period.since == date(2025, 6, 6)
    assert anchor(plan, samples_index, RagSettings(question_dates=False)) is plan


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("what happened in Karsk since June 2025 after the explosion", Filters()),
        ("what has been found since the Karsk explosion", Filters(since=date(2025, 1, 1))),
        ("who is Hong Min", Filters()),
    ],
)
def test_a_plan_with_a_time_or_without_an_event_is_not_anchored(samples_index, question, filters):
    plan = plan_of(question, samples_index, filters)
    assert anchor(plan, samples_index, RagSettings()) is plan


def test_the_limits_in_force_are_those_of_the_search(samples_index):
    plan = plan_of("what happened to the Salt Crown in August 2025", samples_index)
    assert plan.period is not None and not plan.filters
    findings = look(plan, samples_index, RagSettings())
    assert findings.answered
    scope = findings.result.scope
    assert scope.period == plan.period
    assert (scope.filters.since, scope.filters.until) == (date(2025, 8, 1), date(2025, 8, 31))
    days = {hit.article.date for hit in findings.result.hits}
    assert days and all(date(2025, 8, 1) <= day <= date(2025, 8, 31) for day in days)


def test_what_the_archive_is_searched_beyond_is_told(samples_index):
    question = "what is the Salt Crown made of in June 2019"
    plan = plan_of(question, samples_index)
    scope = look(plan, samples_index, RagSettings(threshold=0.01)).result.scope
    assert scope.passed == plan.period is not None
    assert not scope.filters
    answer = ask(question, index=samples_index, now=NOW, settings=RagSettings(threshold=0.01))
    assert any("whole archive was searched" in notice for notice in answer.notices)
    assert answer.filters.origin is None


def test_evidence_brings_its_own_vector(samples_index):
    findings = look(plan_of("who is Hong Min", samples_index), samples_index, RagSettings())
    assert findings.evidence
    for item in findings.evidence:
        assert item.hit.sentences[item.place] == item.text
        assert item.vector.shape == (samples_index.encoder.dimension,)
        assert float(item.vector @ item.vector) == pytest.approx(1.0, abs=1e-2)

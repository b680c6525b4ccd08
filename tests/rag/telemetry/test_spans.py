"""A question's spans, where an exporter is configured, and nothing where none is."""

import logging
import sys

import pytest

from rag import ask
from rag.telemetry import spans as telemetry


@pytest.fixture(autouse=True)
def _anew(monkeypatch):
    for name in ("OTEL_TRACES_EXPORTER", *telemetry._ENDPOINTS):
        monkeypatch.delenv(name, raising=False)
    real = telemetry.tracer
    real.cache_clear()
    yield
    real.cache_clear()


@pytest.fixture
def exported(monkeypatch):
    """What is exported, kept in memory."""
    reason = "opentelemetry-sdk is not installed: pip install 'dateline[telemetry]'"
    sdk = pytest.importorskip("opentelemetry.sdk.trace", reason=reason)
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "tracer", lambda: provider.get_tracer("dateline"))
    return exporter


def test_each_stage_of_a_question_is_a_span_of_its_own(exported, samples_index):
    answer = ask("who is Hong Min", index=samples_index)
    *stages, whole = exported.get_finished_spans()
    assert whole.name == "dateline.question"
    assert whole.status.description is None
    names = [each.name for each in stages]
    assert names[0] == "dateline.understanding"
    assert {"dateline.searching", "dateline.reading"} <= set(names)
    assert {each.removeprefix("dateline.") for each in names} | {"total"} == set(answer.timings_ms)
    for each in stages:
        assert each.parent.span_id == whole.context.span_id
        assert whole.start_time <= each.start_time <= each.end_time <= whole.end_time
        assert not each.attributes
    assert "Hong" not in "".join(each.to_json() for each in (*stages, whole))


def test_a_question_that_fails_is_a_span_that_says_so(exported):
    with pytest.raises(ZeroDivisionError), telemetry.traced(telemetry.Clock()):
        raise ZeroDivisionError("secret")
    (whole,) = exported.get_finished_spans()
    assert whole.status.description == "ZeroDivisionError"
    assert "secret" not in whole.to_json()


def test_without_an_exporter_nothing_is_loaded(monkeypatch):
    for name in [each for each in sys.modules if each.startswith("opentelemetry.sdk")]:
        monkeypatch.delitem(sys.modules, name)
    assert telemetry.tracer() is None
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    telemetry.tracer.cache_clear()
    assert telemetry.tracer() is None
    assert not any(each.startswith("opentelemetry.sdk") for each in sys.modules)


def test_an_exporter_that_is_not_there_is_said_and_answers_go_on(monkeypatch, caplog):
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "pigeon")
    with caplog.at_level(logging.WARNING):
        assert telemetry.tracer() is None
    assert "the exporter pigeon is not installed" in caplog.text
    with telemetry.traced(telemetry.Clock()):
        pass

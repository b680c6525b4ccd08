"""A question's spans for OpenTelemetry, where who runs Dateline has configured an exporter.

That is done by the ordinary variables: `OTEL_TRACES_EXPORTER`, `OTEL_EXPORTER_OTLP_ENDPOINT` and
those that its packages read. Without them nothing is loaded and nothing leaves. No span holds what
was asked or answered.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any

from rag.request import Clock

_log = logging.getLogger(__name__)

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")


@contextmanager
def traced(clock: Clock) -> Iterator[None]:
    """Export a span for the question that is answered inside, and one for each of its stages.

    Args:
        clock: told what each stage took.
    """
    chosen = tracer()
    if chosen is None:
        yield
        return
    failed = ""
    try:
        yield
    except Exception as error:
        failed = type(error).__name__
        raise
    finally:
        _export(chosen, clock, failed)


def _export(chosen: Any, clock: Clock, failed: str) -> None:
    from opentelemetry import trace

    # Spans want the time of day; what the clock says is seconds of no day.
    shift = time.time() - time.perf_counter()
    whole = chosen.start_span("dateline.question", start_time=_nanoseconds(clock.began + shift))
    if failed:
        whole.set_status(trace.StatusCode.ERROR, failed)
    within = trace.set_span_in_context(whole)
    for stage, began, ended in clock.laps:
        span = chosen.start_span(
            f"dateline.{stage}", context=within, start_time=_nanoseconds(began + shift)
        )
        span.end(_nanoseconds(ended + shift))
    whole.end(_nanoseconds(time.perf_counter() + shift))


def _nanoseconds(seconds: float) -> int:
    return int(seconds * 1_000_000_000)


@lru_cache(maxsize=1)
def tracer() -> Any:
    """Return what makes spans; None where no exporter is configured or it cannot be loaded."""
    name = os.environ.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if name == "none" or not (name or any(os.environ.get(each) for each in _ENDPOINTS)):
        return None
    if name in ("", "otlp"):
        protocol = next((os.environ[each] for each in _PROTOCOLS if os.environ.get(each)), "")
        name = "otlp_proto_grpc" if protocol == "grpc" else "otlp_proto_http"
    try:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        (found,) = entry_points(group="opentelemetry_traces_exporter", name=name)
        exporter = found.load()()
    except (ImportError, ValueError) as error:
        _log.warning(
            "no spans are exported: the exporter %s is not installed (%s); "
            "pip install 'dateline[telemetry]', or unset OTEL_TRACES_EXPORTER",
            name,
            error,
        )
        return None
    own = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "dateline"}
    provider = TracerProvider(resource=Resource.create(own))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider.get_tracer("dateline")

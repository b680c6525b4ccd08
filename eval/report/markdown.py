"""The report in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.document import as_measured
from eval.measure import failures
from eval.report.names import rows, written

LISTED = 20
"""Failures listed; the HTML report has more."""


def markdown(documents: Sequence[Mapping[str, Any]]) -> str:
    """Return the report of one or more sets."""
    return "\n".join(_set(one) for one in documents)


def _set(document: Mapping[str, Any]) -> str:
    run = document["run"]
    lines = [
        f"# {document['set']}",
        "",
        f"{run['questions']} questions over {run['articles']} articles, {run['passages']}"
        f" passages; Dateline {run['version']}, model {run['model']['name']}.",
        "",
        "| figure | value | 95 % | |",
        "|---|---:|---|---|",
    ]
    for name, value, ends, meaning in rows(document):
        span = f"{written(name, ends[0])} to {written(name, ends[1])}" if ends else ""
        lines.append(f"| {name} | {written(name, value)} | {span} | {meaning} |")
    lines += ["", "## What became of the questions", "", "| | questions |", "|---|---:|"]
    counts = sorted(document["losses"].items(), key=lambda one: -one[1])
    lines += [f"| {name} | {count} |" for name, count in counts]
    found = failures(as_measured(dict(document)).records.values())
    if found:
        lines += ["", f"## Failures, the first {min(LISTED, len(found))} of {len(found)}", ""]
        for one in found[:LISTED]:
            gold = "; ".join(one.gold) or "(unanswerable)"
            lines.append(f"- **{_flat(one.question)}** ({one.loss})  ")
            lines.append(f"  gold: {_flat(gold)}  ")
            lines.append(f"  answer: {_flat(one.answer)}")
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

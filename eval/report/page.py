"""The HTML report: one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from eval.document import Measured, as_measured
from eval.measure import failures
from eval.record import LOSSES, Record
from eval.report import plots
from eval.report.names import rows, written
from eval.report.style import CSS, FILTER
from rag.answer import confidence

MAIN = (
    "retrieval.ndcg@10",
    "retrieval.hit@1",
    "retrieval.all_evidence@10",
    "answers.contains",
    "answers.first_sentence",
    "citations.precision",
    "citations.recall",
    "abstention.auroc",
)
"""Figures of the first plot."""

FILTER_BOX = (
    '<p><input id="filter" type="search" placeholder="Show only questions with these words"'
    ' aria-label="Show only questions with these words"></p>'
)


def page(documents: Sequence[Mapping[str, Any]]) -> str:
    """Return the report of one or more sets."""
    names = ", ".join(str(one["set"]) for one in documents)
    body = "".join(_set(number, as_measured(dict(one))) for number, one in enumerate(documents))
    links = "".join(
        f'<a href="#set{number}">{escape(str(one["set"]))}</a>'
        for number, one in enumerate(documents)
    )
    over = _by_set(documents) if len(documents) > 1 else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Dateline: {escape(names)}</title><style>{CSS}</style></head><body>"
        f"<h1>Answers measured: {escape(names)}</h1><nav>{links}</nav>{FILTER_BOX}{over}{body}"
        f"<script>{FILTER}</script></body></html>\n"
    )


def _by_set(documents: Sequence[Mapping[str, Any]]) -> str:
    figures = []
    for name in MAIN:
        values: list[plots.Bar] = [
            (str(one["set"]), value, ends)
            for one in documents
            for found, value, ends, _ in rows(one)
            if found == name
        ]
        if values:
            figures.append(_figure(name, plots.bars(f"{name} by set", values, wide=210.0)))
    return f'<h2>Quality by set</h2><div class="plots">{"".join(figures)}</div>'


def _set(number: int, measured: Measured) -> str:
    document = measured.document
    run = document["run"]
    records = list(measured.records.values())
    shown = {name: (value, ends) for name, value, ends, _ in rows(document)}
    main: list[plots.Bar] = [(name, *shown[name]) for name in MAIN if name in shown]
    drawings = [_figure("Quality, with 95 % intervals", plots.bars("Quality", main), wide=True)]
    lost = plots.losses(document["losses"])
    drawings.append(_figure("Where questions are lost", lost, wide=True))
    if document["curves"]["risk_coverage"]:
        curve = plots.risk_coverage(document["curves"]["risk_coverage"])
        drawings.append(_figure("Risk and coverage", curve))
    if document["curves"]["reliability"]:
        diagram = plots.reliability(document["curves"]["reliability"])
        promise = f"Answered from {confidence.threshold():.3f} on: {confidence.meaning()}"
        drawings.append(_figure(f"Reliability of the confidence. {promise}", diagram))
    times = [one.latency_ms for one in records if one.latency_ms]
    if times:
        drawings.append(_figure("Time an answer", plots.histogram("Latency", times, "ms")))
    return (
        f'<section id="set{number}"><h2>{escape(measured.name)}</h2>'
        f'<p class="quiet">{run["questions"]:,} questions over {run["articles"]:,} articles,'
        f" {run['passages']:,} passages. {_broken(document)}</p>"
        f'<div class="plots">{"".join(drawings)}</div>'
        f"<h3>All figures</h3>{_figure_table(document)}"
        f"<h3>By type of question</h3>{_type_table(document)}"
        f"<h3>Failures</h3>{_failures(measured)}"
        f"<h3>Run with</h3>{_run_table(run)}</section>"
    )


def _broken(document: Mapping[str, Any]) -> str:
    broken, errors = document["violations"], document["errors"]
    told = "Every quote is a slice of its article and every marker has its citation."
    if broken:
        told = f"{len(broken)} broken invariants, the first: {escape(broken[0])}."
    return told + (f" {len(errors)} questions failed: {escape(errors[0])}." if errors else "")


def _figure(caption: str, drawing: str, wide: bool = False) -> str:
    kind = ' class="wide"' if wide else ""
    return f"<figure{kind}><figcaption>{escape(caption)}</figcaption>{drawing}</figure>"


def _figure_table(document: Mapping[str, Any]) -> str:
    lines = []
    for name, value, ends, meaning in rows(document):
        span = f"{written(name, ends[0])} to {written(name, ends[1])}" if ends else ""
        lines.append(
            f'<tr><td>{escape(name)}</td><td class="number">{written(name, value)}</td>'
            f'<td class="number">{span}</td><td class="quiet">{escape(meaning)}</td></tr>'
        )
    head = (
        '<tr><th>figure</th><th class="number">value</th><th class="number">95 %</th><th></th></tr>'
    )
    return f'<div class="scroll"><table>{head}{"".join(lines)}</table></div>'


def _type_table(document: Mapping[str, Any]) -> str:
    types = document["by_type"]
    ends = document.get("by_type_intervals", {})
    wanted = (*MAIN, "abstention.coverage")
    names = [name for name in wanted if any(name in values for values in types.values())]
    head = "".join(
        f'<th class="number">{escape(name.replace("_", " ")).replace(".", "<br>")}</th>'
        for name in ("questions", *names)
    )
    lines = []
    for kind, values in types.items():
        cells = "".join(
            f'<td class="number">{_with_ends(name, values, ends.get(kind, {}))}</td>'
            for name in names
        )
        lines.append(
            f"<tr><td>{escape(kind)}</td>"
            f'<td class="number">{values["questions"]:.0f}</td>{cells}</tr>'
        )
    return f'<div class="scroll"><table><tr><th>type</th>{head}</tr>{"".join(lines)}</table></div>'


def _with_ends(name: str, values: Mapping[str, float], ends: Mapping[str, Sequence[float]]) -> str:
    if name not in values:
        return ""
    span = (
        f'<br><span class="quiet">{ends[name][0]:.2f} to {ends[name][1]:.2f}</span>'
        if name in ends
        else ""
    )
    return written(name, values[name]) + span


def _failures(measured: Measured) -> str:
    found = failures(measured.records.values())
    passages = measured.document["passages"]
    if not found:
        return "<p>None.</p>"
    parts: list[str] = []
    for loss in LOSSES:
        ones = [one for one in found if one.loss == loss]
        if not ones:
            continue
        shown = [one for one in ones if one.id in passages]
        more = f" (the first {len(shown)} are listed)" if len(shown) < len(ones) else ""
        parts.append(f"<h4>{escape(loss)}: {len(ones):,}{more}</h4>")
        parts += [_failure(one, passages[one.id]) for one in shown]
    return "".join(parts)


def _failure(record: Record, passages: Sequence[Mapping[str, Any]]) -> str:
    gold = "; ".join(record.gold) or ("(unanswerable)" if not record.answerable else "")
    articles = ", ".join(record.relevant)
    told = "".join(_passage(one, str(one["article_id"]) in record.relevant) for one in passages)
    return (
        f'<details class="failure"><summary>{escape(record.question)}</summary><div><dl>'
        f"<dt>gold</dt><dd>{escape(gold)}</dd><dt>gold articles</dt><dd>{escape(articles)}</dd>"
        f"<dt>answer</dt><dd>{escape(record.answer)}</dd>"
        f"<dt>confidence</dt><dd>{record.confidence:.2f}</dd>"
        f"<dt>cited</dt><dd>{escape(', '.join(record.cited)) or 'nothing'}</dd>"
        f"<dt>type, id</dt><dd>{escape(record.type)}, <code>{escape(record.id)}</code></dd></dl>"
        f"{told}</div></details>"
    )


def _passage(view: Mapping[str, Any], gold: bool) -> str:
    about = " · ".join(
        str(view[name]) for name in ("title", "source", "date", "article_id") if view[name]
    )
    return (
        f'<div class="passage{" gold" if gold else ""}"><span class="quiet">{view["rank"]}.'
        f" {escape(about)}{' · gold' if gold else ''}</span><br>{escape(str(view['text']))}</div>"
    )


def _run_table(run: Mapping[str, Any]) -> str:
    lines = []
    for name, value in run.items():
        shown = (
            ", ".join(f"{key}: {one}" for key, one in value.items())
            if isinstance(value, dict)
            else str(value)
        )
        lines.append(f"<tr><td>{escape(name)}</td><td><code>{escape(shown)}</code></td></tr>")
    return f'<div class="scroll"><table>{"".join(lines)}</table></div>'

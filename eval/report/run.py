"""What a run, or several, came to: on the terminal, as JSON, as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.console import console, write_json
from eval.document import as_measured, read_documents
from eval.measure import failures
from eval.record import LOSSES, Record
from eval.report import plots
from eval.report.figures import MAIN, figure_table, loss_table, rows, type_table
from eval.report.page import Case, Cases, Part, Plot, Section, write
from eval.report.table import Table

WIDE = 96
"""Columns from which a terminal shows what a figure means."""


def report_command(
    files: Annotated[list[Path], typer.Argument(metavar="A.json…")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write it.")],
) -> None:
    """Write one report over several runs, with quality by set."""
    documents = [
        one.document for file in files for one in read_documents(file, whole=True).values()
    ]
    console().print(f"Report: {write_report(documents, out)}")


def publish(document: dict[str, Any], json_file: Path | None, report: Path | None) -> None:
    """Print a document's tables and write the files asked for."""
    shown = console()
    shown.print(figure_table(document, meanings=shown.width >= WIDE).rich())
    shown.print(loss_table(document).rich())
    for name in ("violations", "errors"):
        if document[name]:
            shown.print(f"{len(document[name])} {name}; the first: {document[name][0]}")
    if json_file is not None:
        write_json(json_file, document)
    if report is not None:
        shown.print(f"Report: {write_report([document], report)}")


def write_report(documents: Sequence[Mapping[str, Any]], folder: Path) -> Path:
    """Write report.html, report.md and results.json; return the HTML file.

    Raises:
        RunError: the folder cannot be written to.
    """
    names = ", ".join(str(one["set"]) for one in documents)
    file = write(folder, "report", f"Answers measured: {names}", sections(documents))
    write_json(folder / "results.json", documents[0] if len(documents) == 1 else list(documents))
    return file


def sections(documents: Sequence[Mapping[str, Any]]) -> list[Section]:
    """Return a report's sections: over several sets where there are several, then one a set."""
    found: list[Section] = [(str(one["set"]), _set(one)) for one in documents]
    return [("Quality by set", _by_set(documents)), *found] if len(documents) > 1 else found


def _by_set(documents: Sequence[Mapping[str, Any]]) -> list[Part]:
    parts: list[Part] = []
    for name in MAIN:
        values: list[plots.Bar] = [
            (str(one["set"]), value, ends)
            for one in documents
            for found, value, ends, _ in rows(one)
            if found == name
        ]
        if values:
            parts.append(Plot(name, partial(plots.bars, values)))
    return parts


def _set(document: Mapping[str, Any]) -> list[Part]:
    run, curves = document["run"], document["curves"]
    records = as_measured(dict(document)).records.values()
    main: list[plots.Bar] = [
        (name, value, ends) for name, value, ends, _ in rows(document) if name in MAIN
    ]
    lost: list[plots.Bar] = [(name, count, None) for name, count in document["losses"].items()]
    most = max((count for _, count, _ in lost), default=1.0) + 1
    parts: list[Part] = [
        f"{run['questions']:,} questions over {run['articles']:,} articles, {run['passages']:,}"
        f" passages; Dateline {run['version']}, model {run['model']['name']}. {_broken(document)}",
        Plot("Quality, with 95 % intervals", partial(plots.bars, main)),
        Plot("Where questions are lost", partial(plots.bars, lost, most)),
    ]
    if curves["risk_coverage"]:
        drawn = partial(plots.risk_coverage, curves["risk_coverage"])
        parts.append(Plot("Risk and coverage", drawn))
    if curves["reliability"]:
        drawn = partial(plots.reliability, curves["reliability"])
        parts.append(Plot("Reliability of the confidence", drawn))
    times = [one.latency_ms for one in records if one.latency_ms]
    if times:
        parts.append(Plot("Time an answer", partial(plots.histogram, times, "ms")))
    parts += [figure_table(document), loss_table(document), type_table(document)]
    return [*parts, *_failures(list(records), document["passages"]), _run_table(run)]


def _broken(document: Mapping[str, Any]) -> str:
    broken, errors = document["violations"], document["errors"]
    told = "Every quote is a slice of its article and every marker has its citation."
    if broken:
        told = f"{len(broken)} broken invariants, the first: {broken[0]}."
    return told + (f" {len(errors)} questions failed: {errors[0]}." if errors else "")


def _failures(records: Sequence[Record], passages: Mapping[str, Any]) -> list[Part]:
    found = failures(records)
    parts: list[Part] = []
    for loss in LOSSES:
        ones = [one for one in found if one.loss == loss]
        shown = [one for one in ones if one.id in passages]
        more = f" (the first {len(shown)} are listed)" if len(shown) < len(ones) else ""
        if ones:
            cases = [_case(one, passages[one.id]) for one in shown]
            parts.append(Cases(f"Failures, {loss}: {len(ones):,}{more}", cases))
    return parts


def _case(record: Record, passages: Sequence[Mapping[str, Any]]) -> Case:
    read = []
    for view in passages:
        gold = str(view["article_id"]) in record.relevant
        about = [str(view[n]) for n in ("title", "source", "date", "article_id") if view[n]]
        heading = " · ".join(about + (["gold"] if gold else []))
        read.append((f"{view['rank']}. {heading}", str(view["text"]), gold))
    return Case(record.question, told(record), read)


def told(record: Record) -> list[tuple[str, str]]:
    """Return what a report says of one question."""
    return [
        ("gold", "; ".join(record.gold) or ("" if record.answerable else "(unanswerable)")),
        ("gold articles", ", ".join(record.relevant)),
        ("answer", record.answer),
        ("confidence", f"{record.confidence:.2f}"),
        ("cited", ", ".join(record.cited) or "nothing"),
        ("type, id", f"{record.type}, {record.id}"),
    ]


def _run_table(run: Mapping[str, Any]) -> Table:
    cells = [
        (
            name,
            ", ".join(f"{key}: {one}" for key, one in value.items())
            if isinstance(value, dict)
            else str(value),
        )
        for name, value in run.items()
    ]
    return Table("Run with", ("", "value"), cells, words=("value",))

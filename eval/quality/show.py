"""The benchmark's figures beside those of an earlier system."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from eval.bench.results import Row
from eval.errors import RunError
from eval.quality.measure import Groups

FIGURES = (
    "retrieval.ndcg@10",
    "retrieval.all_evidence@10",
    "answers.contains",
    "answers.first_sentence",
    "answers.exact_match",
    "answers.f1",
    "citations.precision",
    "citations.recall",
    "abstention.auroc",
    "abstention.coverage",
    "abstention.risk",
)
"""Figures of a set that are shown, in this order; those measured here alone follow."""

NOTES = (
    "Every figure is of one setting, with no language model; what a set does not allow to be "
    "measured is absent.",
    "newsroom: questions as reporters ask them. useful: said whole, and first where it is one "
    "fact, or refused where the archive does not tell; padding: share of an answer's sentences "
    "that hold no gold and are no evidence.",
    "against strangers: confidence in a set's answerable questions against another set's "
    "questions, which its corpus does not answer.",
    "support of qags-claims-a is measured on the half of its articles that it was not fitted on.",
)


def read_earlier(file: Path) -> Groups:
    """Return the figures that `python -m eval.quality` wrote before; none where no file is.

    Raises:
        RunError: the file holds something else.
    """
    if not file.is_file():
        return {}
    try:
        tables = json.loads(file.read_text(encoding="utf-8"))["tables"]
        return {
            title: {str(row["figure"]): float(row["now"]) for row in rows if row["now"] != ""}
            for title, rows in tables.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{file}: not what `python -m eval.quality` writes ({error})") from None


def rows_beside(found: Groups, earlier: Groups) -> Mapping[str, list[Row]]:
    """Return the rows of each table: figure, now, earlier."""
    tables: dict[str, list[Row]] = {}
    for title, figures in found.items():
        before = earlier.get(title, {})
        names = [name for name in figures if _is_shown(name)]
        names.sort(key=lambda name: FIGURES.index(name) if name in FIGURES else len(FIGURES))
        tables[title] = [
            {"figure": name, "now": round(figures[name], 4), "earlier": before.get(name, "")}
            for name in names
        ]
    return tables


def _is_shown(name: str) -> bool:
    return "." not in name or name in FIGURES or " " in name

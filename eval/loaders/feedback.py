"""Verdicts of readers, as the chat page exports them.

A line holds `question`, `answer`, `verdict` (right, wrong or wrong_citation), `citations` and
`note`. An answer that was right makes its cited articles and quotes gold; one that was wrong,
and a citation that was, must not come back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from eval.loaders.lines import Line, read_json_lines
from eval.sets import Dataset, Fact, Question

VERDICTS = ("right", "wrong", "wrong_citation")
_MARKER = re.compile(r"\s*\[\d+\]")


def matches(first: Any) -> bool:
    """Say whether a record is a reader's verdict."""
    return isinstance(first, dict) and {"question", "verdict"} <= set(first)


def load(path: Path) -> Dataset:
    """Return the questions of exported feedback, asked of the archive they came from.

    Raises:
        DatasetError: a line is not what the format says.
    """
    questions = [_question(line) for line in read_json_lines(path)]
    return Dataset(name=path.stem, questions=tuple(questions), path=path)


def _question(line: Line) -> Question:
    verdict = line.text("verdict")
    if verdict not in VERDICTS:
        raise line.fail(f"'verdict' must be one of {', '.join(VERDICTS)}, not {verdict!r}")
    cited = [_fact(line.inner(one)) for one in line.items("citations")]
    names = dict.fromkeys((fact.article for fact in cited), 1)
    said = _MARKER.sub("", line.text("answer", "")).strip()
    right = verdict == "right"
    return Question(
        id=f"feedback-{line.number}",
        text=line.text("question"),
        relevant=names if right else {},
        type=verdict,
        facts=tuple(fact for fact in cited if fact.text) if right else (),
        rejected=said if verdict == "wrong" and said else None,
        unwanted=tuple(fact.text for fact in cited) if verdict == "wrong_citation" else (),
        note=line.text("note", "") if line.values.get("note") is not None else "",
    )


def _fact(part: Line) -> Fact:
    return Fact(part.text("article_id"), part.text("quote", ""))

"""Verdicts of readers, as the chat page exports them.

A line holds `question`, `verdict` (right, wrong or wrong_citation) and `note`. Of an answer that
was right, `answers` and `articles` (or `citations`, each with `article_id` and `quote`) are
gold. Of one that was wrong, `answer` must not come back; of a wrong citation, the quotes must
not.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from eval.loaders.lines import Line, read_json_lines, refuse_twice
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
    questions: dict[str, Question] = {}
    for line in read_json_lines(path):
        one = _question(line)
        refuse_twice(questions, one.id, line)
        questions[one.id] = one
    return Dataset(name=path.stem, questions=tuple(questions.values()), path=path)


def _question(line: Line) -> Question:
    verdict = line.text("verdict")
    if verdict not in VERDICTS:
        raise line.fail(f"'verdict' must be one of {', '.join(VERDICTS)}, not {verdict!r}")
    cited = [_fact(line.inner(one)) for one in line.items("citations")]
    said = _MARKER.sub("", line.text("answer", "")).strip()
    right = verdict == "right"
    answerable = line.flag("answerable", default=True)
    since, until = line.period()
    gold = [*line.texts("articles"), *(fact.article for fact in cited)]
    return Question(
        id=line.text("id", f"feedback-{line.number}"),
        text=line.text("question"),
        answers=line.texts("answers") if right and answerable else (),
        relevant=dict.fromkeys(gold, 1) if right and answerable else {},
        answerable=answerable,
        type=verdict,
        since=since,
        until=until,
        facts=tuple(fact for fact in cited if fact.text) if right else (),
        rejected=said if verdict == "wrong" and said else None,
        unwanted=tuple(fact.text for fact in cited) if verdict == "wrong_citation" else (),
        note=line.optional("note") or "",
    )


def _fact(part: Line) -> Fact:
    return Fact(part.text("article_id"), part.text("quote", ""))

"""How well follow-ups are understood, measured: `python -m eval.bench.conversation`.

Each conversation is asked turn by turn, with the answers that the archive gives. What counts is the
last turn: whether an article that tells it is among the first five passages, and whether the
answer is right. Beside it stands the same with the last turn asked as typed, without what came
before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from eval.bench import CASES, NOW, SAMPLES
from eval.newsroom import flat
from rag.types import Turn

if TYPE_CHECKING:
    from index import Index
    from rag.answer.model import Answer

DEPTH = 5
FIGURES = ("hit, typed", "hit", "right, typed", "right")
"""Of the last turn as typed, and as it was understood."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One conversation.

    Attributes:
        id: of the case.
        kind: of follow-up.
        typed: the last turn as typed.
        question: the last turn as it was understood.
        values: 0 or 1 by figure.
    """

    id: str
    kind: str
    typed: str
    question: str
    values: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Report:
    """All conversations."""

    outcomes: list[Outcome]

    def share(self, figure: str, kind: str | None = None) -> float:
        """Return the share of conversations, all or those of a kind, in which a figure is 1."""
        found = [one.values[figure] for one in self.outcomes if kind in (None, one.kind)]
        return fmean(found) if found else 0.0


def load(path: Path = CASES / "conversations.jsonl") -> list[dict[str, Any]]:
    """Return the cases of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def measure(archive: Index, cases: Iterable[dict[str, Any]], now: date = NOW) -> Report:
    """Ask every conversation of an archive.

    Args:
        archive: the index that holds the articles.
        cases: with `turns`, `articles` (ids or addresses), `kind`, and `gold` (groups of strings,
            of each of which a right answer has one) or `answers` (strings, any of which will do).
        now: the asker's day.
    """
    from rag.api import ask

    @cache
    def alone(question: str) -> Answer:
        return ask(question, index=archive, now=now)

    outcomes = []
    for case in cases:
        past: list[Turn] = []
        *before, last = case["turns"]
        for question in before:
            found = ask(question, index=archive, now=now, history=past) if past else alone(question)
            said = "" if found.abstained else found.answer
            past.append(Turn(question, said, found.standalone_question, found.short or ""))
        typed, understood = alone(last), ask(last, index=archive, now=now, history=past)
        values = [*_hits(archive, case, typed, understood), *_right(case, typed, understood)]
        outcomes.append(
            Outcome(
                case["id"],
                case["kind"],
                last,
                understood.standalone_question,
                dict(zip(FIGURES, values, strict=True)),
            )
        )
    return Report(outcomes)


def _hits(archive: Index, case: dict[str, Any], *answers: Answer) -> list[bool]:
    """Say of each answer whether one of its first passages is of an article that tells it."""
    gold = set(case["articles"])
    ids = [{passage.article_id for passage in one.passages[:DEPTH]} for one in answers]
    return [any({name, archive.article(name).url} & gold for name in own) for own in ids]


def _right(case: dict[str, Any], *answers: Answer) -> list[bool]:
    groups: Sequence[Sequence[str]] = case.get("gold") or [case["answers"]]
    texts = [flat(" ".join(one.text for one in answer.sentences)) for answer in answers]
    return [all(any(flat(one) in text for one in group) for group in groups) for text in texts]


def main(
    cases: Path = typer.Option(CASES / "conversations.jsonl", help="Conversations, one a line."),
    index: Path | None = typer.Option(None, help="Index folder; none: the samples, indexed now."),
    now: str = typer.Option(NOW.isoformat(), help="The asker's day."),
    held_back: bool | None = typer.Option(None, help="Only those that were held back, or not."),
    misses: bool = typer.Option(False, help="List the last turns that miss or are not right."),
) -> None:
    """Print hit@5 and right answers of last turns, as typed and as they were understood."""
    from index import Index
    from index.ingest import ingest

    chosen = [one for one in load(cases) if held_back in (None, bool(one.get("held_back", False)))]
    with TemporaryDirectory() as folder, Index.open(index or folder) as archive:
        if index is None:
            ingest(archive, [SAMPLES])
        report = measure(archive, chosen, date.fromisoformat(now))
    typer.echo(f"{'kind':<14}{'n':>5}" + "".join(f"{figure:>14}" for figure in FIGURES))
    kinds = Counter(one.kind for one in report.outcomes)
    for kind, count in [*sorted(kinds.items()), ("all", len(report.outcomes))]:
        shares = [report.share(figure, None if kind == "all" else kind) for figure in FIGURES]
        typer.echo(f"{kind:<14}{count:>5}" + "".join(f"{share:>14.3f}" for share in shares))
    for one in report.outcomes if misses else ():
        if not (one.values["hit"] and one.values["right"]):
            told = ", ".join(figure for figure in FIGURES if one.values[figure]) or "nothing"
            typer.echo(f"{one.id} {one.kind}: {one.typed} -> {one.question} ({told})")


if __name__ == "__main__":
    typer.run(main)

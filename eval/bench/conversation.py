"""How well follow-ups are understood, measured: `python -m eval.bench.conversation`.

Each conversation is asked turn by turn, with the answers that the archive gives; what counts is
whether the last turn finds one of its articles. Printed beside it: the same with no rewriting,
and with each last turn as a person wrote it to stand alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from eval.bench import CASES, NOW, SAMPLES
from eval.metrics.ranking import reciprocal_rank
from rag.conversation.rewriter import standalone
from rag.types import Turn

if TYPE_CHECKING:
    from index import Index

WAYS = ("typed", "rewritten", "written")
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One conversation.

    Attributes:
        id: of the case.
        kind: of follow-up.
        typed: the last turn as typed.
        question: the last turn as it was understood.
        ranks: 1 over the rank of the first right article, by way of asking; 0 when not found.
    """

    id: str
    kind: str
    typed: str
    question: str
    ranks: dict[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """All conversations."""

    outcomes: list[Outcome]

    def hit(self, way: str, k: int = 5, kind: str | None = None) -> float:
        """Return the share of conversations whose last turn finds its article among k."""
        found = [one.ranks[way] for one in self.outcomes if kind in (None, one.kind)]
        return sum(rank >= 1 / k for rank in found) / max(1, len(found))


def load(path: Path = CASES / "conversations.jsonl") -> list[dict[str, Any]]:
    """Return the cases of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def measure(archive: Index, cases: Iterable[dict[str, Any]], now: date = NOW) -> Report:
    """Ask every conversation of an archive.

    Args:
        archive: the index that holds the articles.
        cases: with `turns`, `articles` (ids or addresses), `standalone` and `kind`.
        now: the asker's day.
    """
    from rag.api import ask

    outcomes = []
    known: dict[str, str] = {}
    for case in cases:
        past: list[Turn] = []
        for question in case["turns"][:-1]:
            asked = standalone(question, past, archive, now=now).question
            if asked not in known:
                answer = ask(asked, index=archive, now=now)
                known[asked] = "" if answer.abstained else answer.answer
            past.append(Turn(question, known[asked], asked))
        typed = case["turns"][-1]
        question = standalone(typed, past, archive, now=now).question
        texts = dict(zip(WAYS, (typed, question, case["standalone"]), strict=True))
        gold = set(case["articles"])
        ranks = {way: _rank(archive, text, gold, now) for way, text in texts.items()}
        outcomes.append(Outcome(case["id"], case["kind"], typed, question, ranks))
    return Report(outcomes)


def _rank(archive: Index, question: str, gold: set[str], now: date) -> float:
    from rag.retrieve import retrieve

    articles = [hit.article for hit in retrieve(archive, question, DEPTH, now=now)]
    ranking = list(dict.fromkeys((one.id, one.url or "") for one in articles))
    found = [name if name in gold else url for name, url in ranking]
    return reciprocal_rank(found, gold, DEPTH)


def main(
    index: Path | None = typer.Option(None, help="Index folder; none: the samples, indexed now."),
    misses: bool = typer.Option(False, help="List the last turns that miss their article."),
) -> None:
    """Print hit@5 and hit@1 of last turns as typed, as rewritten, and as a person wrote them."""
    from index import Index
    from index.ingest import ingest

    with TemporaryDirectory() as folder, Index.open(index or folder) as archive:
        if index is None:
            ingest(archive, [SAMPLES])
        report = measure(archive, load())
    counts = sorted(Counter(one.kind for one in report.outcomes).items())
    typer.echo(f"{'kind':<14}{'n':>5}{'typed':>11}{'rewritten':>11}{'written':>11}   (hit@5)")
    for kind, count in [*counts, ("all", len(report.outcomes))]:
        shares = [report.hit(way, 5, None if kind == "all" else kind) for way in WAYS]
        typer.echo(f"{kind:<14}{count:>5}" + "".join(f"{share:>11.3f}" for share in shares))
    first = "".join(f"{report.hit(way, 1):>11.3f}" for way in WAYS)
    typer.echo(f"{'all, hit@1':<19}{first}")
    for one in report.outcomes if misses else ():
        if one.ranks["rewritten"] < 1 / 5:
            typer.echo(f"{one.id} {one.kind}: {one.typed} -> {one.question}")


if __name__ == "__main__":
    typer.run(main)

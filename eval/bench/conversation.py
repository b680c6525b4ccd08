"""How well follow-ups are understood, measured: `python -m eval.bench.conversation`.

Each conversation is asked turn by turn, with the answers that the archive gives; what counts is
whether the last turn finds one of its articles. Printed beside it: the same with no rewriting,
and with each last turn as a person wrote it to stand alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from index.filters import Filters
from rag.conversation.rewriter import standalone
from rag.types import Turn

if TYPE_CHECKING:
    from index import Index

NOW = date(2026, 1, 15)
ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "eval" / "cases" / "conversations.jsonl"
SAMPLES = ROOT / "index" / "samples"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One conversation.

    Attributes:
        id: of the case.
        kind: of follow-up.
        typed: the last turn as typed.
        question: the last turn as it was understood.
        ranks: rank from 1 of the first right article, by way of asking ("typed", "rewritten",
            "written"); 0 when it was not found.
    """

    id: str
    kind: str
    typed: str
    question: str
    ranks: dict[str, int]


@dataclass
class Report:
    """All conversations."""

    outcomes: list[Outcome] = field(default_factory=list)

    def hit(self, way: str, k: int = 5, kind: str | None = None) -> float:
        """Return the share of conversations whose last turn finds its article among k."""
        found = [o for o in self.outcomes if kind in (None, o.kind)]
        return sum(0 < o.ranks[way] <= k for o in found) / max(1, len(found))

    def kinds(self) -> dict[str, int]:
        """Return how many conversations there are of each kind."""
        counts: dict[str, int] = defaultdict(int)
        for outcome in self.outcomes:
            counts[outcome.kind] += 1
        return dict(counts)


def load(path: Path = CASES) -> list[dict[str, Any]]:
    """Return the cases of a file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measure(archive: Index, cases: Iterable[dict[str, Any]], now: date = NOW) -> Report:
    """Ask every conversation of an archive.

    Args:
        archive: the index that holds the articles.
        cases: with `turns`, `articles` (ids or addresses), `standalone` and `kind`.
        now: the asker's day.
    """
    from rag.api import ask

    report = Report()
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
        gold = set(case["articles"])
        ways = {"typed": typed, "rewritten": question, "written": case["standalone"]}
        ranks = {way: _rank(archive, words, gold, now) for way, words in ways.items()}
        report.outcomes.append(Outcome(case["id"], case["kind"], typed, question, ranks))
    return report


def _rank(archive: Index, question: str, gold: set[str], now: date) -> int:
    seen: list[str] = []
    for article_id, url in _articles(archive, question, now):
        if article_id not in seen:
            seen.append(article_id)
            if gold & {article_id, url}:
                return len(seen)
    return 0


def _articles(archive: Index, question: str, now: date) -> Iterator[tuple[str, str]]:
    from rag.pipeline import look
    from rag.query.plan import anchor, understand
    from rag.settings import RagSettings

    settings = RagSettings(top_k=20)
    plan = understand(question, archive, filters=Filters(), now=now, settings=settings)
    for hit in look(anchor(plan, archive, settings), archive, settings).result.hits:
        yield hit.article.id, hit.article.url or ""


def main(
    index: Path | None = typer.Option(None, help="Index folder; none: the samples, indexed now."),
    cases: Path = typer.Option(CASES, help="Conversations, one JSON object a line."),
    misses: bool = typer.Option(False, help="List the last turns that miss their article."),
) -> None:
    """Print hit@5 and hit@1 of last turns as typed, as rewritten, and as a person wrote them."""
    from index import Index
    from index.ingest import ingest

    with TemporaryDirectory() as folder, Index.open(index or folder) as archive:
        if index is None:
            ingest(archive, [SAMPLES])
        report = measure(archive, load(cases))
    rows = [(kind, count) for kind, count in sorted(report.kinds().items())]
    typer.echo(f"{'kind':<14}{'n':>5}{'typed':>8}{'rewritten':>11}{'by hand':>9}   (hit@5)")
    for kind, count in [*rows, ("all", len(report.outcomes))]:
        chosen = None if kind == "all" else kind
        shares = [report.hit(way, 5, chosen) for way in ("typed", "rewritten", "written")]
        typer.echo(f"{kind:<14}{count:>5}{shares[0]:>8.3f}{shares[1]:>11.3f}{shares[2]:>9.3f}")
    first = [report.hit(way, 1) for way in ("typed", "rewritten", "written")]
    typer.echo(f"{'all, hit@1':<19}{first[0]:>8.3f}{first[1]:>11.3f}{first[2]:>9.3f}")
    for outcome in report.outcomes if misses else ():
        if not 0 < outcome.ranks["rewritten"] <= 5:
            typer.echo(f"{outcome.id} {outcome.kind}: {outcome.typed} -> {outcome.question}")


if __name__ == "__main__":
    typer.run(main)

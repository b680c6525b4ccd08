"""`dateline eval peers FOLDER`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eval.commands.run import refuse_places, write_json
from eval.errors import DatasetError
from eval.loaders import load
from eval.peers.measure import judged_questions
from eval.peers.race import Raced, race
from eval.setup import setup

LEVEL = 0.05

FIGURES = ("ndcg@10", "mrr@10", "hit@1", "recall@10", "all_evidence@10")


def run_peers(
    path: Path,
    settings: Sequence[str],
    limit: int | None,
    json_file: Path | None,
    seed: int = 0,
) -> None:
    """Print quality, time and memory of Dateline and its peers side by side.

    Raises:
        DatasetError: the set has no corpus, or no question that a ranking can be judged on.
    """
    refuse_places(json_file)
    dataset = load(path).head(limit)
    if dataset.articles is None or not judged_questions(dataset):
        raise DatasetError(
            f"{path}: peers need a corpus and questions with relevant articles in it"
        )
    status = Console(stderr=True)
    with status.status("starting") as shown:
        found = race(
            path,
            setup(settings),
            limit,
            lambda name: shown.update(f"{name}: indexing, asking"),
            seed,
        )
    console = Console(width=None if Console().is_terminal else 120)
    console.print(_table(dataset.name, found))
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])


def _table(name: str, found: Sequence[Raced]) -> Table:
    table = Table(title=name, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for one in found:
        table.add_column(f"{one.name} {one.version}", justify="right")
    for figure in FIGURES:
        table.add_row(figure, *(_cell(one, f"retrieval.{figure}") for one in found))
    table.add_section()
    table.add_row("s to index", *(f"{one.index_s:.1f}" for one in found))
    table.add_row("ms a question, median", *(f"{one.query_p50_ms:.1f}" for one in found))
    table.add_row("ms, 95th percentile", *(f"{one.query_p95_ms:.1f}" for one in found))
    table.add_row(
        "MB of memory at most",
        *("" if one.peak_rss_mb is None else f"{one.peak_rss_mb:,.0f}" for one in found),
    )
    table.caption = (
        "in brackets the 95 % interval; * differs from Dateline's (paired permutation, p at most"
        " 0.05 after Holm's correction)"
    )
    table.caption_justify = "left"
    return table


def _cell(one: Raced, figure: str) -> str:
    low, high = one.intervals[figure]
    against = one.versus.get(figure)
    mark = "*" if against is not None and against.p <= LEVEL else " "
    return f"{one.figures[figure]:.3f}{mark}({low:.2f} to {high:.2f})"

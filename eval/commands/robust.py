"""`dateline eval robust FOLDER`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eval.commands.run import bars, refuse_places, write_json
from eval.errors import SettingError
from eval.loaders import load
from eval.robust import Shaken, against_first, ask_over, levels
from eval.runner import Options
from eval.setup import setup

SHOWN = (
    "retrieval.ndcg@10",
    "retrieval.hit@1",
    "answers.contains",
    "citations.precision",
    "citations.recall",
    "abstention.coverage",
    "abstention.risk",
    "poison.right",
    "poison.both",
    "poison.wrong",
    "poison.named",
)

LEVEL = 0.05


def run_robust(
    path: Path,
    noise: str,
    options: Options,
    settings: Sequence[str],
    json_file: Path | None,
) -> None:
    """Print a set's figures over its corpus without noise, with more and more, and poisoned.

    Raises:
        SettingError: the shares of noise are no numbers.
        DatasetError: the set has no corpus, or nothing in it is relevant.
    """
    refuse_places(json_file)
    dataset, chosen = load(path), setup(settings)
    corpora = levels(dataset, _shares(noise), options.seed)
    status = Console(stderr=True)
    documents: list[dict[str, Any]] = []
    for one in corpora:
        status.print(one.name, markup=False)
        with bars(one.dataset, options.limit) as progress:
            documents.append(ask_over(one, chosen, options, progress))
    found = against_first(corpora, documents, options.seed)
    console = Console(width=None if Console().is_terminal else 120)
    console.print(_table(dataset.name, found))
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])


def _shares(noise: str) -> list[float]:
    try:
        return [float(one) for one in noise.split(",") if one.strip()]
    except ValueError:
        raise SettingError(f"the shares of noise are numbers like 0,0.5,1, not {noise!r}") from None


def _table(name: str, found: Sequence[Shaken]) -> Table:
    table = Table(title=name, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for one in found:
        table.add_column(one.name, justify="right")
    table.add_row("articles", *(f"{one.articles:,}" for one in found))
    for figure in SHOWN:
        if any(figure in one.figures for one in found):
            table.add_row(figure, *(_cell(one, figure) for one in found))
    table.add_row("right answers kept", *(_kept(one) for one in found))
    table.caption = (
        "* differs from the first column (paired permutation, p at most 0.05 after Holm's"
        " correction); kept: share of the questions right there, with its 95 % interval"
    )
    table.caption_justify = "left"
    return table


def _cell(one: Shaken, figure: str) -> str:
    if figure not in one.figures:
        return ""
    mark = "*" if one.p.get(figure, 1.0) <= LEVEL else " "
    return f"{one.figures[figure]:.3f}{mark}"


def _kept(one: Shaken) -> str:
    if one.kept is None:
        return ""
    if one.kept_interval is None:
        return f"{one.kept:.3f} "
    low, high = one.kept_interval
    return f"{one.kept:.3f} ({low:.2f} to {high:.2f})"

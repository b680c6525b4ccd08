"""`dateline eval sweep FOLDER --vary NAME=VALUE,VALUE`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from eval.commands.run import bars, refuse_places, write_json
from eval.errors import SettingError
from eval.loaders import load
from eval.report.sweep import sweep_table, write_sweep
from eval.runner import Options
from eval.sweep import Trial, combinations, trials, with_best


def run_sweep(
    path: Path,
    varied: Sequence[str],
    fixed: Sequence[str],
    options: Options,
    figure: str,
    json_file: Path | None,
    report: Path | None,
) -> None:
    """Print one row a combination of settings, and draw quality against time.

    Raises:
        SettingError: nothing varies, or a setting or the figure is unknown.
    """
    refuse_places(json_file)
    chosen = combinations(varied)
    if not varied or not chosen:
        raise SettingError("say what varies, such as --vary fusion=fitted,rrf")
    dataset = load(path)
    found: list[Trial] = []
    status = Console(stderr=True)
    for number, one in enumerate(chosen, start=1):
        status.print(f"{number} of {len(chosen)}: {' '.join(one)}", markup=False)
        with bars(dataset, options.limit) as progress:
            found += trials(dataset, fixed, [one], options, progress)
    known = sorted({name for one in found for name in one.figures})
    if figure not in known:
        raise SettingError(
            f"no figure of {dataset.name} is called {figure!r}; there are {', '.join(known)}"
        )
    marked = with_best(found, figure)
    console = Console(width=None if Console().is_terminal else 120)
    console.print(sweep_table(dataset.name, marked, figure))
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in marked])
    if report is not None:
        console.print(f"Report: {write_sweep(dataset.name, marked, figure, report)}")

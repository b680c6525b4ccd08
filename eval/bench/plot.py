"""Figures over the number of passages, on logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.bench.table import Row


def draw(rows: Sequence[Row], names: Sequence[str], path: Path) -> None:
    """Draw one small plot a figure and save them together.

    Args:
        rows: lines of the growth table, with "passages".
        names: figures to draw.
        path: PNG or SVG file.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    path.parent.mkdir(parents=True, exist_ok=True)
    columns = 4
    lines = -(-len(names) // columns)
    figure, axes = pyplot.subplots(lines, columns, figsize=(3.2 * columns, 2.6 * lines))
    sizes = [float(str(row["passages"])) for row in rows]
    for axis, name in zip(axes.flat, names, strict=False):
        axis.loglog(sizes, [float(str(row[name])) for row in rows], "o-", color="#1f5fa8")
        axis.set_title(name, fontsize=10)
        axis.set_xlabel("passages", fontsize=8)
        axis.grid(True, which="both", alpha=0.25)
    for axis in list(axes.flat)[len(names) :]:
        axis.set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)

"""The drawings of reports and benchmarks, by matplotlib, as SVG that stands in a page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

Bar: TypeAlias = tuple[str, float, Sequence[float] | None]
"""Name, value, and interval where it has one."""

BLUE, GREEN, RED, GREY = "#2563a8", "#2e7d5b", "#b3403a", "#9aa3b2"
_WIDTH = 8.0


def _svg(height: float, draw: Callable[[Any], None]) -> str:
    """Return what is drawn on one pair of axes, `height` inches high."""
    figure, axes = _figure(1, 1, (_WIDTH, height))
    draw(axes[0])
    axes[0].spines[["top", "right"]].set_visible(False)
    text = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(text, format="svg", metadata=nothing)
    return "<svg" + text.getvalue().partition("<svg")[2].replace("\n", " ")


def _figure(rows: int, columns: int, size: tuple[float, float]) -> tuple[Any, list[Any]]:
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["svg.fonttype"] = "none"
    figure = Figure(figsize=size, layout="constrained")
    return figure, list(figure.subplots(rows, columns, squeeze=False).flat)


def bars(values: Sequence[Bar], most: float = 1.0) -> str:
    """Return horizontal bars from 0 to `most`, with whiskers where there is an interval."""

    def draw(axes: Any) -> None:
        places = range(len(values))
        axes.barh(places, [value for _, value, _ in values], color=BLUE, height=0.6)
        for place, (_, value, ends) in enumerate(values):
            if ends:
                axes.plot(ends, [place, place], color="black", linewidth=1.5)
            shown = f"{value:,.0f}" if most > 1 else f"{value:.3f}"
            axes.text(max(value, *(ends or [0.0])), place, f"  {shown}", va="center")
        axes.set_yticks(places, [name for name, _, _ in values], parse_math=False)
        axes.invert_yaxis()
        axes.set_xlim(0, most * 1.1)

    return _svg(0.6 + 0.3 * len(values), draw)


def changes(values: Sequence[tuple[str, float, float, str]]) -> str:
    """Return a line from before to after for each (name, before, after, mark).

    The mark is "" where the difference may be chance, else "worse" or "*".
    """

    def draw(axes: Any) -> None:
        for place, (_, before, after, mark) in enumerate(values):
            colour = {"": GREY, "worse": RED}.get(mark, GREEN)
            axes.plot([before, after], [place, place], color=colour, linewidth=3)
            axes.plot([after], [place], "o", color=colour)
            axes.text(1.02, place, f"{before:.3f} to {after:.3f} {mark}", va="center")
        axes.set_yticks(range(len(values)), [name for name, *_ in values])
        axes.invert_yaxis()
        axes.set_xlim(0, 1.4)

    return _svg(0.6 + 0.3 * len(values), draw)


def risk_coverage(points: Sequence[Sequence[float]]) -> str:
    """Return the risk among the most confident answers, against how many are given."""

    def draw(axes: Any) -> None:
        axes.plot(*zip(*points, strict=True), color=BLUE)
        axes.plot(*points[-1], "o", color=BLUE)
        axes.set(xlabel="coverage", ylabel="risk", xlim=(0, 1), ylim=(0, None))

    return _svg(3.0, draw)


def reliability(bins: Sequence[Mapping[str, float]]) -> str:
    """Return how often answers are right against how sure they were; area is their number."""

    def draw(axes: Any) -> None:
        sure, good = ([one[name] for one in bins] for name in ("confidence", "accuracy"))
        most = max(one["count"] for one in bins)
        axes.plot([0, 1], [0, 1], "--", color=GREY)
        axes.plot(sure, good, color=BLUE)
        axes.scatter(sure, good, [200 * one["count"] / most for one in bins], color=BLUE)
        axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1))

    return _svg(3.0, draw)


def histogram(values: Sequence[float], label: str) -> str:
    """Return how often values fall into bins of one width; the last takes the highest hundredth."""

    def draw(axes: Any) -> None:
        top = sorted(values)[int(0.99 * (len(values) - 1))]
        axes.hist([min(one, top) for one in values], bins=24, color=BLUE)
        axes.set(xlabel=label, ylabel="questions")

    return _svg(3.0, draw)


def scatter(
    points: Sequence[tuple[float, float]], labels: tuple[str, str], best: Collection[int]
) -> str:
    """Return points (across, up) with their numbers from 1; those in `best` are joined."""

    def draw(axes: Any) -> None:
        for number, (x, y) in enumerate(points, start=1):
            axes.plot([x], [y], "o", color=BLUE if number in best else GREY)
            axes.annotate(str(number), (x, y), xytext=(0, 6), textcoords="offset points")
        joined = sorted(points[number - 1] for number in best)
        axes.plot([x for x, _ in joined], [y for _, y in joined], "--", color=BLUE)
        axes.set(xlabel=labels[0], ylabel=labels[1])

    return _svg(4.0, draw)


def growth(rows: Sequence[Mapping[str, object]], names: Sequence[str], path: Path) -> None:
    """Draw figures over the number of passages, on logarithmic axes, into a PNG or SVG file.

    Args:
        rows: with "passages" and the figures.
        names: figures to draw, one small plot each.
        path: file to write; its folder is made when absent.
    """
    columns = 4
    lines = -(-len(names) // columns)
    figure, axes = _figure(lines, columns, (3.2 * columns, 2.6 * lines))
    sizes = [float(str(row["passages"])) for row in rows]
    for axis, name in zip(axes, names, strict=False):
        axis.loglog(sizes, [float(str(row[name])) for row in rows], "o-", color=BLUE)
        axis.set_title(name)
        axis.grid(True, which="both", alpha=0.25)
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)

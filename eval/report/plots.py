"""The plots of a report."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import ceil, log10, sqrt

from eval.record import LOSSES
from eval.report.svg import Axes, Drawing

TENTHS = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
Bar = tuple[str, float, list[float] | None]


def bars(title: str, values: Sequence[Bar], wide: float = 420.0) -> str:
    """Return horizontal bars from 0 to 1, with whiskers where there is an interval."""
    names, row = 190.0, 26.0
    drawing = Drawing(names + wide + 60, row * len(values) + 10, title)
    for number, (name, value, ends) in enumerate(values):
        top = number * row + 5
        middle = top + row / 2
        drawing.text((names - 8, middle + 4), name, "name", "end")
        drawing.rect(names, top + 5, wide, row - 10, "track")
        drawing.rect(names, top + 5, wide * value, row - 10, "bar")
        if ends:
            low, high = names + wide * ends[0], names + wide * ends[1]
            drawing.line((low, middle), (high, middle), "whisker")
            drawing.line((low, middle - 4), (low, middle + 4), "whisker")
            drawing.line((high, middle - 4), (high, middle + 4), "whisker")
        drawing.text((names + wide + 8, middle + 4), f"{value:.3f}", "value")
    return str(drawing)


def changes(title: str, values: Sequence[tuple[str, float, float, str]]) -> str:
    """Return a line from before to after for each (name, before, after, mark), on 0 to 1.

    The mark is "" where the difference may be chance, else "worse" or "*".
    """
    names, wide, row = 210.0, 420.0, 26.0
    drawing = Drawing(names + wide + 150, row * len(values) + 10, title)
    for number, (name, before, after, mark) in enumerate(values):
        middle = number * row + 5 + row / 2
        start, end = names + wide * before, names + wide * after
        drawing.text((names - 12, middle + 4), name, "name", "end")
        drawing.rect(names, middle - 1, wide, 2, "track")
        kind = {"": "same", "worse": "worse"}.get(mark, "better")
        drawing.line((start, middle), (end, middle), f"move {kind}")
        drawing.circle((start, middle), 3.5, "dot beaten", f"before: {before:.3f}")
        drawing.circle((end, middle), 5, f"dot {kind}", f"after: {after:.3f}")
        told = f"{before:.3f} to {after:.3f} {mark}".rstrip()
        drawing.text((names + wide + 12, middle + 4), told, "value")
    return str(drawing)


def risk_coverage(points: Sequence[Sequence[float]]) -> str:
    """Return the risk among the most confident answers, against how many are given."""
    drawing = Drawing(460, 290, "Risk against coverage")
    top = _ceiling(max(risk for _, risk in points))
    axes = Axes(drawing, (0, 1), (0, top), ("coverage", "risk"))
    axes.draw(TENTHS, [top * part / 4 for part in range(5)], 2)
    drawing.path([axes.at(covered, risk) for covered, risk in points], "curve")
    covered, risk = points[-1]
    hint = f"as answered: coverage {covered:.3f}, risk {risk:.3f}"
    drawing.circle(axes.at(covered, risk), 4.5, "dot", hint)
    place = axes.at(covered, risk)
    anchor = "end" if covered > 0.9 else "middle"
    drawing.text((place[0], place[1] + 20), f"{covered:.2f}, {risk:.2f}", "value", anchor)
    return str(drawing)


def reliability(bins: Sequence[Mapping[str, float]]) -> str:
    """Return how often answers are right, against how sure they were; area is their number."""
    drawing = Drawing(460, 290, "Reliability: accuracy against confidence")
    axes = Axes(drawing, (0, 1), (0, 1), ("confidence", "share right"))
    axes.draw(TENTHS, TENTHS)
    drawing.line(axes.at(0, 0), axes.at(1, 1), "diagonal")
    most = max(one["count"] for one in bins)
    drawing.path([axes.at(one["confidence"], one["accuracy"]) for one in bins], "curve")
    for one in bins:
        sure, good = one["confidence"], one["accuracy"]
        hint = f"{one['count']:.0f} answers, sure {sure:.2f}, right {good:.2f}"
        radius = 3 + 7 * sqrt(one["count"] / most)
        drawing.circle(axes.at(sure, good), radius, "dot", hint)
    return str(drawing)


def histogram(title: str, values: Sequence[float], label: str) -> str:
    """Return how often values fall into bins of one width; the last takes what is beyond."""
    drawing = Drawing(460, 290, title)
    ordered = sorted(values)
    top = _ceiling(ordered[min(len(ordered) - 1, ceil(len(ordered) * 0.99) - 1)])
    bins = 24
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    high = _ceiling(max(counts))
    axes = Axes(drawing, (0, top), (0, high), (label, "questions"))
    axes.draw([top * part / 4 for part in range(5)], [high * part / 4 for part in range(5)], 0)
    for number, count in enumerate(counts):
        left, upper = axes.at(top * number / bins, count)
        right, lower = axes.at(top * (number + 1) / bins, 0)
        drawing.rect(left + 1, upper, right - left - 2, lower - upper, "bar")
    return str(drawing)


def losses(counts: Mapping[str, int]) -> str:
    """Return one bar that shows where questions were lost, with a legend."""
    order = ["right", "abstained rightly", *LOSSES, "not judged"]
    shown = [(name, counts[name]) for name in order if counts.get(name)]
    total = sum(count for _, count in shown) or 1
    wide, row = 640.0, 22.0
    drawing = Drawing(wide + 20, 48 + row * len(shown), "What became of the questions")
    left = 10.0
    for number, (name, count) in enumerate(shown):
        part = wide * count / total
        kind = "loss-" + name.replace(" ", "-")
        drawing.rect(left, 4, part, 28, kind)
        left += part
        top = 44 + row * number
        drawing.rect(10, top, 14, 14, kind)
        drawing.text((32, top + 12), name, "name")
        drawing.text((300, top + 12), f"{count:,}", "value", "end")
        drawing.text((360, top + 12), f"{count / total:.1%}", "value", "end")
    return str(drawing)


def scatter(
    title: str,
    points: Sequence[tuple[str, float, float]],
    labels: tuple[str, str],
    best: Collection[int] = (),
) -> str:
    """Return points (name, across, up) with their numbers from 1, the frame closed around them.

    Args:
        title: what a screen reader says.
        points: to draw.
        labels: of the two axes.
        best: numbers of the points that stand out and are joined from left to right.
    """
    drawing = Drawing(820, 380, title)
    across = _ceiling(max(x for _, x, _ in points))
    low, high = min(y for _, _, y in points), max(y for _, _, y in points)
    room = max(0.01, (high - low) * 0.15)
    axes = Axes(drawing, (0, across), (max(0.0, low - room), high + room), labels)
    steps = [max(0.0, low - room) + (high + room - max(0.0, low - room)) * n / 4 for n in range(5)]
    axes.draw([across * part / 4 for part in range(5)], steps, 3)
    joined = sorted((x, y) for number, (_, x, y) in enumerate(points, start=1) if number in best)
    drawing.path([axes.at(x, y) for x, y in joined], "front")
    for number, (name, x, y) in enumerate(points, start=1):
        place = axes.at(x, y)
        kind = "dot" if number in best or not best else "dot beaten"
        drawing.circle(place, 5, kind, f"{number}. {name}: {x:.1f}, {y:.3f}")
        drawing.text((place[0], place[1] - 9), str(number), "value", "middle")
    return str(drawing)


def _ceiling(value: float) -> float:
    """Return the next of 1, 2, 4, 5, 8 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** int(log10(value) // 1)
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= value)

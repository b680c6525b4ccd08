"""Small drawings as SVG text: no library, no other host."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Point = tuple[float, float]


class Drawing:
    """An SVG of a size, filled shape by shape.

    Colours are CSS classes, so that a page in dark colours redraws nothing.

    Args:
        width: in user units.
        height: likewise.
        title: what a screen reader says.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width = width
        self.height = height
        self._title = title
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a filled rectangle."""
        self._shapes.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}"'
            f' height="{max(0.0, height):.1f}"/>'
        )

    def line(self, start: Point, end: Point, kind: str) -> None:
        """Draw a straight line."""
        self._shapes.append(
            f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}"'
            f' x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'
        )

    def path(self, points: Sequence[Point], kind: str) -> None:
        """Draw straight lines from point to point."""
        if points:
            steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            self._shapes.append(f'<path class="{kind}" d="M{steps}"/>')

    def circle(self, centre: Point, radius: float, kind: str, hint: str = "") -> None:
        """Draw a filled circle, with words for who points at it."""
        inner = f"<title>{escape(hint)}</title>" if hint else ""
        self._shapes.append(
            f'<circle class="{kind}" cx="{centre[0]:.1f}" cy="{centre[1]:.1f}"'
            f' r="{radius:.1f}">{inner}</circle>'
        )

    def text(self, at: Point, words: str, kind: str = "", anchor: str = "start") -> None:
        """Write words; anchor is start, middle or end."""
        self._shapes.append(
            f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}"'
            f' text-anchor="{anchor}">{escape(words)}</text>'
        )

    def __str__(self) -> str:
        """Return the SVG element."""
        return (
            f'<svg viewBox="0 0 {self.width:.0f} {self.height:.0f}" role="img"'
            f' style="max-width:{self.width:.0f}px"><title>{escape(self._title)}</title>'
            + "".join(self._shapes)
            + "</svg>"
        )


class Axes:
    """A plot's frame: maps values to places and draws grid and labels.

    Args:
        drawing: to draw on.
        x: least and greatest value along.
        y: least and greatest value up.
        labels: of the two axes.
    """

    LEFT, TOP, RIGHT, BOTTOM = 48.0, 26.0, 24.0, 40.0

    def __init__(self, drawing: Drawing, x: Point, y: Point, labels: tuple[str, str]) -> None:
        self._drawing = drawing
        self._x = x
        self._y = y
        self._labels = labels

    def at(self, x: float, y: float) -> Point:
        """Return where a value lies on the drawing."""
        wide = self._drawing.width - self.LEFT - self.RIGHT
        high = self._drawing.height - self.TOP - self.BOTTOM
        across = (x - self._x[0]) / ((self._x[1] - self._x[0]) or 1)
        up = (y - self._y[0]) / ((self._y[1] - self._y[0]) or 1)
        return self.LEFT + across * wide, self.TOP + (1 - up) * high

    def draw(self, x_ticks: Sequence[float], y_ticks: Sequence[float], digits: int = 1) -> None:
        """Draw grid lines, tick labels and axis labels."""
        for tick in y_ticks:
            self._drawing.line(self.at(self._x[0], tick), self.at(self._x[1], tick), "grid")
            place = self.at(self._x[0], tick)
            self._drawing.text((place[0] - 6, place[1] + 4), f"{tick:.{digits}f}", "tick", "end")
        for tick in x_ticks:
            place = self.at(tick, self._y[0])
            shown = f"{tick:,.0f}" if abs(self._x[1]) > 5 else f"{tick:.1f}"
            self._drawing.text((place[0], place[1] + 16), shown, "tick", "middle")
        start, end = self.at(self._x[0], self._y[0]), self.at(self._x[1], self._y[0])
        self._drawing.line(start, end, "axis")
        middle = (start[0] + end[0]) / 2
        self._drawing.text((middle, self._drawing.height - 6), self._labels[0], "label", "middle")
        self._drawing.text((4, self.TOP - 13), self._labels[1], "label")

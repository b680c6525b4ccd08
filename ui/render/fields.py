"""Labelled fields of the page's forms."""

from __future__ import annotations

from collections.abc import Iterable

from ui.render.escape import element, esc

COLLECTIONS = "dl-collections"
"""Id of the list of collections that fields offer."""


def field(label: str, inner: str, *, wide: bool = False) -> str:
    """Return an input, given as safe HTML, under its label."""
    return element("label", esc(label) + inner, class_="dl-field dl-wide" if wide else "dl-field")


def text(name: str, label: str, *, wide: bool = False, **values: object) -> str:
    """Return a field for one line of text."""
    box = element("input", type="text", name=name, autocomplete="off", **values)
    return field(label, box, wide=wide)


def lines(name: str, label: str, inner: str = "", **values: object) -> str:
    """Return a field for several lines of text."""
    return field(label, element("textarea", esc(inner), name=name, **values), wide=True)


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    """Return a field with a choice of (value, words)."""
    inner = "".join(element("option", esc(words), value=value) for value, words in options)
    return field(label, element("select", inner, name=name))


def tick(name: str, label: str, **values: object) -> str:
    """Return a box to tick."""
    box = element("input", type="checkbox", name=name, value="on", **values)
    return element("label", box + esc(label), class_="dl-tick")


def submit(words: str) -> str:
    """Return the button that sends a form."""
    return element("button", esc(words), type="submit", class_="dl-main")


def button(action: str, words: str, about: str = "", **values: object) -> str:
    """Return a quiet button; where many say the same, `about` tells a screen reader of which."""
    named = f"{words}: {about}" if about else None
    return element(
        "button",
        esc(words),
        type="button",
        class_="dl-quiet",
        data_action=action,
        aria_label=named,
        **values,
    )

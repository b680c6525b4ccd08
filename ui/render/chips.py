"""The dates and outlets an answer was limited to, each to be edited or removed."""

from __future__ import annotations

from datetime import date

from ui.render.escape import day, element, esc
from ui.texts import Texts
from ui.thread import Exchange


def chips(number: int, said: Exchange, texts: Texts) -> str:
    """Return a form whose fields are the filters of an exchange; sending it asks again."""
    used = said.answer.filters
    own = said.asked
    shown = [
        _date(
            number,
            "as_of",
            own.as_of or said.answer.as_of,
            texts,
            removable=own.as_of is not None,
        ),
        _date(number, "since", used.since, texts, removable=True),
        _date(number, "until", said.until, texts, removable=True),
        *(_source(name, texts) for name in used.sources),
    ]
    if used.since is None and said.until is None:
        empty = _field(number, "since", None, texts) + _field(number, "until", None, texts)
        shown.append(_folded(esc(texts("limit_dates")), empty, texts, kind="dl-more"))
    return element(
        "form",
        "".join(shown),
        class_="dl-chips",
        data_action="refilter",
        data_turn=number,
        aria_label=texts("filters_used"),
    )


def _folded(name: str, fields: str, texts: Texts, kind: str = "") -> str:
    """Return a chip that unfolds to its fields and the button that asks again."""
    again = element("button", esc(texts("ask_again")), type="submit", class_="dl-again")
    body = element("div", fields + again, class_="dl-fields")
    summary = element("summary", name)
    return element("details", summary + body, class_=f"dl-menu dl-chip {kind}".rstrip())


def _field(number: int, name: str, value: date | None, texts: Texts) -> str:
    box = element(
        "input",
        type="date",
        name=name,
        value=value.isoformat() if value else "",
        id=f"{name}-{number}",
    )
    label = element("label", f"{esc(texts(name))} {box}", for_=f"{name}-{number}")
    return element("div", label, class_="dl-field")


def _date(number: int, name: str, value: date | None, texts: Texts, *, removable: bool) -> str:
    if value is None:
        return ""
    words = f"{esc(texts(name))} {day(value, texts)}"
    folded = _folded(words, _field(number, name, value, texts), texts)
    if removable:
        folded += _remove(name, texts("remove_chip", name=texts(name)))
    return element("span", folded, class_="dl-chip-pair")


def _source(name: str, texts: Texts) -> str:
    box = element("input", type="hidden", name="source", value=name)
    label = element("span", element("bdi", esc(name)) + box, class_="dl-chip")
    removed = _remove("source", texts("remove_chip", name=name))
    return element("span", label + removed, class_="dl-chip-pair")


def _remove(name: str, label: str) -> str:
    return element(
        "button",
        "×",
        type="button",
        class_="dl-remove",
        data_action="drop-filter",
        data_field=name,
        aria_label=label,
    )

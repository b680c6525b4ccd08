"""The dates and outlets an answer was limited to, each to be edited or removed."""

from __future__ import annotations

from datetime import date

from ui.render.escape import element, esc
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
        summary = element("summary", esc(texts("limit_dates")))
        shown.append(element("details", summary + empty, class_="dl-chip dl-more"))
    again = element("button", esc(texts("ask_again")), type="submit", class_="dl-again")
    return element(
        "form",
        "".join(shown) + again,
        class_="dl-chips",
        data_action="refilter",
        data_turn=number,
        aria_label=texts("filters_used"),
    )


def _field(number: int, name: str, value: date | None, texts: Texts) -> str:
    box = element(
        "input",
        type="date",
        name=name,
        value=value.isoformat() if value else "",
        id=f"{name}-{number}",
    )
    return element("label", f"{esc(texts(name))} {box}", for_=f"{name}-{number}")


def _date(number: int, name: str, value: date | None, texts: Texts, *, removable: bool) -> str:
    if value is None:
        return ""
    inner = _field(number, name, value, texts)
    if removable:
        inner += _remove(name, texts("remove_chip", name=texts(name)))
    return element("span", inner, class_="dl-chip")


def _source(name: str, texts: Texts) -> str:
    box = element("input", type="hidden", name="source", value=name)
    inner = element("bdi", esc(name)) + box + _remove("source", texts("remove_chip", name=name))
    return element("span", inner, class_="dl-chip")


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

"""The archive tab as HTML: search form, what was added or removed, an empty archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ui.browse import ORDERS
from ui.render.escape import element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from index.store.records import Summary
    from ui.adding import Step

_MOST_AUTHORS = 500

Shares = Mapping[str, Sequence[tuple[str, int]]]


def form(shares: Shares, texts: Texts) -> str:
    """Return the form that searches, filters and sorts the articles.

    Args:
        shares: how many articles each outlet, author and language has, the most first.
        texts: the language of the page.
    """
    term = element(
        "input",
        type="search",
        name="term",
        placeholder=texts("find_article"),
        maxlength=2000,
        autocomplete="off",
        spellcheck="false",
    )
    fields = element("label", esc(texts("find")) + term, class_="dl-field dl-whole")
    outlets = [(name, f"{name} ({count:,})") for name, count in shares.get("sources", ())]
    fields += _choice("source", texts("outlet"), [("", texts("all_outlets")), *outlets])
    fields += _authors(shares.get("authors", ()), texts)
    codes = [(code, f"{code} ({count:,})") for code, count in shares.get("languages", ())]
    if len(codes) > 1:
        fields += _choice("language", texts("language"), [("", texts("all_languages")), *codes])
    for name in ("since", "until"):
        box = element("input", type="date", name=name)
        fields += element("label", esc(texts(name)) + box, class_="dl-field")
    orders = [("", texts("order_usual")), *((each, texts(f"order_{each}")) for each in ORDERS[1:])]
    fields += _choice("order", texts("order"), orders)
    fields += element("input", type="hidden", name="page", value="0")
    fields += element("button", esc(texts("clear")), type="reset", class_="dl-quiet")
    return element(
        "form",
        fields + _help(texts),
        id="shelf-form",
        class_="dl-fields",
        role="search",
        data_action="look",
    )


def _choice(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    inner = "".join(element("option", esc(words), value=value) for value, words in options)
    box = element("select", inner, name=name)
    return element("label", esc(label) + box, class_="dl-field")


def _authors(authors: Sequence[tuple[str, int]], texts: Texts) -> str:
    known = "".join(element("option", value=name) for name, _ in authors[:_MOST_AUTHORS])
    box = element("input", type="text", name="author", list="dl-authors", maxlength=200)
    names = element("datalist", known, id="dl-authors")
    return element("label", esc(texts("author")) + box, class_="dl-field") + names


def _help(texts: Texts) -> str:
    items = "".join(
        element("li", element("code", esc(example)) + " " + esc(texts(f"syntax_{name}")))
        for name, example in (
            ("words", "measles outbreak"),
            ("phrase", '"measles outbreak"'),
            ("beginning", "vaccin*"),
            ("logic", "measles AND (Texas OR Utah) NOT mumps"),
            ("name", 'name:"Joe Biden"'),
            ("field", 'outlet:bbc title:"vote" since:2025-12'),
        )
    )
    summary = element("summary", esc(texts("syntax")))
    return element("details", summary + element("ul", items), class_="dl-syntax")


def invite(texts: Texts) -> str:
    """Return what stands in the place of the articles while there are none."""
    head = element("h2", esc(texts("empty_archive")))
    how = element("p", esc(texts("empty_invite")))
    buttons = element(
        "button",
        esc(texts("choose_files")),
        type="button",
        class_="dl-quiet",
        data_action="choose-files",
    )
    buttons += element(
        "button", esc(texts("try_samples")), type="button", class_="dl-quiet", data_action="samples"
    )
    return element("section", head + how + element("p", buttons), class_="dl-hint dl-invite")


def added(summary: Summary, texts: Texts) -> str:
    """Return what became of files and links, and why some were refused."""
    counts = "".join(
        element("li", f"{esc(texts('sum_' + name))} {element('strong', f'{value:,}')}")
        for name, value in (
            ("added", summary.added),
            ("updated", summary.updated),
            ("unchanged", summary.unchanged),
            ("duplicates", summary.duplicates),
            ("refused", len(summary.refused)),
        )
    )
    body = element("ul", counts, class_="dl-counts")
    if summary.refused:
        items = "".join(
            element("li", f"{element('bdi', esc(each.name))}: {element('bdi', esc(each.reason))}")
            for each in summary.refused
        )
        lead = element("h3", esc(texts("refused_why")))
        body += element("section", lead + element("ul", items), class_="dl-refused")
    return element("div", body, role="status")


def adding(step: Step, texts: Texts) -> str:
    """Return how far an addition is, and how long the rest will take."""
    words = texts("adding", articles=step.articles, passages=step.passages)
    if step.left is not None:
        minutes = round(step.left / 60)
        rest = texts("left_minutes", count=minutes) if minutes > 1 else _seconds(step.left, texts)
        words = f"{words} {rest}"
    bar = element("progress", max=100, value=round(100 * step.share), aria_label=words)
    return element("div", bar + element("span", esc(words)), class_="dl-adding", role="status")


def _seconds(left: float, texts: Texts) -> str:
    return texts("left_seconds", count=max(5, 5 * round(left / 5)))


def removed(count: int, texts: Texts) -> str:
    """Return how many articles were removed, with a button that puts them back."""
    undo = element(
        "button", esc(texts("undo")), type="button", class_="dl-quiet", data_action="undo"
    )
    return element("p", f"{esc(texts('removed', count=count))} {undo}", role="status")


def unread(message: str) -> str:
    """Return why a search cannot be read, as a remark: the next letter may mend it."""
    return element("p", esc(message), class_="dl-note", role="status")


def done(words: str) -> str:
    """Return what was done."""
    return element("p", esc(words), role="status")


def trouble(message: str, texts: Texts) -> str:
    """Return why something could not be done."""
    lead = element("strong", esc(texts("not_done")))
    return element("div", f"{lead} {esc(message)}", class_="dl-failure", role="alert", dir="auto")

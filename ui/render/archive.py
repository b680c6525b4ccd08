"""The archive tab as HTML: search form, table of articles, what was added, health."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.render.escape import day, element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from index.store.records import ArticleInfo, Summary
    from ui.browse import Shelf, View

COLUMNS = ("date", "title", "source", "characters")


def form(outlets: Sequence[str], texts: Texts) -> str:
    """Return the form that searches, filters and sorts the table."""
    term = element(
        "input", type="search", name="term", placeholder=texts("find_article"), maxlength=200
    )
    fields = element("label", esc(texts("find")) + term, class_="dl-field dl-wide")
    for name in ("since", "until"):
        box = element("input", type="date", name=name)
        fields += element("label", esc(texts(name)) + box, class_="dl-field")
    options = element("option", esc(texts("all_outlets")), value="")
    options += "".join(element("option", esc(each), value=each) for each in outlets)
    choice = element("select", options, name="source")
    fields += element("label", esc(texts("outlet")) + choice, class_="dl-field")
    hidden = "".join(
        element("input", type="hidden", name=name, value=value)
        for name, value in (("order", "date"), ("descending", "1"), ("page", "0"))
    )
    return element(
        "form",
        fields + hidden,
        id="shelf-form",
        class_="dl-fields",
        role="search",
        data_action="look",
    )


def table(shelf: Shelf, view: View, texts: Texts) -> str:
    """Return one page of the table, with the buttons that act on what is ticked."""
    if not shelf.rows:
        return element("p", esc(texts("none_found")), class_="dl-empty", role="status")
    count = element("p", esc(texts("found", count=shelf.found)), role="status", class_="dl-outlet")
    remove = element(
        "button",
        esc(texts("remove_selected")),
        type="button",
        class_="dl-danger",
        data_action="remove-ticked",
        data_sure=texts("remove_sure"),
        data_none=texts("remove_none"),
    )
    bar = element("div", count + remove, class_="dl-bar")
    head = element("th", element("span", esc(texts("select")), class_="dl-unseen"), scope="col")
    head += "".join(_column(name, view, texts) for name in COLUMNS)
    rows = "".join(_row(each, texts) for each in shelf.rows)
    grid = element(
        "table", element("thead", element("tr", head)) + element("tbody", rows), class_="dl-table"
    )
    scroll = element(
        "div", grid, class_="dl-scroll", tabindex=0, role="region", aria_label=texts("articles")
    )
    return bar + scroll + _pager(shelf, texts)


def _column(name: str, view: View, texts: Texts) -> str:
    sort = None
    if view.order == name:
        sort = "descending" if view.descending else "ascending"
    button = element(
        "button",
        esc(texts(f"column_{name}")),
        type="button",
        data_action="sort",
        data_order=name,
    )
    return element("th", button, scope="col", aria_sort=sort)


def _row(each: ArticleInfo, texts: Texts) -> str:
    title = each.title or each.id
    tick = element(
        "input",
        type="checkbox",
        name="tick",
        value=each.id,
        aria_label=texts("select_one", title=title),
    )
    read = element(
        "button",
        esc(title),
        type="button",
        class_="dl-headline",
        dir="auto",
        data_action="read",
        data_article=each.id,
    )
    date = day(each.date) or esc(texts("unknown_date"))
    return element(
        "tr",
        element("td", tick)
        + element("td", date, class_="dl-date")
        + element("td", read)
        + element("td", element("bdi", esc(each.source or "")))
        + element("td", f"{each.characters:,}", class_="dl-number"),
    )


def _pager(shelf: Shelf, texts: Texts) -> str:
    if shelf.pages == 1:
        return ""
    where = element("span", esc(texts("page_of", page=shelf.page + 1, pages=shelf.pages)))
    steps = [("previous", shelf.page - 1), ("next", shelf.page + 1)]
    buttons = [
        element(
            "button",
            esc(texts(key)),
            type="button",
            data_action="turn-page",
            data_page=page,
            disabled=not 0 <= page < shelf.pages,
        )
        for key, page in steps
    ]
    return element("p", buttons[0] + where + buttons[1], class_="dl-pager")


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


def adding(share: float, articles: int, passages: int, texts: Texts) -> str:
    """Return the progress of an addition.

    Args:
        share: how much of it is done, 0 to 1.
        articles: how many were read.
        passages: how many were embedded.
        texts: the language of the page.
    """
    words = texts("adding", articles=articles, passages=passages)
    bar = element("progress", max=100, value=round(100 * share), aria_label=words)
    return element("div", bar + element("span", esc(words)), class_="dl-adding", role="status")


def removed(count: int, texts: Texts) -> str:
    """Return how many articles were removed."""
    return element("p", esc(texts("removed", count=count)), role="status")


def trouble(message: str, texts: Texts) -> str:
    """Return why something could not be done."""
    lead = element("strong", esc(texts("not_done")))
    return element("div", f"{lead} {esc(message)}", class_="dl-failure", role="alert", dir="auto")

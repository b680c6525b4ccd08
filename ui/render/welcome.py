"""The first screen as HTML: a headline, how the archive lies in time, its newest articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ui.render.escape import day, element, esc
from ui.render.headlines import headlines
from ui.texts import Texts

if TYPE_CHECKING:
    from index.names.roll import NameCount
    from index.store.records import ArticleInfo

NEWEST = 7
BARS = 72
HEIGHT = 100


def hero(texts: Texts) -> str:
    """Return the headline over the question box of an empty conversation."""
    lead = element("h2", esc(texts("hero")))
    return lead + element("p", esc(texts("hero_how")))


def glance(
    articles: Sequence[ArticleInfo],
    counts: Mapping[str, Counter[date]],
    counted: Sequence[NameCount],
    texts: Texts,
) -> str:
    """Return the archive at a glance.

    Args:
        articles: all, newest first.
        counts: how many each outlet has on each day, the largest outlets first.
        counted: the names that come up in most articles.
        texts: the language of the page.
    """
    parts = span(articles, counts, texts) + newest(articles[:NEWEST], texts)
    return parts + names(counted, texts)


def span(articles: Sequence[ArticleInfo], counts: Mapping[str, Counter[date]], texts: Texts) -> str:
    """Return the days that the archive covers, with a bar for each stretch of them."""
    days = [each for row in counts.values() for each in row]
    if not days:
        return ""
    first, last = min(days), max(days)
    outlets = len({each.source for each in articles if each.source})
    heading = element("h2", esc(texts("in_archive")), class_="dl-lead")
    size = texts("counts", articles=len(articles), outlets=outlets) if outlets else ""
    facts = esc(size or texts("found", count=len(articles)))
    ends = texts.day(first), texts.day(last)
    label = texts("timeline_label", count=len(articles), first=ends[0], last=ends[1])
    axis = element("span", day(first, texts)) + element("span", day(last, texts))
    figure = element(
        "figure",
        _bars(counts, first, last, label) + element("figcaption", axis, class_="dl-span-axis"),
        class_="dl-span",
    )
    whole = element("p", facts, class_="dl-span-facts")
    return element("section", heading + whole + figure + _legend(counts, texts), class_="dl-when")


def _bars(counts: Mapping[str, Counter[date]], first: date, last: date, label: str) -> str:
    """Return stacked bars, each for as many days as fit the width."""
    step = max(1, -(-((last - first).days + 1) // BARS))
    number = (last - first).days // step + 1
    stacks: list[Counter[str]] = [Counter() for _ in range(number)]
    for outlet, row in counts.items():
        for when, count in row.items():
            stacks[(when - first).days // step][outlet] += count
    most = max(sum(stack.values()) for stack in stacks)
    parts = []
    for place, stack in enumerate(stacks):
        below = 0.0
        start = first + timedelta(days=place * step)
        for shade, outlet in enumerate(counts):
            if not stack[outlet]:
                continue
            high = HEIGHT * stack[outlet] / most
            title = element("title", esc(f"{start.isoformat()} · {outlet}: {stack[outlet]}"))
            parts.append(
                element(
                    "rect",
                    title,
                    x=place + 0.1,
                    y=round(HEIGHT - below - high, 2),
                    width=0.8,
                    height=round(high, 2),
                    class_=f"dl-shade-{shade}",
                )
            )
            below += high
    return element(
        "svg",
        "".join(parts),
        viewBox=f"0 0 {number} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=label,
    )


def _legend(counts: Mapping[str, Counter[date]], texts: Texts) -> str:
    if len(counts) < 2:
        return ""
    items = "".join(
        element(
            "li",
            element("i", class_=f"dl-shade-{shade}")
            + element("bdi", esc(outlet or texts("other_outlets")))
            + element("span", f"{sum(row.values()):,}"),
        )
        for shade, (outlet, row) in enumerate(counts.items())
    )
    return element("ul", items, class_="dl-span-legend")


def newest(articles: Sequence[ArticleInfo], texts: Texts) -> str:
    """Return the newest articles, each of which opens."""
    heading = element("h2", esc(texts("newest")), class_="dl-lead")
    lines = ((each.id, each.title, each.source, each.date) for each in articles)
    return element("section", heading + headlines(lines, texts), class_="dl-newest")


def names(counted: Sequence[NameCount], texts: Texts) -> str:
    """Return who and what comes up; a press shows the articles that name it."""
    if not counted:
        return ""
    items = "".join(
        element(
            "li",
            element(
                "button",
                element("bdi", esc(each.name)) + element("span", f"{each.articles:,}"),
                type="button",
                class_="dl-name-chip",
                data_action="look-up",
                data_name=each.name,
                title=texts("named_in", name=each.name),
            ),
        )
        for each in counted
    )
    heading = element("h2", esc(texts("names_up")), class_="dl-lead")
    return element("section", heading + element("ul", items), class_="dl-come-up")


def empty(folder: str | Path, texts: Texts) -> str:
    """Return what to do when there is no article yet."""
    how = texts("empty_archive_how", folder=folder)
    go = element(
        "button", esc(texts("add_articles")), type="button", class_="dl-main", data_go="archive"
    )
    body = element("h2", esc(texts("empty_archive"))) + element("p", esc(how)) + go
    return element("section", body, class_="dl-abstain", role="note")

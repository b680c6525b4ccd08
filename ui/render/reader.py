"""A whole article as HTML, with what the conversation cites of it marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ui.render.escape import day, element, esc, link
from ui.render.headlines import headlines
from ui.texts import Texts

if TYPE_CHECKING:
    from index.article import Article
    from index.store.records import ArticleInfo, Version

Span: TypeAlias = tuple[int, int]


def reader(
    article: Article,
    spans: Iterable[Span],
    stale: Sequence[str],
    also: Sequence[ArticleInfo],
    versions: Sequence[Version],
    texts: Texts,
    keeping: str = "",
) -> str:
    """Return an article to be read.

    Args:
        article: what is shown.
        spans: (start, end) of what is marked, offsets into its text.
        stale: quotes of the conversation that the article no longer holds where they were.
        also: other articles with the same origin.
        versions: the states it was in, oldest first.
        texts: the language of the page.
        keeping: the form that keeps it, as safe HTML.
    """
    marks = joined(spans, len(article.text))
    head = element("h2", esc(article.title or article.id), id="reader-title", tabindex=-1)
    parts = [esc(article.source or ""), day(article.date, texts), esc(article.author or "")]
    original = link(article.url, esc(texts("original")))
    if original.startswith("<a"):
        parts.append(original)
    head += element("p", " · ".join(part for part in parts if part), class_="dl-dateline")
    body = element("header", head)
    body += "".join(
        element("p", f"{esc(texts('changed_since'))} {element('q', esc(each))}", class_="dl-note")
        for each in stale
    )
    body += element("div", marked(article.text, marks), class_="dl-text", dir="auto")
    body += keeping + _also(also, texts) + _versions(versions, texts)
    whole = element("article", body, class_="dl-reader", lang=article.language, dir="auto")
    return _bar(len(marks), texts) + whole


def gone(article_id: str, texts: Texts) -> str:
    """Return that an article is no longer in the archive."""
    words = element("p", esc(texts("article_gone", id=article_id)), dir="auto")
    return _bar(0, texts) + element("section", words, class_="dl-abstain", role="note")


def joined(spans: Iterable[Span], length: int) -> list[Span]:
    """Return spans in order, those that touch made one, those outside the text left out."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def marked(text: str, marks: Sequence[Span]) -> str:
    """Return a text with its marks, each numbered; line ends stay as they are."""
    parts, done = [], 0
    for number, (start, end) in enumerate(marks):
        parts.append(esc(text[done:start]))
        parts.append(
            element("mark", esc(text[start:end]), id=f"mark-{number}", tabindex=-1, data_at=start)
        )
        done = end
    return "".join(parts) + esc(text[done:])


def _bar(count: int, texts: Texts) -> str:
    """Return the bar over an article: ways back, and steps from mark to mark."""
    ways = "".join(
        _go(where, esc(texts(key)), class_=f"dl-plain dl-go-{where}")
        for where, key in (("sources", "all_sources"), ("answer", "back_to_answer"))
    )
    steps = ""
    if count:
        buttons = [
            element(
                "button",
                arrow,
                type="button",
                class_="dl-step",
                data_step=step,
                aria_label=texts(key),
                title=texts(key),
            )
            for key, step, arrow in (("previous_mark", -1, "↑"), ("next_mark", 1, "↓"))
        ]
        where = element("span", esc(texts("marks", count=count)), id="mark-count", role="status")
        steps = element("span", where + "".join(buttons), class_="dl-steps")
    close = _go("close", "×", class_="dl-close", aria_label=texts("close"), title=texts("close"))
    return element("div", element("span", ways) + steps + close, class_="dl-reading-bar")


def _go(where: str, words: str, **values: object) -> str:
    return element("button", words, type="button", data_go=where, **values)


def _also(also: Sequence[ArticleInfo], texts: Texts) -> str:
    if not also:
        return ""
    lead = element("h3", esc(texts("also", count=len(also))))
    lines = ((each.id, each.title, each.source, each.date) for each in also)
    return element("section", lead + headlines(lines, texts))


def _versions(versions: Sequence[Version], texts: Texts) -> str:
    rows = "".join(
        element(
            "li",
            f"{each.number}. {esc(texts('change_' + each.change))} · "
            + element(
                "time",
                esc(f"{each.recorded:%Y-%m-%d %H:%M} UTC"),
                datetime=each.recorded.isoformat(),
            )
            + f" · {esc(texts('characters', count=each.characters))} · "
            + element("bdi", esc(each.title)),
        )
        for each in versions
    )
    summary = element("summary", esc(texts("versions", count=len(versions))))
    return element("details", summary + element("ul", rows), class_="dl-versions")

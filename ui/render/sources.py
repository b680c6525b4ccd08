"""The panel of sources beside an answer: one card an article, with all that is cited of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.text.sentences import split
from rag.answer.model import Answer, Citation, PassageView
from ui.render.escape import day, element, esc, link
from ui.texts import Texts
from ui.thread import Exchange

_AROUND = 320


def panel(exchanges: Sequence[Exchange], outlets: Mapping[str, str], texts: Texts) -> str:
    """Return the sources of a whole conversation; the last exchange's are the ones shown.

    Args:
        exchanges: the conversation.
        outlets: the outlet of each article that carries a cited story too, by its id.
        texts: the language of the page.
    """
    return "".join(
        group(number, said.answer, outlets, texts, hidden=number != len(exchanges) - 1)
        for number, said in enumerate(exchanges)
    )


def group(
    number: int,
    answer: Answer,
    outlets: Mapping[str, str],
    texts: Texts,
    *,
    hidden: bool = False,
) -> str:
    """Return the source cards of one exchange, an article each."""
    articles: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        articles.setdefault(citation.article_id, []).append(citation)
    if articles:
        heading = element("h2", esc(texts("sources_of", count=len(articles))))
        body = heading + "".join(
            card(number, cited, answer, outlets, texts) for cited in articles.values()
        )
    else:
        body = element("p", esc(texts("no_sources")), class_="dl-empty")
    return element(
        "section",
        body,
        class_="dl-group",
        data_turn=number,
        hidden=hidden,
        aria_label=texts("sources"),
    )


def card(
    number: int,
    cited: Sequence[Citation],
    answer: Answer,
    outlets: Mapping[str, str],
    texts: Texts,
) -> str:
    """Return one article: where it is from, and each cited sentence with its neighbours."""
    first = cited[0]
    heading = element("h3", _read(first, esc(first.title or first.article_id), "dl-headline"))
    parts = (esc(first.source or ""), day(first.date, texts), esc(first.author or ""))
    body = element("p", " · ".join(part for part in parts if part), class_="dl-dateline")
    body = heading + body
    body += "".join(quoted(number, each, answer, texts) for each in cited)
    body += _also(first, outlets, texts)
    read = _read(first, esc(texts("read_whole")), "dl-plain")
    original = link(first.url, esc(texts("original")), class_="dl-original")
    if not original.startswith("<a"):
        original = ""
    body += element("p", read + original, class_="dl-card-actions")
    return element("article", body, class_="dl-source", data_article=first.article_id, dir="auto")


def quoted(number: int, citation: Citation, answer: Answer, texts: Texts) -> str:
    """Return a cited sentence, marked and numbered, with one sentence on each side."""
    n = element(
        "a",
        str(citation.n),
        class_="dl-n dl-back",
        href=f"#turn-{number}",
        data_turn=number,
        data_n=citation.n,
        aria_label=texts("back_to_answer_n", n=citation.n),
    )
    return element(
        "div",
        n + passage(citation, answer),
        class_="dl-quoted",
        id=f"source-{number}-{citation.n}",
        data_n=citation.n,
    )


def _read(citation: Citation, inner: str, kind: str) -> str:
    """Return a button that opens the cited article at the quote."""
    return element(
        "button",
        inner,
        type="button",
        class_=kind,
        data_action="read",
        data_article=citation.article_id,
        data_start=citation.start,
    )


def passage(citation: Citation, answer: Answer) -> str:
    """Return a quote marked, with the sentence before it and the one after, or the quote alone."""
    mark = element("mark", esc(citation.quote))
    view = _passage_of(citation, answer)
    if view is None:
        return element("blockquote", mark, dir="auto")
    start, end = citation.start - view.start, citation.end - view.start
    before, after = neighbours(view.text, start, end)
    return element("blockquote", esc(before) + mark + esc(after), dir="auto")


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the sentence before a span and the one after, with the space between them.

    Args:
        text: the passage.
        start: first character of the span.
        end: one past its last.
    """
    spans = split(text)
    before = [first for first, last in spans if last <= start]
    after = [last for first, last in spans if first >= end]
    lead = text[before[-1] : start] if before else ""
    rest = text[end : after[0]] if after else ""
    if len(lead) > _AROUND:
        lead = "… " + lead[-_AROUND:].partition(" ")[2]
    if len(rest) > _AROUND:
        rest = rest[:_AROUND].rpartition(" ")[0] + " …"
    return lead, rest


def _passage_of(citation: Citation, answer: Answer) -> PassageView | None:
    for view in answer.passages:
        if (
            view.article_id == citation.article_id
            and view.start <= citation.start
            and citation.end <= view.end
            and view.text[citation.start - view.start : citation.end - view.start] == citation.quote
        ):
            return view
    return None


def _also(citation: Citation, outlets: Mapping[str, str], texts: Texts) -> str:
    if not citation.also:
        return ""
    items = "".join(
        element(
            "li",
            element(
                "button",
                esc(outlets.get(other, other)),
                type="button",
                class_="dl-plain",
                data_action="read",
                data_article=other,
            ),
        )
        for other in citation.also
    )
    lead = element("p", esc(texts("also", count=len(citation.also))))
    return element("div", lead + element("ul", items), class_="dl-also")

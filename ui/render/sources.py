"""The panel of sources beside an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.answer.model import Answer, Citation, PassageView
from ui.render.escape import day, element, esc, link
from ui.texts import Texts
from ui.thread import Exchange

_AROUND = 400


def panel(exchanges: list[Exchange], outlets: Mapping[str, str], texts: Texts) -> str:
    """Return the sources of a whole conversation; the last exchange's are the ones shown.

    Args:
        exchanges: the conversation.
        outlets: the outlet of each article that carries a cited story too, by its id.
        texts: the language of the page.
    """
    if not exchanges:
        return element("p", esc(texts("sources_hint")), class_="dl-empty dl-hint")
    groups = [
        group(number, said.answer, outlets, texts, hidden=number != len(exchanges) - 1)
        for number, said in enumerate(exchanges)
    ]
    return "".join(groups)


def group(
    number: int,
    answer: Answer,
    outlets: Mapping[str, str],
    texts: Texts,
    *,
    hidden: bool = False,
) -> str:
    """Return the source cards of one exchange."""
    if answer.citations:
        body = "".join(
            card(number, citation, answer, outlets, texts) for citation in answer.citations
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
    number: int, citation: Citation, answer: Answer, outlets: Mapping[str, str], texts: Texts
) -> str:
    """Return one source: where it is from, how well it supports, and the passage marked."""
    title = _read(citation, esc(citation.title or citation.article_id), "dl-headline")
    heading = element("h3", f"{element('span', str(citation.n), class_='dl-n')} {title}")
    body = heading + element("p", _origin(citation), class_="dl-outlet")
    body += _support(citation, answer, texts)
    body += passage(citation, answer)
    body += _also(citation, outlets, texts)
    read = _read(citation, esc(texts("read_whole")), "dl-plain")
    original = link(citation.url, esc(texts("original")), class_="dl-original")
    back = element(
        "a",
        esc(texts("back_to_answer")),
        class_="dl-back",
        href=f"#turn-{number}",
        data_turn=number,
        data_n=citation.n,
    )
    if not original.startswith("<a"):
        original = ""
    body += element("p", read + original + back, class_="dl-card-actions")
    return element(
        "article",
        body,
        class_="dl-source",
        id=f"source-{number}-{citation.n}",
        tabindex=-1,
        data_n=citation.n,
        dir="auto",
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
    """Return the passage a quote stands in with the quote marked, or the quote alone."""
    mark = element("mark", esc(citation.quote))
    view = _passage_of(citation, answer)
    if view is None:
        return element("blockquote", mark, dir="auto")
    start, end = citation.start - view.start, citation.end - view.start
    inner = esc(_before(view.text[:start])) + mark + esc(_after(view.text[end:]))
    return element("blockquote", inner, dir="auto")


def _before(text: str) -> str:
    """Return the end of what stands before a quote, from the beginning of a word."""
    text = _tight(text)
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    """Return the beginning of what stands after a quote, to the end of a word."""
    text = _tight(text)
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"


def _tight(text: str) -> str:
    """Return a text with empty lines left out; what is cited is never passed through here."""
    return re.sub(r"\n\s*\n", "\n", text)


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


def _origin(citation: Citation) -> str:
    parts = [esc(citation.source or ""), day(citation.date), esc(citation.author or "")]
    return " · ".join(part for part in parts if part)


def _support(citation: Citation, answer: Answer, texts: Texts) -> str:
    scores = [s.support for s in answer.sentences if citation.n in s.citations]
    if not scores:
        return ""
    share = round(100 * max(scores))
    meter = element("meter", f"{share}%", min=0, max=100, value=share, aria_label=texts("support"))
    return element("p", f"{esc(texts('support'))} {meter} {share}%", class_="dl-support")


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

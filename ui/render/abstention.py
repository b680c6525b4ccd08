"""What is shown where the archive does not answer."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.abstain import NOTICE
from rag.answer.model import Answer, Headline, Near
from ui.render.escape import code, day, element, esc
from ui.render.headlines import headlines as listed
from ui.texts import Texts


def abstention(answer: Answer, texts: Texts) -> str:
    """Return the notice that the archive does not answer, with the nearest headlines."""
    said = texts("abstained") if answer.answer == NOTICE else answer.answer
    body = element("h3", esc(said))
    if answer.reason:
        body += element("p", code(answer.reason), dir="auto")
    body += nearest(answer.near, texts) + headlines(answer.headlines, texts)
    return element("section", body, class_="dl-abstain", role="note")


def nearest(near: Near | None, texts: Texts) -> str:
    """Return the sentence that comes nearest, with a button that opens it in its article."""
    if near is None:
        return ""
    read = element(
        "button",
        esc(near.title or near.article_id),
        type="button",
        class_="dl-plain",
        data_action="read",
        data_article=near.article_id,
        data_start=near.start,
    )
    parts = (element("cite", esc(near.source)) if near.source else "", day(near.date, texts))
    origin = " · ".join(part for part in parts if part)
    lead = element("h4", esc(texts("near")))
    quote = element("q", esc(near.text), dir="auto")
    line = element("p", origin, class_="dl-dateline")
    return lead + element("blockquote", quote + line + read, class_="dl-near")


def headlines(found: Sequence[Headline], texts: Texts) -> str:
    """Return headlines, each of which opens its article."""
    if not found:
        return ""
    lines = ((each.article_id, each.title, each.source, each.date) for each in found)
    return element("h4", esc(texts("nearest"))) + listed(lines, texts)

"""How well an answer is supported, in words."""

from __future__ import annotations

from rag.answer.model import Answer
from ui.render.escape import element, esc
from ui.texts import Texts

# Of answers at least this likely to be right, most are; under the lower one, most are not.
SURE, UNSURE = 0.6, 0.4


def level(answer: Answer) -> str:
    """Return `well`, `one` or `unsure`: how far an answer can be trusted.

    A story that several outlets took from one wire is one source.
    """
    if answer.confidence < UNSURE:
        return "unsure"
    if len({each.article_id for each in answer.citations}) < 2:
        return "one"
    return "well" if answer.confidence >= SURE else "likely"


def trust(answer: Answer, texts: Texts) -> str:
    """Return the line under an answer: how well supported, and by how many."""
    if not answer.citations:
        return ""
    how = level(answer)
    articles = len({each.article_id for each in answer.citations})
    outlets = len({each.source for each in answer.citations if each.source})
    counted = texts("counts", articles=articles, outlets=outlets) if outlets else ""
    words = element("strong", esc(texts(f"trust_{how}")))
    line = f"{words} · {esc(counted or texts('found', count=articles))}"
    return element("p", line, class_=f"dl-trust dl-trust-{how}", title=texts(f"trust_{how}_means"))

"""An answer while it is being made."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.model import Citation, Sentence
from rag.events import Stage
from ui.render.answer import question, sentences
from ui.render.escape import code, element, esc
from ui.texts import Texts

STAGES = ("understanding", "searching", "reading", "writing", "checking")


def live(
    words: str,
    number: int,
    stage: Stage | None,
    said: Sequence[Sentence],
    citations: Sequence[Citation],
    texts: Texts,
) -> str:
    """Return an unfinished exchange: the question, the stages, and the sentences so far."""
    body = question(words, None, texts) + stages(stage, texts)
    if said:
        body += sentences(number, said, citations, texts)
    return element("article", body, class_="dl-turn dl-live", data_turn=number, aria_busy="true")


def stages(stage: Stage | None, texts: Texts) -> str:
    """Return the stages of an answer, the present one marked and told to screen readers."""
    reached = STAGES.index(stage.name) if stage else -1
    items = []
    for place, name in enumerate(STAGES):
        state = "done" if place < reached else "now" if place == reached else "next"
        current = "step" if state == "now" else None
        items.append(element("li", esc(texts(name)), class_=f"dl-{state}", aria_current=current))
    now = texts(stage.name) if stage else texts("waiting")
    detail = f" · {stage.detail}" if stage and stage.detail else ""
    line = element("p", esc(now + detail + "…"), class_="dl-stage", role="status")
    return element("ol", "".join(items), class_="dl-stages", aria_hidden="true") + line


def failure(words: str, message: str, texts: Texts) -> str:
    """Return a question that could not be answered, with the line that says why."""
    lead = element("h3", esc(texts("failed")))
    line = element("p", code(message), dir="auto")
    body = question(words, None, texts) if words else ""
    body += element("section", lead + line, class_="dl-failure", role="alert")
    return element("article", body, class_="dl-turn")


def stopped(words: str, texts: Texts) -> str:
    """Return a question whose answer was stopped before anything of it was there."""
    line = element("p", esc(texts("stopped_early")), class_="dl-note dl-cut", role="status")
    return element("article", question(words, None, texts) + line, class_="dl-ended")

"""The parts of the page around the conversation."""

from __future__ import annotations

from collections.abc import Sequence

from ui.render.answer import exchange
from ui.render.escape import element, esc
from ui.texts import Texts
from ui.thread import Exchange


def masthead(articles: int, outlets: int, remote: str | None, texts: Texts) -> str:
    """Return the head of the page: its name, the size of the archive, what leaves the machine."""
    name = element("h1", "Dateline") + element("p", esc(texts("tagline")), class_="dl-tagline")
    size = texts("counts", articles=articles, outlets=outlets) if outlets else None
    counts = esc(size or texts("found", count=articles))
    leaves = texts("privacy_remote", model=remote) if remote else texts("privacy_local")
    facts = element("span", counts) + element(
        "span", esc(leaves), class_="dl-remote" if remote else "dl-local", id="privacy"
    )
    return element("div", name, class_="dl-name") + element("p", facts, class_="dl-facts")


def conversation(exchanges: Sequence[Exchange], texts: Texts) -> str:
    """Return all finished exchanges in order."""
    return "".join(exchange(number, said, texts) for number, said in enumerate(exchanges))


def suggestions(questions: Sequence[str], heading: str, texts: Texts) -> str:
    """Return questions that can be asked with one press."""
    if not questions:
        return ""
    items = "".join(
        element(
            "li",
            element(
                "button",
                esc(words),
                type="button",
                class_="dl-suggestion",
                dir="auto",
                data_action="suggest",
                data_question=words,
            ),
        )
        for words in questions
    )
    return element("h2", esc(texts(heading)), class_="dl-lead") + element(
        "ul", items, class_="dl-suggestions"
    )


def editing(number: int, texts: Texts) -> str:
    """Return the line over the question box while an earlier question is edited."""
    cancel = element(
        "button", esc(texts("cancel")), type="button", class_="dl-plain", data_action="unedit"
    )
    words = element("span", esc(texts("editing", number=number + 1)))
    return element("p", words + cancel, class_="dl-editing", role="status")

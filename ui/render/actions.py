"""What can be done with a finished exchange: copy, keep, share, judge."""

from __future__ import annotations

from ui import export
from ui.render.escape import element, esc
from ui.texts import Texts
from ui.thread import Exchange

VERDICTS = ("right", "wrong", "wrong_citation")


def actions(number: int, said: Exchange, texts: Texts) -> str:
    """Return the row of buttons under an exchange."""
    parts = []
    articles = {each.article_id for each in said.answer.citations}
    if articles:
        words = texts("sources_of", count=len(articles))
        parts.append(_button("sources", number, texts, words=words))
        parts.append(_copies(said, texts))
    parts.append(_button("receipt", number, texts, title=texts("receipt_title")))
    parts.append(_button("link", number, texts))
    parts.append(_feedback(number, texts))
    return element("footer", "".join(parts), class_="dl-actions")


def _button(action: str, number: int, texts: Texts, words: str = "", **values: object) -> str:
    return element(
        "button",
        esc(words or texts(action)),
        type="button",
        class_=f"dl-plain dl-do-{action}",
        data_action=action,
        data_turn=number,
        **values,
    )


def _copies(said: Exchange, texts: Texts) -> str:
    buttons = "".join(
        element(
            "button",
            esc(texts(f"copy_{name}")),
            type="button",
            class_="dl-plain",
            data_action="copy",
            data_copy=write(said.answer),
        )
        for name, write in export.FORMATS.items()
    )
    summary = element("summary", esc(texts("copy")), class_="dl-plain")
    return element("details", summary + element("div", buttons), class_="dl-menu")


def _feedback(number: int, texts: Texts) -> str:
    boxes = "".join(
        element(
            "label",
            element("input", type="radio", name=f"verdict-{number}", value=verdict, required=True)
            + esc(texts(verdict)),
        )
        for verdict in VERDICTS
    )
    note = element(
        "input",
        type="text",
        name="note",
        maxlength=2000,
        placeholder=texts("note"),
        aria_label=texts("note"),
    )
    send = element("button", esc(texts("send_feedback")), type="submit")
    group = element("fieldset", element("legend", esc(texts("verdict"))) + boxes)
    form = element("form", group + note + send, data_action="feedback", data_turn=number)
    summary = element("summary", esc(texts("feedback")), class_="dl-plain")
    return element("details", summary + form, class_="dl-menu")

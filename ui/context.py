"""What every tab is given, and the small things they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.texts import Texts, preferred

if TYPE_CHECKING:
    import gradio as gr
    from starlette.requests import HTTPConnection

    from ui.backend import Backend

EVENTS = (
    "edit",
    "unedit",
    "refilter",
    "suggest",
    "read",
    "feedback",
    "remove",
    "look",
    "open",
    "choose",
)
LANGUAGE = "dateline_language"
"""Name of the cookie that holds the language chosen in the settings."""
SHELF_EVENTS = ("pick", "only", "sheet", "samples", "undo", "amend")
DESK_EVENTS = (
    "batch", "halt", "saving", "unsave", "news", "keep", "unkeep", "uncollect", "scope", "dossier",
)  # fmt: skip
_ALL = [*EVENTS, *SHELF_EVENTS, *DESK_EVENTS]
LISTEN = f"dateline.listen(element, trigger); const events = {_ALL!r};"


@dataclass(frozen=True, slots=True)
class Page:
    """The archive behind the page, the translator of its labels, and the app itself."""

    backend: Backend
    label: gr.I18n
    blocks: gr.Blocks


@dataclass(frozen=True, slots=True)
class Settings:
    """How an answer is to be made.

    Attributes:
        llm: PROVIDER:MODEL, or empty.
        length: the most sentences.
        care: how sure an answer must be: "balanced" or "careful".
        restored: the event after which both are as the browser remembers them.
    """

    llm: gr.Textbox
    length: gr.Radio
    care: gr.Radio
    restored: Any


def texts_for(request: gr.Request | HTTPConnection | None) -> Texts:
    """Return the texts in the language that the reader chose, else that the browser asks for."""
    if request is None:
        return Texts()
    chosen = request.cookies.get(LANGUAGE)
    return Texts(preferred(chosen or request.headers.get("accept-language")))


def part(name: str, then: str = "") -> gr.HTML:
    """Return a part of the page that is written as HTML and whose buttons speak to the server.

    Args:
        name: its id.
        then: JavaScript that runs once it is shown.
    """
    import gradio as gr

    return gr.HTML(elem_id=name, js_on_load=LISTEN + then, apply_default_css=False)


def named(llm: str | None) -> str | None:
    """Return the model that a text box names, or None when it is empty."""
    return (llm or "").strip() or None

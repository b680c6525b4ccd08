"""What every tab is given, and the small things they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.texts import Texts, preferred

if TYPE_CHECKING:
    import gradio as gr

    from ui.backend import Backend

EVENTS = ("edit", "refilter", "suggest", "read", "feedback", "remove", "look", "open")
SHELF_EVENTS = ("pick", "only", "sheet", "samples", "undo", "amend")
LISTEN = f"dateline.listen(element, trigger); const events = {[*EVENTS, *SHELF_EVENTS]!r};"


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
        restored: the event after which both are as the browser remembers them.
    """

    llm: gr.Textbox
    length: gr.Radio
    restored: Any


def texts_for(request: gr.Request | None) -> Texts:
    """Return the texts in the language that the browser asks for."""
    header = request.headers.get("accept-language") if request else None
    return Texts(preferred(header))


def named(llm: str | None) -> str | None:
    """Return the model that a text box names, or None when it is empty."""
    return (llm or "").strip() or None

"""The parts of the settings that are more than a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.render.escape import code, element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from ui.models import Found, Tried

KEYS = (
    ("/", "key_question"),
    ("Enter", "key_send"),
    ("Shift+Enter", "key_line"),
    ("Tab", "key_cite"),
    ("Enter", "key_open"),
    ("N · P", "key_marks"),
    ("Esc", "key_back"),
    ("Alt+← · Alt+→", "key_history"),
)


def models(found: Sequence[Found], offered: Sequence[str], texts: Texts) -> str:
    """Return the models of this machine, each to be chosen with one press.

    Args:
        found: the models.
        offered: those that the page was started with; how to offer the others is told.
        texts: the language of the page.
    """
    if not found:
        return element("p", code(texts("models_none")), class_="dl-note", role="status")
    items = "".join(element("li", _model(each, offered, texts)) for each in found)
    lead = element("p", esc(texts("models_found", count=len(found))), role="status")
    return lead + element("ul", items, class_="dl-models")


def _model(each: Found, offered: Sequence[str], texts: Texts) -> str:
    button = element(
        "button",
        esc(each.spec),
        type="button",
        class_="dl-plain",
        data_action="choose",
        data_model=each.spec,
    )
    how = esc(each.address)
    if not each.usable or each.spec not in offered:
        base = "" if each.usable else f"OPENAI_BASE_URL={each.address} "
        how = code(texts("models_start", command=f"{base}dateline chat --allow-llm {each.spec}"))
    return button + element("span", how, class_="dl-dateline")


def tried(said: Tried, texts: Texts) -> str:
    """Return whether a model answered."""
    if not said.spec:
        words = element("p", esc(texts("models_choose")), class_="dl-note", role="status")
    elif said.trouble:
        lead = element("strong", esc(texts("models_silent", model=said.spec)))
        line = f"{lead} {code(said.trouble)}"
        words = element("p", line, class_="dl-failure", role="alert", dir="auto")
    else:
        line = texts("models_answered", model=said.spec, seconds=f"{said.seconds:.1f}")
        words = element("p", esc(line), class_="dl-healthy", role="status")
    return words


def keys(texts: Texts) -> str:
    """Return what the keyboard does."""
    rows = "".join(
        element("dt", "".join(_caps(name))) + element("dd", esc(texts(key))) for name, key in KEYS
    )
    heading = element("h2", esc(texts("keyboard")))
    return heading + element("dl", rows, class_="dl-keys")


def _caps(names: str) -> list[str]:
    return [element("kbd", esc(each)) for each in names.split(" · ")]

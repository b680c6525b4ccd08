"""The frame of the list of conversations; the browser fills it from its own store."""

from __future__ import annotations

from ui.render.escape import element, esc
from ui.texts import Texts


def threads(texts: Texts) -> str:
    """Return a button for a new conversation, a search box, and an empty list."""
    new = element(
        "button", esc(texts("new")), type="button", class_="dl-new", data_action="open", data_id=""
    )
    find = element(
        "input",
        type="search",
        id="dl-find",
        placeholder=texts("find_conversation"),
        aria_label=texts("find_conversation"),
    )
    words = {
        f"data_{key}": texts(key)
        for key in (
            "rename",
            "delete",
            "no_conversations",
            "delete_question",
            "rename_question",
            "cancel",
            "copied",
            "branched",
            "go_back",
            "storage_full",
        )
    }
    entries = element("ul", id="dl-threads", class_="dl-threads", **words)
    heading = element("h2", esc(texts("conversations")))
    return element("nav", heading + new + find + entries, aria_label=texts("conversations"))

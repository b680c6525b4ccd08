"""The filters for the next question, under the question box."""

from __future__ import annotations

from collections.abc import Sequence

from ui.render.escape import element, esc
from ui.texts import Texts


def limits(outlets: Sequence[str], texts: Texts) -> str:
    """Return a form of dates and outlets; the browser reads it when a question is sent."""
    dates = "".join(
        element(
            "label",
            esc(texts(name)) + element("input", type="date", name=name),
            class_="dl-field",
        )
        for name in ("since", "until", "as_of")
    )
    boxes = "".join(
        element(
            "label",
            element("input", type="checkbox", name="source", value=outlet)
            + element("bdi", esc(outlet)),
        )
        for outlet in outlets
    )
    legend = element("legend", esc(texts("outlets")))
    group = element("fieldset", legend + element("div", boxes, class_="dl-checks"))
    clear = element("button", esc(texts("clear")), type="reset", class_="dl-plain")
    form = element(
        "form", element("div", dates + clear, class_="dl-fields") + group, id="limits-form"
    )
    summary = element("summary", esc(texts("filters")) + element("span", id="limits-count"))
    return element("details", summary + form, class_="dl-limits")

"""What the examination of an index found, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.render.escape import element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from index.maintain.doctor import Report


def health(report: Report, texts: Texts) -> str:
    """Return whether an index is whole, what was looked at, and what is wrong with it."""
    key = "healthy" if report.healthy else "unhealthy"
    lead = element("p", element("strong", esc(texts(key))), class_=f"dl-{key}")
    where = texts("health_of", folder=report.folder, generation=report.generation)
    rows = "".join(
        element("li", f"{esc(name)}: {count:,}") for name, count in report.checked.items()
    )
    body = lead + element("p", esc(where), class_="dl-outlet") + element("ul", rows)
    if report.problems:
        problems = "".join(element("li", esc(each), dir="auto") for each in report.problems)
        body += element("ul", problems, class_="dl-failure")
        body += element("p", esc(texts("repair_how", folder=report.folder)))
    return element("div", body, role="status")

"""What axe, the checker of accessibility, finds on a page."""

from __future__ import annotations

from typing import Any


def serious(page: Any) -> list[str]:
    """Return the serious findings of WCAG 2.1 A and AA, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    options = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]

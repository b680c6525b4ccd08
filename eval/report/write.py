"""Writing a report's three files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.report.markdown import markdown
from eval.report.page import page


def write_report(documents: Sequence[Mapping[str, Any]], folder: Path) -> Path:
    """Write report.html, report.md and results.json; return the HTML file.

    Raises:
        RunError: the folder cannot be written to.
    """
    file = folder / "report.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(page(documents), encoding="utf-8")
        (folder / "report.md").write_text(markdown(documents), encoding="utf-8")
        results = documents[0] if len(documents) == 1 else list(documents)
        (folder / "results.json").write_text(
            json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror})") from None
    return file

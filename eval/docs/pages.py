"""Pages of Markdown with places that are filled by the program.

Such a place begins with the line `<!-- generated: NAME -->` and ends with `<!-- end: NAME -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from eval.docs.answer import answer_tables, brief_tables
from eval.docs.command_line import command_line
from eval.docs.errors import error_tables
from eval.docs.settings import settings_tables

PARTS: Mapping[str, Callable[[], str]] = {
    "answer": answer_tables,
    "brief": brief_tables,
    "command line": command_line,
    "errors": error_tables,
    "settings": settings_tables,
}
_PLACE = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z ]+) -->\n).*?(?P<close><!-- end: (?P=name) -->)",
    re.DOTALL,
)


def filled(text: str) -> str:
    """Return a page with its generated places as the program is now.

    Raises:
        KeyError: a place has a name that nothing is generated for.
    """
    return _PLACE.sub(
        lambda place: f"{place['open']}\n{PARTS[place['name']]()}\n{place['close']}", text
    )


def renew(path: Path, *, write: bool) -> bool:
    """Fill a page's generated places.

    Args:
        path: a Markdown file.
        write: whether to write it when it changed.

    Returns:
        Whether it was not what it should be.
    """
    before = path.read_text(encoding="utf-8")
    after = filled(before)
    if write and after != before:
        path.write_text(after, encoding="utf-8")
    return after != before

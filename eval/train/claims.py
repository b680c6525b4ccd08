"""Claims for the checker: written by hand over news, or judged by people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from eval.train.rows import Claim, ClaimGroup, read_jsonl


def written(path: Path, wanted: Callable[[str], bool]) -> dict[str, list[ClaimGroup]]:
    """Return hand-written claims over news by article, those over the same cited text together.

    Args:
        path: JSON Lines with `doc`, `cited`, `claim`, `supported`.
        wanted: says of an article's id whether its claims are.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for row in read_jsonl(path):
        if wanted(row["doc"]):
            own = groups.setdefault((row["doc"], row["cited"]), [])
            own.append(Claim(row["cited"], row["claim"], _label(row)))
    by_article: dict[str, list[ClaimGroup]] = {}
    for (doc, _), own in groups.items():
        by_article.setdefault(doc, []).append(tuple(own))
    return by_article


def _label(row: Mapping[str, Any]) -> Literal["entails", "unsupported"]:
    return "entails" if row["supported"] else "unsupported"


def judged(path: Path, half: int) -> list[ClaimGroup]:
    """Return one half of the claims that people judged (QAGS), split by article as `eval` does."""
    groups: dict[str, list[Claim]] = {}
    for row in read_jsonl(path):
        name = row["article_id"]
        if hashlib.sha256(f"support {name}".encode()).digest()[0] % 2 != half:
            continue
        groups.setdefault(name, []).append(Claim(row["article"], row["claim"], _label(row)))
    return [tuple(own) for own in groups.values()]

"""The language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_READS = ((300, 0.99), (1_000, 0.8))
"""Characters to read at first and at most, and how sure one has to be of what they say."""

_SHORTEST = 40
_SHORTEST_DENSE = 12


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None when it is too short or unclear.

    Only the first 1,000 characters are read, and of most texts 300.
    """
    if not _enough(text[: _READS[-1][0]]):
        return None
    for read, sure in _READS:
        head = text[:read]
        if head.isupper():  # capitals alone mislead the model
            head = head.lower()
        code, share = _identifier().classify(head)
        if share >= sure:
            return str(code)
    return None


def _enough(head: str) -> bool:
    """Return whether a text has letters enough to tell its language; some scripts need fewer."""
    letters = [c for c in head if c.isalpha()]
    dense = sum(1 for c in letters if c >= "\u1100")
    return len(letters) >= (_SHORTEST_DENSE if dense * 2 > len(letters) else _SHORTEST)


def language_code(value: str | None) -> str | None:
    """Return the two-letter code of a declared language ("en-US" → "en"), None if unknown."""
    match = re.fullmatch(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]+)?\s*", value or "")
    return match[1].lower() if match else None

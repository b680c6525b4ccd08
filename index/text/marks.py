"""Unicode normalisation in linear time, also of texts made to take long."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

_MOST = 30
"""Marks on one letter; no writing has more (Unicode's stream-safe text format, UAX 15)."""
_LAST = 0x1F000
"""Beyond this code point no character combines."""


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return a text in a Unicode normal form.

    Marks that follow one letter are sorted one by one, so that a run of n takes n² steps, with
    the interpreter held; of a run only its first 30 are kept.
    """
    if not text.isascii():
        text = _long_runs().sub(r"\1", text)
    return unicodedata.normalize(form, text)


@cache
def _long_runs() -> re.Pattern[str]:
    marks = [code for code in range(0x300, _LAST) if unicodedata.combining(chr(code))]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    inside = "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(f"([{inside}]{{{_MOST}}})[{inside}]+")

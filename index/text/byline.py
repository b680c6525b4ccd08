"""The words before the names in a byline."""

from __future__ import annotations

import re

BY = r"(?:by|von|par|por|di)"
# "Von" and "di" begin family names too: they are cut only before two names.
_BEFORE = re.compile(r"(?i:by|par|por)\s+(?=\S)|(?i:von|di)\s+(?=[^\W\d_a-z][^\s,]*\s+[^\W\d_a-z])")


def strip_by(byline: str) -> str:
    """Return the names of a byline, without "By" before and a comma behind them."""
    words = byline.strip()
    match = _BEFORE.match(words)
    return (words[match.end() :] if match else words).strip(" ,;")

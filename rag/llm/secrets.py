"""Keys are kept out of everything that can be read."""

from __future__ import annotations

import os
import re

_NAMES = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)", re.IGNORECASE)
_SHAPES = re.compile(
    r"\b(?:sk|pk|rk|gsk|hf|xai|ghp|gho|pplx|r8|key)[-_][A-Za-z0-9_\-*]{8,}"
    r"|\bAIza[0-9A-Za-z_\-]{20,}|\bAKIA[0-9A-Z]{12,}"
    r"|\b(?i:bearer|basic)\s+[A-Za-z0-9._~+/=\-]{8,}"
    # The first "eyJ" of a run is looked at, which is the longest; the others would end as it does.
    r"|(?<![A-Za-z0-9_\-])(?>[A-Za-z0-9_\-]*?\beyJ)[A-Za-z0-9_\-]{8,}+\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_NAMED = re.compile(
    r"\b((?:api|access)[-_ ]?(?:key|token)|auth[-_]?token|secret|passw(?:or)?d)"
    r"(\s*[=:]\s*[\"']?)[^\s\"'&,;]{6,}",
    re.IGNORECASE,
)
_SHORTEST = 6
HIDDEN = "***"


def scrub(text: str) -> str:
    """Return a text without the secrets of this process and without what looks like a key."""
    values = {
        value.strip()
        for name, value in os.environ.items()
        if _NAMES.search(name) and len(value.strip()) >= _SHORTEST
    }
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return _SHAPES.sub(HIDDEN, _NAMED.sub(rf"\1\2{HIDDEN}", text))


def one_line(error: BaseException, limit: int = 200) -> str:
    """Return what an exception says, in one line, scrubbed and cut to `limit` characters."""
    words = " ".join(str(error).split()) or type(error).__name__
    words = scrub(words)
    return words if len(words) <= limit else words[: limit - 1] + "…"

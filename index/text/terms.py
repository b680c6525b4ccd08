"""A text's terms as the lexical index has them, and names as filters compare them."""

from __future__ import annotations

import functools
import re
from typing import Any

from index.text.validate import whole

LONGEST_WORD = 40
ANALYZER = "news"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


@functools.cache
def analyzer() -> Any:
    """Return what the lexical index cuts texts into terms with."""
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _bigrams(run: re.Match[str]) -> str:
    word = run.group()
    return f" {' '.join(word[i : i + 2] for i in range(max(1, len(word) - 1)))} "


def spaced(text: str) -> str:
    """Return a text whose runs of Chinese, Japanese and Korean characters have become bigrams."""
    return _CJK.sub(_bigrams, text)


def terms(text: str) -> list[str]:
    """Return a text's terms as they are indexed: lower-case, ASCII-folded, stemmed.

    Runs of Chinese, Japanese and Korean characters, which have no spaces, become bigrams.
    """
    if not text.isascii():
        text = spaced(whole(text))
    found: list[str] = analyzer().analyze(text)
    return found


def key(name: str | None) -> str:
    """Return a name as filters compare it."""
    return whole(name or "").strip().casefold()

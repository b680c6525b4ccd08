"""A text's terms as the lexical index has them, and names as filters compare them."""

from __future__ import annotations

import functools
import re
from typing import Any

from index.text.validate import whole

LONGEST_WORD = 40
ANALYZER = "news"
PLAIN = "plain"
CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Chinese, Japanese and Korean characters, as a part of a pattern's class."""
_CJK = re.compile(f"[{CJK}]+")


# Languages that tantivy can stem, by ISO 639-1 code (Porter's Snowball).
_STEMMED = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
INDEXED = "en"
"""The language that the lexical index stems by, whatever an article's own: a question must meet
articles of any language, and it is not told beforehand which."""


@functools.lru_cache(maxsize=len(_STEMMED) + 1)
def _analyzer(stemmer: str | None) -> Any:
    import tantivy

    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (builder.filter(tantivy.Filter.stemmer(stemmer)) if stemmer else builder).build()


def analyzer() -> Any:
    """Return what the lexical index cuts texts into terms with."""
    return _analyzer(_STEMMED[INDEXED])


def plain_analyzer() -> Any:
    """Return what cuts texts into words that are lower-cased and folded, and not stemmed."""
    return _analyzer(None)


def _bigrams(run: re.Match[str]) -> str:
    word = run.group()
    return f" {' '.join(word[i : i + 2] for i in range(max(1, len(word) - 1)))} "


def spaced(text: str) -> str:
    """Return a text whose runs of Chinese, Japanese and Korean characters have become bigrams."""
    return _CJK.sub(_bigrams, text)


def terms(text: str, language: str = INDEXED) -> list[str]:
    """Return a text's terms: lower-case, ASCII-folded, stemmed.

    Runs of Chinese, Japanese and Korean characters, which have no spaces, become bigrams.

    Args:
        text: any text.
        language: ISO 639-1 code of the language to stem by; without it they are as indexed. A
            language that cannot be stemmed keeps its words as they are.
    """
    if not text.isascii():
        text = spaced(whole(text))
    found: list[str] = _analyzer(_STEMMED.get(language)).analyze(text)
    return found


def key(name: str | None) -> str:
    """Return a name as filters compare it."""
    return whole(name or "").strip().casefold()

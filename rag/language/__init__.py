"""Languages, a folder each; nothing outside knows a word of any.

A folder offers one `Language`, whose parts claim nothing where it leaves them out.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from rag.language.base import NEUTRAL, Language
from rag.language.en import ENGLISH
from rag.language.ko import KOREAN

__all__ = ["NEUTRAL", "Language", "by_code", "language_of"]

_KNOWN: Mapping[str, Language] = {each.code: each for each in (ENGLISH, KOREAN)}
_LATIN = "latin"
_HAN = "han"
# Letters that only some languages are written with; "" stands for a language without a folder.
_SCRIPTS = (
    (_LATIN, re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff5a]")),
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    (_HAN, re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
# How much of a question may be names in letters of another script.
_MOST_FOREIGN = 0.7


@functools.cache
def by_code(code: str | None) -> Language:
    """Return the language of an ISO 639-1 code; a neutral one where it has no folder."""
    return _KNOWN.get(code or "", NEUTRAL if not code else Language(code))


def language_of(text: str, code: str | None = None) -> Language:
    """Return the language that a text is in, by its letters.

    Args:
        text: a question, a sentence or an article.
        code: ISO 639-1 code that is known of it, or of the archive that it is asked of. It
            decides between languages that are written in Latin letters; without one they are
            read as English.
    """
    if text.isascii():
        return by_code(code if code and code not in _OWN_LETTERS else "en")
    return _by_letters(text, code)


_OWN_LETTERS = frozenset({"ko", "ja", "zh", "ru", "uk", "bg", "el", "ar", "fa", "he", "hi", "th"})


@functools.lru_cache(maxsize=4096)
def _by_letters(text: str, code: str | None) -> Language:
    found: Counter[str] = Counter()
    for name, letters in _SCRIPTS:
        found[name] = len(letters.findall(text))
    everything = len(_LETTER.findall(text))
    if found["ko"] and found["ko"] >= (1 - _MOST_FOREIGN) * everything:
        return by_code("ko")
    if found["ja"] and found["ja"] + found[_HAN] >= (1 - _MOST_FOREIGN) * everything:
        return by_code("ja")
    if found[_HAN] >= (1 - _MOST_FOREIGN) * everything > 0:
        return by_code("zh")
    if 2 * found[_LATIN] >= everything:
        return by_code(code if code and code not in _OWN_LETTERS else "en")
    return by_code(code if code in _OWN_LETTERS else None)

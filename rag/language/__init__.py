"""Languages, a folder each; nothing outside knows a word of any.

A folder offers one `Language`, whose parts claim nothing where it leaves them out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import import_module

from rag.language.base import NEUTRAL, Language

__all__ = ["NEUTRAL", "Language", "by_code", "language_of"]

# Each code is that of a folder, which is imported when its language is first met.
_KNOWN: Mapping[str, str] = {"en": "ENGLISH", "ko": "KOREAN"}
# Languages with letters of their own; a text in Latin letters is in none of them.
_OWN_LETTERS = frozenset("ar be bg el fa he hi hy ja ka ko mk mn ta th uk ur zh ru".split())
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff5a]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# So many letters make a text Korean, Japanese or Chinese; the rest may be names in other letters.
_ENOUGH = 0.3


@functools.lru_cache(maxsize=256)
def by_code(code: str | None) -> Language:
    """Return the language of an ISO 639-1 code ("en", "en-GB"); neutral where it has no folder."""
    short = _short(code)
    if not short:
        return NEUTRAL
    if short not in _KNOWN:
        return Language(short)
    found: Language = getattr(import_module(f"{__name__}.{short}"), _KNOWN[short])
    return found


@functools.lru_cache(maxsize=256)
def _short(code: str | None) -> str:
    return re.split(r"[-_]", code or "")[0].lower()


def language_of(text: str, code: str | None = None) -> Language:
    """Return the language that a text is in, by its letters.

    Args:
        text: a question, a sentence or an article.
        code: ISO 639-1 code that is known of it. It decides between languages that share their
            letters; without one, Latin letters are read as English.
    """
    short = _short(code) if code else ""
    return _latin(short) if text.isascii() else _by_letters(text, short)


def _latin(code: str) -> Language:
    return by_code(code if code and code not in _OWN_LETTERS else "en")


@functools.lru_cache(maxsize=4096)
def _by_letters(text: str, code: str) -> Language:
    letters = len(_LETTER.findall(text))
    hangul, kana, han = (len(each.findall(text)) for each in (_HANGUL, _KANA, _HAN))
    least = max(1, _ENOUGH * letters)
    if hangul >= least:
        return by_code("ko")
    if kana and kana + han >= least:
        return by_code("ja")
    if han >= least:
        return by_code("zh")
    if 2 * len(_LATIN.findall(text)) >= letters:
        return _latin(code)
    return by_code(code if code in _OWN_LETTERS else None)

"""The page's words in every language it speaks."""

from __future__ import annotations

import json
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "en"


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return a language's texts by key."""
    loaded: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    return loaded


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages there are texts in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def preferred(accept_language: str | None) -> str:
    """Return the first language of an Accept-Language header that the page speaks."""
    for part in (accept_language or "").split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in languages():
            return code
    return DEFAULT


class Count(int):
    """A number as a text says it: in groups of three digits, and in words that agree with it."""

    def __format__(self, words: str) -> str:
        """Return the number; with `one|many`, followed by the words that go with it."""
        if not words:
            return f"{int(self):,}"
        one, many = words.split("|")
        return f"{int(self):,} {one if self == 1 else many}"


class Texts:
    """The texts of one language.

    Args:
        language: its code; English stands in for a key that it lacks.
    """

    def __init__(self, language: str = DEFAULT) -> None:
        self.language = language
        self._texts = catalogue(DEFAULT) | catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its places filled in; nothing is escaped.

        A number is written in groups of three digits; `{count:article|articles}` in a text adds
        the word that agrees with it.

        Raises:
            KeyError: no language has the key.
        """
        said = {
            name: Count(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self._texts[key].format(**said)

    def day(self, value: date) -> str:
        """Return a day as the language writes it."""
        return _day(value, self._texts["day_form"], self._texts["locale"])


@lru_cache(maxsize=4096)
def _day(value: date, form: str, locale: str) -> str:
    from babel.dates import format_date

    return str(format_date(value, form, locale))

"""SQuAD's normalisation of answers (Rajpurkar et al. 2016, arXiv:1606.05250)."""

from __future__ import annotations

import re
import string

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_REMOVED = str.maketrans("", "", string.punctuation)
_SPACED = str.maketrans(string.punctuation, " " * len(string.punctuation))


def normalise(text: str) -> str:
    """Return lower case, ASCII punctuation and English articles removed, blanks made single."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_REMOVED)).split())


def normalise_spaced(text: str) -> str:
    """Return the same with punctuation replaced by blanks, so that "Norman's" keeps "norman"."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_SPACED)).split())


def tokens(text: str) -> list[str]:
    """Return the words of the normalised text."""
    return normalise(text).split()

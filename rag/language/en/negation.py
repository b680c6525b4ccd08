"""English words that turn a sentence into its opposite."""

from __future__ import annotations

import re

from rag.language.parts import Negation, word_set

# A denial that is a word of its own, whatever else the sentence says.
NO = word_set("no not never none nobody nothing neither nor without")

NEGATION = Negation(
    words=NO | {"cannot", "unable", "hardly"},
    verbs=word_set(
        """fail fails failed deny denies denied refuse refuses refused reject rejects rejected"""
    ),
    forms=re.compile(r"\w+n't"),
    until=word_set("before until till"),
)

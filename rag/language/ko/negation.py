"""Korean words that turn a sentence into its opposite; most do so in their endings."""

from __future__ import annotations

import re

from rag.language.parts import Negation, word_set

NEGATION = Negation(
    words=word_set("안 못 아니"),
    forms=re.compile(
        r"(?=\w*?(?:않|없[었다는은어이]|아니[다라며었]|아닌|못하|못한|못했|못할|"
        r"거부[하했한]|거절[하했한]|부인[하했한]|실패[하했한]))\w+"
    ),
)

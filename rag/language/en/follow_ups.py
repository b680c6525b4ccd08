"""How short English questions are put, and how they are said in full."""

from __future__ import annotations

import re

from rag.language.grammar import FollowUps
from rag.language.parts import word_set

FOLLOW_UPS = FollowUps(
    link=frozenset({"and", "but", "so", "or", "also", "ok", "okay", "then", "well"}),
    measured=frozenset({"far", "long"}),
    orders=word_set(
        "tell give list describe explain show summarise summarize name find compare remind"
    ),
    about=re.compile(r"(?:what|how) about\s+", re.IGNORECASE),
    bare=re.compile(
        r"(?:why(?: not)?|how(?: so| come)?|when|where|who|whom|what for|what else|who else"
        r"|where else|which (?:ones?|of them)|(?:since|until|by|from) when"
        r"|(?:by|for|from|with|to|against) (?:whom|who)|over what|from where|to where"
        r"|(?:by |for )?how (?:many|much|long|often|far|old|big|high|soon)"
        r"|for what reason|what then|and then|who exactly|when exactly|where exactly)(?: exactly)?"
    ),
    lead=re.compile(
        r"(?:(?:by|for|from|with|to|against|at|in|on|of|over|until|since)\s+)?"
        r"(?:how\s+(?:many|much|long|often|far|\w+)|what\s+\w+|which\s+\w+|who|whom|whose\s+\w+"
        r"|what|when|where|why|how)\b",
        re.IGNORECASE,
    ),
    reasons=frozenset({"why", "how come", "when", "where"}),
    located="in ",
    owner=("'s", "'"),
)

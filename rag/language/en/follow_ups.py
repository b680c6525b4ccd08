"""How short English questions are put, and how they are said in full."""

from __future__ import annotations

import re

from rag.language.grammar import FollowUps
from rag.language.parts import word_set

FOLLOW_UPS = FollowUps(
    link=frozenset({"and", "but", "so", "or", "also", "ok", "okay", "then", "well"}),
    measured=frozenset({"far", "long"}),
    backward=word_set(
        "afterwards afterward before after then else instead too also again later earlier since"
    ),
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
    same=re.compile(
        r"(?:who|what|which|where|how many)\s+(?:is|was|are|were)\s+(?:it|that|they)\s+(.+)",
        re.IGNORECASE,
    ),
    negative=re.compile(r"why not\b", re.IGNORECASE),
    lead=re.compile(
        r"(?:(?:by|for|from|with|to|against|at|in|on|of|over|until|since)\s+)?"
        r"(?:how\s+(?:many|much|long|often|far|\w+)|what\s+\w+|which\s+\w+|who|whom|whose\s+\w+"
        r"|what|when|where|why|how)\b",
        re.IGNORECASE,
    ),
    clause=re.compile(r"\s(?:when|while|after|before|during|since|until)\s.+$", re.IGNORECASE),
    those=re.compile(r"^(?:those|that|the (?:one|ones))\s+(?=(?:with|of|in|for|from|by|on|at)\s)"),
    present=re.compile(r"(?:now|today|nowadays|currently)", re.IGNORECASE),
    later=re.compile(r"(.+?)\s+(later|earlier|before|after|on)", re.IGNORECASE),
    earlier=frozenset({"earlier", "before"}),
    month_of=re.compile(r"\bof (?:the|that) month\b"),
    that_month=re.compile(r"\b(?:the|that) month\b"),
    dated=re.compile(r"\d{4}|year"),
    tenses={"were": "are", "was": "is"},
    between=re.compile(r"\s+(?:of|between|on)\s+(?:the\s+|an?\s+)?|(?:'s)?\s+and\s+(?:the\s+)?"),
    concerning=", as to ",
    joined=", and ",
    before="{span} before {moment}",
    after="{span} after {moment}",
    negated=" not",
    located="in ",
    owner=("'s", "'"),
    last=" and ",
    why="why",
)

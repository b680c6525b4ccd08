"""How English asks for a story: a timeline, a summary, what happened."""

from __future__ import annotations

import re

from rag.language.en.dates import MONTH, YEAR
from rag.language.parts import Briefs

_POINT = rf"(?:{MONTH}(?: {YEAR})?|{YEAR}|now)"
_NEXT = r"(?:, (?:and |then )?| (?:and|to|then) (?:then )?)"
_STEPS = r"(?:step|stop|day|week|month|year) by (?:step|stop|day|week|month|year)"
_ORDERED = (
    r"timelines?|chronolog(?:y|ical(?:ly)?)|(?:brief |short )?history of"
    r"|in (?:\w+ )?order\b(?! to\b)"
    rf"|order of events|in sequence|{_STEPS}|one after the other|with (?:the )?dates|saga\b"
    r"|key (?:dates|events)|milestones?|story so far"
    r"|how (?:did|has|have) .{3,60} (?:unfold|evolve|develop|progress|change|move|rise|fall|grow)"
    r"(?:d|n|ed)?\b.{0,60}\bfrom\b|from (?:the )?first .{2,60} to (?:the )?"
    rf"|{_POINT}(?:{_NEXT}{_POINT}){{2,}}"
)
_TOLD = (
    r"summar(?:y|i[sz]e[ds]?|ies)|recap|(?:a|the) run[- ]?down|overview|gist|digest of"
    r"|in (?:short|brief|a nutshell)|(?:short|brief|quick) version|for a brief\b"
    r"|brief(?:ing)? (?:me |us )?(?:on|about)|(?:bring|get|catch) (?:me|us) up"
    r"|(?:can|could|would) you sum (?:it )?up|please sum (?:it )?up"
    r"|what (?:has |have )?happened (?:with|in|at|during)|what became of"
    r"|(?:what(?:'s| is| was)|tell me|give me) (?:the (?:whole )?story)"
    r"|what(?:'s| is) (?:going on|been (?:going on|happening)) with|everything (?:on|about)"
)
BRIEFS = Briefs(
    asks=re.compile(rf"(?<!\w)(?:{_ORDERED}|{_TOLD}|^sum up)", re.IGNORECASE),
    corrected=re.compile(
        r"^\W*(?:correction|clarification)s?\b|\b(?:earlier|previous) version of this\b"
        r"|\bhas been corrected\b|\bcorrected (?:its|an|the) (?:earlier|previous)\b"
        r"|\b(?:earlier|previous|initial) (?:report|figure|statement)s?\b.{0,40}\b(?:wrong"
        r"|mistaken|"
        r"incorrect|in error|misstated)|\bmisstated\b",
        re.IGNORECASE,
    ),
    cues=re.compile(
        r"\b(?:(?:can you |could you |please )?(?:give|tell|show|write|make) (?:me |us )?(?:an? "
        r"|the )?"
        r"|trace\b|for an? (?=chronology|timeline))"
        r"|\b(?:what (?:has |have )?happened|what became|what(?:'s| is) going on) "
        r"(?:of|with|in|at|during) (?:the )?"
        r"|\b(?:(?:short |brief |quick |full |complete )?(?:timelines?|chronolog(?:y|ical(?:ly)?)"
        r"|history"
        r"|summar(?:y|i[sz]e[ds]?|ies)|recap|run[- ]?down|overview|gist|digest|version)"
        rf"|in (?:\w+ )?order(?! to)|order of events|in sequence|{_STEPS}|one after the other"
        r"|with (?:the )?dates|saga|key (?:dates|events)|milestones|(?:the )?story so far"
        r"|sum(?:s|med)? (?:it )?up|in short|in brief|in a nutshell|for a brief"
        r"|brief(?:ing)? (?:me |us )?(?=on|about)|(?:bring|get|catch) (?:me|us) up(?: to (?:date"
        r"|speed))?"
        r"|what(?:'s| is| was) the (?:whole )?story|everything (?=on|about)|the story (?=of"
        r"|behind))\b"
        r"(?: (?:of|on|about|for|with|behind)\b(?: the\b)?)?",
        re.IGNORECASE,
    ),
)

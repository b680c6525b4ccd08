"""How English questions ask what several reports say."""

from __future__ import annotations

import re

from rag.language.reports import Reports

_SAY = (
    r"suggest|indicate|claim|report|describe|discusse?|attribute|implie|imply|mention|focuse?|accuse|"
    r"credit|state|identifie|identify|recogni[sz]e|anticipate|reflect|depict|confirm|propose|"
    r"recommend|say|said|argue|warn|note"
)

REPORTS = Reports(
    joint=re.compile(
        r",? (?:while|whereas|but|and(?= (?:did|do|does|is|are|was|were|has|have)\b)) ?\b",
        re.IGNORECASE,
    ),
    opening=re.compile(
        rf"^.*?\b(?:{_SAY})(?:d|ed|s|es|ing)?\b(?: (?:that|on|about|as|how)\b)? ?", re.IGNORECASE
    ),
    aside=re.compile(
        r",? (?:indicating|respectively|without|despite|or do|or does|both indicate)\b.*$"
        r"|, (?:with|which|and another)\b.*$",
        re.IGNORECASE,
    ),
    both=re.compile(r"\b(?:both|each)\b", re.IGNORECASE),
    agreement=re.compile(
        r"\b(?P<either>consistent|agree) or (?:inconsistent|disagree)\b"
        r"|\b(?:inconsisten(?:t|cy)|disagree(?:s|ment)?|contradict(?:s|ion|ed)?)(?P<not>)\b"
        r"|\bconsisten(?:t|cy)\b|\b(?:in|was there|is there) agreement\b",
        re.IGNORECASE,
    ),
    said={
        "yes": "Yes: the reports say so.",
        "no": "No: nothing that was found of {outlet} says so.",
        "agree": "Yes: neither report contradicts the other.",
        "do not disagree": "No: neither report contradicts the other.",
        "disagree": "Yes: one report contradicts the other.",
        "do not agree": "No: one report contradicts the other.",
        "either": "{word}: neither report contradicts the other.",
    },
)

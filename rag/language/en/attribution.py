"""How English says who said something."""

from __future__ import annotations

import re

from rag.language.attribution import Attribution
from rag.language.parts import any_of, word_set

_VERBS = word_set(
    """said says told added adds asked warned warns wrote writes insisted insists replied argued
    argues explained explains noted notes stated states announced declared claimed claims admitted
    conceded stressed recalled continued tweeted posted testified predicted promised vowed urged
    acknowledged remarked observed concluded confirmed suggested complained joked"""
)
_VERB = rf"(?P<verb>{any_of(_VERBS)})"
_VERB_FIRST = _VERB.replace("<verb>", "<verb_first>")
_SHORTENED = r"(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|St|Gen|Col|Lt|Sgt|Prof|Jr|Sr)\."
_PART = rf"(?:[A-Z]\.(?:[A-Z]\.){{0,8}}|{_SHORTENED}|[A-Z][\w'’-]{{0,60}})"
_LINK = r"(?:de|del|der|van|von|bin|al|la|of|the|for|and)"
# "Rep. Ada Berg, D-Lomund, said": the seat is no name.
_NAME = rf"(?![DRI]-){_PART}(?:[ ](?:{_LINK}[ ])?{_PART}){{0,5}}"
_BODY = r"[Tt]he[ ](?:[\w'’-]+[ ]){0,4}?[\w'’-]+"
# What said it first: "warned the weather service in Shreveport" ends before the preposition.
_BODY_LAST = (
    r"[Tt]he(?:[ ](?!(?:in|on|at|of|to|for|after|who|as|with|from|during|by|when|while)\b)"
    r"[\w'’-]+){1,6}"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"
_WHO = rf"(?:{_PRONOUN}(?!\w)|{_NAME}|{_BODY})"
# "…, a dockers' leader," between a name and its verb.
_ASIDE = r"(?:,\s+[^,.;“”\"\n]{2,90},)?"
_ADVERB = r"(?:\s+(?:also|later|then|once|\w+ly))?"

ATTRIBUTION = Attribution(
    quote=re.compile(r"“(?P<words>[^“”\n]{3,900})”|(?<!\w)\"(?P<words2>[^\"\n]{3,900})\"(?!\w)"),
    after=re.compile(
        rf",?\s*(?:(?P<speaker>{_WHO}){_ASIDE}{_ADVERB}\s+{_VERB}\b"
        rf"|{_VERB_FIRST}\s+(?P<speaker_last>{_NAME}|{_BODY_LAST}))"
    ),
    before=re.compile(
        rf"(?P<speaker>{_WHO}){_ASIDE}{_ADVERB}\s+{_VERB}\b"
        rf"(?:(?:\s+(?!{any_of(_VERBS)})[\w'’-]+){{0,7}}\s*[,:]|\s+that|)\s*$"
    ),
    ended=re.compile(r"\.\s*$"),
    pronouns=frozenset({"he", "she", "they", "it"}),
    named=re.compile(rf"{_PART}(?:[ ](?:(?:de|del|der|van|von|bin|al|la)[ ])?{_PART}){{1,3}}"),
    openers=word_set(
        """and but or so as after before in on at when while if since despite unlike according with
        for from by to because although though during until he she they it his her their"""
    ),
    left_out=word_set(
        """sen rep gov gen col lt sgt prof mr mrs ms miss dr sir lady lord president minister
        chancellor governor mayor senator secretary captain professor judge king queen prince
        princess general deputy prime spokesman spokeswoman spokesperson chief foreign finance
        interior defence defense state ceo"""
    ),
)

"""What in a question points back to the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.language.en.grammar import (
    AUXILIARY,
    DETERMINER,
    FUNCTION,
    LINK,
    PREPOSITION,
    QUESTION,
    Token,
    is_plural,
    tokens,
)
from rag.language.parts import word_set

Role: TypeAlias = Literal["person", "thing", "group", "place", "demonstrative"]

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers", "himself", "herself"), "person"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "group"),
    "there": "place",
    **dict.fromkeys(("that", "this", "those", "these"), "demonstrative"),
}
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_CLAUSE = frozenset({"that", "because", "when", "if", "after", "before", "while", "although", "as"})
_BARE = re.compile(
    r"(?:why(?: not)?|how(?: so| come)?|when|where|who|whom|what for|what else|who else|where else"
    r"|which (?:ones?|of them)|(?:since|until|by|from) when"
    r"|(?:by|for|from|with|to|against) (?:whom|who)|over what|from where|to where"
    r"|(?:by |for )?how (?:many|much|long|often|far|old|big|high|soon)"
    r"|for what reason|what then|and then|who exactly|when exactly|where exactly)(?: exactly)?"
)
_ABOUT = re.compile(r"(?:what|how) about\s+", re.IGNORECASE)
_DUMMY = re.compile(
    r"\bit\s+(?:takes?|took|rain\w*|snow\w*)\b|\bhow\s+\w+\s+(?:is|was)\s+it\s+to\b|\b(?:did|does|will|would)\s+it\s+take\b"
    r"|\b(?:is|was)\s+it\s+(?:true|possible|likely|known|legal|clear|\w+day)\b"
    r"|\bit\s+(?:is|was)\s+\w+\s+that\b|\bwhat\s+time\s+is\s+it\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(he|his|him)\s+or\s+(?:she|hers?)\b", re.IGNORECASE)
ORDERS = word_set(
    "tell give list describe explain show summarise summarize name find compare remind"
)
_BACKWARD = word_set(
    "afterwards afterward before after then else instead too also again later earlier since"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that stands for something said before.

    Attributes:
        start: first character in the question.
        end: one past the last character.
        role: what it can stand for.
        possessive: whether it takes the possessive form.
    """

    start: int
    end: int
    role: Role
    possessive: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """How a question leans on what was said before.

    Attributes:
        body: the question without "and", "but", "so" at its beginning and marks at its end.
        linked: whether it had such a word.
        about: what stands after "what about" or "how about", else "".
        bare: whether it is a question word and little more ("why?", "how many?").
        clause: whether it has a verb of its own.
        pointers: pronouns in `body` with nothing in the question that they could stand for.
        backward: whether its last word points back ("afterwards", "before", "else").
    """

    body: str
    linked: bool
    about: str
    bare: bool
    clause: bool
    pointers: tuple[Pointer, ...]
    backward: bool


def cues(question: str) -> Cues:
    """Return how a question leans on what was said before it."""
    body = _EITHER.sub(r"\1", question.strip().rstrip("?!. ").strip())
    linked = False
    words = tokens(body)
    while len(words) > 1 and words[0].lower in LINK and words[1].lower not in {"far", "long"}:
        body, linked = body[words[1].start :], True
        words = tokens(body)
    about = ""
    match = _ABOUT.match(body)
    if match:
        about = body[match.end() :]
    bare = bool(_BARE.fullmatch(" ".join(token.lower for token in words)))
    backward = len(words) > 1 and words[-1].lower in _BACKWARD
    return Cues(body, linked, about, bare, _has_verb(words), _pointers(body, words), backward)


def _has_verb(words: Sequence[Token]) -> bool:
    lower = [token.lower for token in words]
    if any(word in AUXILIARY for word in lower) or (len(lower) > 1 and lower[0] in ORDERS):
        return True
    if len(lower) >= 3 and lower[0] in {"who", "what"} and lower[1] not in FUNCTION:
        return True
    if lower and lower[0] in {"which", "whose", "how"}:
        return len([word for word in lower if word not in FUNCTION]) >= 3
    return False


def _pointers(body: str, words: Sequence[Token]) -> tuple[Pointer, ...]:
    dummies = [match.span() for match in _DUMMY.finditer(body)]
    found: list[Pointer] = []
    for position, token in enumerate(words):
        role = _ROLES.get(token.lower)
        if role is None or any(start <= token.start < end for start, end in dummies):
            continue
        before, after = words[:position], words[position + 1 :]
        following = after[0] if after else None
        if role == "place" and not _points_to_place(before, following):
            continue
        if role == "demonstrative" and not _points_to_fact(token, before, following):
            continue
        owns = (
            token.lower in _POSSESSIVE
            and following is not None
            and following.lower not in FUNCTION
            and not (token.lower == "her" and body[token.end : following.start] != " ")
        )
        if _bound(role, owns, before):
            continue
        found.append(Pointer(token.start, token.end, role, owns or token.lower in {"hers"}))
    return tuple(found)


def _points_to_place(before: Sequence[Token], following: Token | None) -> bool:
    """Tell "how many died there?" from "are there …"."""
    if not before:
        return False
    return not (before[-1].lower in AUXILIARY and following is not None)


def _points_to_fact(token: Token, before: Sequence[Token], following: Token | None) -> bool:
    """Tell "is that true?" and "after that" from "the man that …" and "said that …"."""
    if token.lower in {"this", "these"} and following is not None:
        return following.lower not in {"year", "month", "week", "time", "day", "summer", "winter"}
    if not before or following is None:
        return True
    return before[-1].lower in AUXILIARY | PREPOSITION | QUESTION


def _bound(role: Role, possessive: bool, before: Sequence[Token]) -> bool:
    """Whether something in the question itself can be what the pronoun stands for."""
    if not any(_is_noun(token, before[i - 1] if i else None) for i, token in enumerate(before)):
        return False
    if role in {"place", "demonstrative"}:
        return False
    named = any(token.text[:1].isupper() for token in before[1:])
    if possessive:
        return role != "person" or named or before[0].lower in {"which", "what", "who", "whose"}
    clause = any(token.lower in _CLAUSE for token in before[1:])
    return clause and (named or role == "group")


def _is_noun(token: Token, previous: Token | None) -> bool:
    if token.lower in FUNCTION or previous is None:
        return False
    determined = previous.lower in DETERMINER | PREPOSITION | {"which", "what", "whose"}
    return token.text[:1].isupper() or determined or is_plural(token.lower)

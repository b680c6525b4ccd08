"""What in a question points back to the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.grammar import Grammar, Pronouns, Role, Token


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
    """

    body: str
    linked: bool
    about: str
    bare: bool
    clause: bool
    pointers: tuple[Pointer, ...]


def cues(question: str, grammar: Grammar) -> Cues:
    """Return how a question leans on what was said before it."""
    rules = grammar.follow_ups
    body = grammar.pronouns.either.sub(
        lambda match: match[1], question.strip().rstrip("?!. ").strip()
    )
    linked = False
    words = grammar.tokens(body)
    while len(words) > 1 and words[0].lower in rules.link and words[1].lower not in rules.measured:
        body, linked = body[words[1].start :], True
        words = grammar.tokens(body)
    match = rules.about.match(body)
    return Cues(
        body,
        linked,
        about=body[match.end() :] if match else "",
        bare=bool(rules.bare.fullmatch(" ".join(token.lower for token in words))),
        clause=_has_verb(words, grammar),
        pointers=_pointers(body, words, grammar),
    )


def _has_verb(words: Sequence[Token], grammar: Grammar) -> bool:
    lower = [token.lower for token in words]
    orders = grammar.follow_ups.orders
    if any(word in grammar.auxiliary for word in lower) or (len(lower) > 1 and lower[0] in orders):
        return True
    subject = grammar.subject
    if len(lower) >= 3 and lower[0] in subject and lower[1] not in grammar.function:
        return True
    if lower and lower[0] in grammar.leading:
        return len([word for word in lower if word not in grammar.function]) >= 3
    return False


def _pointers(body: str, words: Sequence[Token], grammar: Grammar) -> tuple[Pointer, ...]:
    pronouns = grammar.pronouns
    dummies = [match.span() for match in pronouns.empty.finditer(body)]
    found: list[Pointer] = []
    for position, token in enumerate(words):
        role = pronouns.roles.get(token.lower)
        if role is None or any(start <= token.start < end for start, end in dummies):
            continue
        before, after = words[:position], words[position + 1 :]
        following = after[0] if after else None
        if role == "place" and not _points_to_place(before, following, grammar):
            continue
        if role == "demonstrative" and not _points_to_fact(token, before, following, grammar):
            continue
        owns = (
            token.lower in pronouns.possessive
            and following is not None
            and following.lower not in grammar.function
            and not (token.lower in pronouns.both and body[token.end : following.start] != " ")
        )
        if _bound(role, owns, before, grammar):
            continue
        found.append(Pointer(token.start, token.end, role, owns or token.lower in pronouns.owned))
    return tuple(found)


def _points_to_place(before: Sequence[Token], following: Token | None, grammar: Grammar) -> bool:
    """Tell "how many died there?" from "are there …"."""
    if not before:
        return False
    return not (before[-1].lower in grammar.auxiliary and following is not None)


def _points_to_fact(
    token: Token, before: Sequence[Token], following: Token | None, grammar: Grammar
) -> bool:
    """Tell "is that true?" and "after that" from "the man that …" and "said that …"."""
    pronouns: Pronouns = grammar.pronouns
    if token.lower in pronouns.near and following is not None:
        return following.lower not in pronouns.spans
    if not before or following is None:
        return True
    return before[-1].lower in grammar.auxiliary | grammar.preposition | grammar.question


def _bound(role: Role, possessive: bool, before: Sequence[Token], grammar: Grammar) -> bool:
    """Whether something in the question itself can be what the pronoun stands for."""
    previous = [None, *before]
    if not any(_is_noun(*pair, grammar) for pair in zip(before, previous, strict=False)):
        return False
    if role in {"place", "demonstrative"}:
        return False
    named = any(token.text[:1].isupper() for token in before[1:])
    if possessive:
        return role != "person" or named or before[0].lower in grammar.selecting | grammar.subject
    clause = any(token.lower in grammar.subordinate for token in before[1:])
    return clause and (named or role == "group")


def _is_noun(token: Token, previous: Token | None, grammar: Grammar) -> bool:
    if token.lower in grammar.function or previous is None:
        return False
    before = grammar.determiner | grammar.preposition | grammar.selecting
    determined = previous.lower in before
    return token.text[:1].isupper() or determined or grammar.is_plural(token.lower)

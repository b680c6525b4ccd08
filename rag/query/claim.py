"""A yes-or-no question turned into the sentence that "yes" would say."""

from __future__ import annotations

from collections.abc import Sequence

from rag.language import language_of
from rag.language.grammar import Grammar, Token


def claim_of(question: str) -> str | None:
    """Return what a yes-or-no question asks about as a statement; None for other questions.

    "Was the bridge closed in June?" is "the bridge was closed in June." Where the subject ends is
    told by the words of closed classes and by capitals.

    Args:
        question: standing by itself.
    """
    forms = language_of(question).forms
    grammar = language_of(question).grammar
    opening = forms.truth.match(question)
    text = question[opening.end() if opening else 0 :].strip()
    body = text.rstrip("?!. ")
    tokens = grammar.tokens(body)
    if len(tokens) < 3:
        return None
    some = forms.some.get(tokens[0].lower)
    if some:
        return _stated(some + body[tokens[0].end :])
    if tokens[0].lower not in grammar.auxiliary:
        return _stated(body) if opening else None
    behind = body[tokens[0].end :].strip()
    if tokens[0].lower in forms.dropped:
        return _stated(behind)
    end = _subject(body, tokens, grammar)
    auxiliary = tokens[0].lower
    return _stated(f"{body[tokens[1].start : end].strip()} {auxiliary} {body[end:].strip()}")


def premise_of(question: str) -> str | None:
    """Return what a question of why, how, when or where takes for granted; None for other ones.

    "Why was the bridge closed in June?" takes for granted that the bridge was closed in June.

    Args:
        question: standing by itself.
    """
    opening = language_of(question).forms.circumstance.match(question)
    return claim_of(question[opening.end() :]) if opening else None


def _stated(text: str) -> str:
    return f"{text.strip()[:1].upper()}{text.strip()[1:]}."


def _subject(body: str, tokens: Sequence[Token], grammar: Grammar) -> int:
    """Return where the subject behind an auxiliary ends, an offset into the question."""
    first = tokens[1]
    if first.lower in grammar.pronouns.roles or first.lower in grammar.subjects:
        return first.end
    head = 2 if first.lower in grammar.determiner else 1
    at = head
    end = first.end
    named = at < len(tokens) and _named(tokens[at])
    while at < len(tokens) - 1:
        word = tokens[at]
        linked = at > head and (
            word.lower in grammar.name_link
            or (_named(tokens[at + 1]) and word.lower in grammar.joins)
        )
        behind_link = tokens[at - 1].lower in grammar.name_link
        if at > head and not linked and not behind_link and _begins_the_rest(word, grammar):
            break
        if named and not _named(word) and not linked:
            end = word.end if grammar.is_plural(word.lower) else end
            break
        end = word.end
        named = named and not body[: word.end].endswith(("'s", "’s", "s'", "s’"))
        at += 1
    return end


def _named(word: Token) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit()


def _begins_the_rest(word: Token, grammar: Grammar) -> bool:
    lower = word.lower
    return (
        lower in grammar.function
        or grammar.participle.fullmatch(lower) is not None
        or grammar.progressive.fullmatch(lower) is not None
    )

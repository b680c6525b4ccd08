"""The noun phrases of a question, its verbs cut off."""

from __future__ import annotations

from collections.abc import Sequence

from rag.conversation.mentions import Kind, Mention, Spans, inside, names, possessive
from rag.conversation.surroundings import Surroundings
from rag.language.grammar import Grammar, Token


def phrases(question: str, near: Surroundings) -> list[Mention]:
    """Return the names and the noun phrases of a question in order."""
    grammar = near.grammar
    times = [match.span() for match in grammar.time.finditer(question)]
    named = names(question, near)
    found: list[Mention] = []
    everything = grammar.tokens(question)
    position = 0
    while position < len(everything):
        end = position
        while end < len(everything) and _goes_on(
            question, everything, (position, end), times, grammar
        ):
            end += 1
        if end == position:
            position += 1
            continue
        mention = _noun(question, everything, (position, end), named, near)
        if mention is not None:
            found.append(mention)
            end = max(end, sum(token.start < mention.end for token in everything))
        position = end
    outside = [m for m in named if not any(m.start < n.end and n.start < m.end for n in found)]
    return sorted([*found, *outside], key=lambda mention: mention.start)


def _goes_on(
    text: str, everything: Sequence[Token], span: tuple[int, int], times: Spans, grammar: Grammar
) -> bool:
    """Whether the word at the end of a span carries on the run of content words begun there."""
    begin, position = span
    token = everything[position]
    if token.lower in grammar.function or inside(token, times):
        return False
    return position == begin or text[everything[position - 1].end : token.start] in {" ", "' "}


def _noun(
    text: str,
    everything: Sequence[Token],
    span: tuple[int, int],
    named: Sequence[Mention],
    near: Surroundings,
) -> Mention | None:
    """Return the noun phrase that a run of content words begins with; verbs are cut off."""
    grammar = near.grammar
    run = everything[span[0] : span[1]]
    before = everything[span[0] - 1].lower if span[0] else ""
    earlier = everything[span[0] - 2].lower if span[0] > 1 else ""
    after = everything[span[1]].lower if span[1] < len(everything) else ""
    capital = any(token.text[:1].isupper() for token in run)
    if not _begins_noun(before, after, capital, grammar):
        return None
    kept = list(run)
    if before in grammar.asking:
        kept = _from_capital(kept)
    auxiliary = grammar.auxiliary
    if before in grammar.selecting | grammar.amounts:
        kept = _without_verb(kept, named, near, copula=True)
    elif before in auxiliary or (before in grammar.determiner and earlier in auxiliary):
        verb = before if before in auxiliary else earlier
        kept = _without_verb(kept, named, near, copula=verb in grammar.be)
    elif before in grammar.preposition or (
        capital and _inverted(everything[: span[0]], before, grammar)
    ):
        kept = _without_verb(kept, named, near, copula=True)
    start, head = kept[0].start, kept[-1]
    end = head.end - (2 if possessive(head) else 0)
    name = next((m for m in named if m.start <= start < m.end and m.end >= end), None)
    if name is not None:
        return name
    kind = _kind(head.lower, grammar)
    plural = grammar.is_plural(head.lower) or kind == "body"
    article = f"{grammar.the} " if before in grammar.definite else ""
    return Mention(text[start:end], start, end, kind, plural, False, article)


def _kind(noun: str, grammar: Grammar) -> Kind:
    if noun in grammar.person:
        return "person"
    if noun in grammar.body:
        return "body"
    return "place" if noun in grammar.place else "thing"


def _inverted(before: Sequence[Token], last: str, grammar: Grammar) -> bool:
    """Whether a main verb is still to come, as after "does"."""
    return last not in grammar.determiner and any(token.lower in grammar.do for token in before)


def _begins_noun(before: str, after: str, capital: bool, grammar: Grammar) -> bool:
    if before in grammar.asking:
        return capital
    if before in grammar.being or (before in grammar.infinitive and not capital):
        return False
    if before in grammar.what:
        return after in grammar.auxiliary or after in grammar.partitive & grammar.preposition
    closed = grammar.determiner | grammar.preposition | grammar.auxiliary | grammar.selecting
    return before in closed or capital


def _from_capital(run: list[Token]) -> list[Token]:
    """Cut the verb of "who became Carvella's minister"."""
    return next(run[n:] for n, token in enumerate(run) if token.text[:1].isupper())


def _without_verb(
    run: list[Token], named: Sequence[Mention], near: Surroundings, *, copula: bool
) -> list[Token]:
    """Cut the verb of "did the authority offer" and the participle of "was the bridge closed"."""
    grammar = near.grammar
    kept = run[:1]
    for token in run[1:]:
        within = any(m.start <= kept[-1].start and token.end <= m.end for m in named)
        noun = near.together(kept[-1].lower, token.lower) or near.together(grammar.the, token.lower)
        if not within and not noun:
            return kept
        kept.append(token)
    if copula:
        participle = grammar.participle.fullmatch
        while len(kept) > 1 and kept[-1].text.islower() and participle(kept[-1].lower):
            kept.pop()
        return kept
    last = kept[-1]
    closed = any(m.start < last.start and m.end >= last.end for m in named)
    return kept if closed or len(kept) == 1 else kept[:-1]

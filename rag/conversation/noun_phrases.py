"""The noun phrases of a question, its verbs cut off."""

from __future__ import annotations

from collections.abc import Sequence

from rag.conversation.mentions import Kind, Mention, Spans, inside, names, possessive
from rag.conversation.surroundings import Surroundings
from rag.language.en.grammar import (
    AUXILIARY,
    BODY_NOUN,
    DETERMINER,
    FUNCTION,
    PERSON_NOUN,
    PLACE_NOUN,
    PREPOSITION,
    TIME,
    Token,
    is_plural,
    tokens,
)
from rag.language.parts import word_set

_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
_PARTICIPLES = word_set(
    "built held made found won lost sold shot torn broken stolen written taken given seen"
)
_DO = frozenset({"do", "does", "did", "will", "would", "can", "could", "should", "shall"})
_ASKING = frozenset({"who", "whom", "when", "where", "why", "how"})
_KINDS: tuple[tuple[frozenset[str], Kind], ...] = (
    (PERSON_NOUN, "person"),
    (BODY_NOUN, "body"),
    (PLACE_NOUN, "place"),
)


def phrases(question: str, near: Surroundings) -> list[Mention]:
    """Return the names and the noun phrases of a question in order."""
    times = [match.span() for match in TIME.finditer(question)]
    named = names(question, near)
    found: list[Mention] = []
    everything = tokens(question)
    position = 0
    while position < len(everything):
        end = position
        while end < len(everything) and _goes_on(question, everything, position, end, times):
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
    text: str, everything: Sequence[Token], begin: int, position: int, times: Spans
) -> bool:
    """Whether the word at `position` carries on a run of content words begun at `begin`."""
    token = everything[position]
    if token.lower in FUNCTION or inside(token, times):
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
    run = everything[span[0] : span[1]]
    before = everything[span[0] - 1].lower if span[0] else ""
    earlier = everything[span[0] - 2].lower if span[0] > 1 else ""
    after = everything[span[1]].lower if span[1] < len(everything) else ""
    capital = any(token.text[:1].isupper() for token in run)
    if not _begins_noun(before, after, capital):
        return None
    kept = list(run)
    if before in _ASKING:
        kept = _from_capital(kept)
    if before in {"which", "what", "whose", "many", "much"}:
        kept = _without_verb(kept, "is", named, near)
    elif before in AUXILIARY or (before in DETERMINER and earlier in AUXILIARY):
        kept = _without_verb(kept, before if before in AUXILIARY else earlier, named, near)
    elif before in PREPOSITION or (capital and _inverted(everything[: span[0]], before)):
        kept = _without_verb(kept, "is", named, near)
    start, head = kept[0].start, kept[-1]
    end = head.end - (2 if possessive(head) else 0)
    name = next((m for m in named if m.start <= start < m.end and m.end >= end), None)
    if name is not None:
        return name
    kind: Kind = "thing"
    for words, value in _KINDS:
        if head.lower in words:
            kind = value
            break
    plural = is_plural(head.lower) or kind == "body"
    definite = before in {"the", "a", "an", "this", "that", "these", "those"}
    return Mention(text[start:end], start, end, kind, plural, False, "the " if definite else "")


def _inverted(before: Sequence[Token], last: str) -> bool:
    """Whether a main verb is still to come, as after "does"."""
    return last not in DETERMINER and any(token.lower in _DO for token in before)


def _begins_noun(before: str, after: str, capital: bool) -> bool:
    if before in _ASKING:
        return capital
    if before in {"be", "been", "being"} or (before == "to" and not capital):
        return False
    if before == "what":
        return after in AUXILIARY | {"of"}
    determined = before in DETERMINER | PREPOSITION | AUXILIARY | {"which", "whose"}
    return determined or capital


def _from_capital(run: list[Token]) -> list[Token]:
    """Cut the verb of "who became Carvella's minister"."""
    return next(run[n:] for n, token in enumerate(run) if token.text[:1].isupper())


def _without_verb(
    run: list[Token], auxiliary: str, named: Sequence[Mention], near: Surroundings
) -> list[Token]:
    """Cut the verb of "did the authority offer" and the participle of "was the bridge closed"."""
    kept = run[:1]
    for token in run[1:]:
        within = any(m.start <= kept[-1].start and token.end <= m.end for m in named)
        noun = near.together(kept[-1].lower, token.lower) or near.together("the", token.lower)
        if not within and not noun:
            return kept
        kept.append(token)
    if auxiliary in _BE:
        while len(kept) > 1 and kept[-1].text.islower() and _participle(kept[-1].lower):
            kept.pop()
        return kept
    last = kept[-1]
    closed = any(m.start < last.start and m.end >= last.end for m in named)
    return kept if closed or len(kept) == 1 else kept[:-1]


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES

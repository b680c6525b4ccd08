"""Who and what a text mentions: names and noun phrases, and what each may be referred to by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from rag.conversation.surroundings import Surroundings
from rag.conversation.words import (
    AUXILIARY,
    BODY_NOUN,
    DETERMINER,
    FUNCTION,
    PERSON_NOUN,
    PLACE_NOUN,
    PLACE_PREPOSITION,
    PREPOSITION,
    QUESTION,
    TIME,
    TITLE,
    Token,
    is_plural,
    tokens,
)

Kind: TypeAlias = Literal["person", "body", "place", "thing"]

_SAID = re.compile(
    r"\s*(?:said|says|told|asked|added|called|warned|announced|wrote|who\b"
    r"|, (?:the|who|an?|\d\d)\b)"
)
_SAID_BEFORE = re.compile(r"(?:said|says|told|asked|named|called|by)\s+$")
_MOMENT = re.compile(rf"{TIME.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase of a text.

    Attributes:
        text: its words, without a possessive ending.
        start: first character in the text it was found in.
        end: one past the last character, a possessive ending left out.
        kind: what it seems to be.
        plural: whether "they" may stand for it by its form.
        name: whether it is written as a name.
        article: "the " where a definite article stands before it, else "".
    """

    text: str
    start: int
    end: int
    kind: Kind
    plural: bool
    name: bool
    article: str = ""

    @property
    def words(self) -> str:
        """The mention as it can be put into another sentence."""
        return self.article + self.text


def names(text: str, near: Surroundings) -> list[Mention]:
    """Return the names of a text in order, times left out."""
    times = [match.span() for match in _MOMENT.finditer(text)]
    found: list[Mention] = []
    run: list[Token] = []
    everything = tokens(text)
    for position, token in enumerate(everything):
        initial = _begins_sentence(text, token.start)
        capital = _is_name(token, initial, near) and not _inside(token, times)
        following = everything[position + 1] if position + 1 < len(everything) else None
        joins = (
            bool(run)
            and token.lower in {"of", "and", "de", "van", "von"}
            and token.lower != "and"
            and following is not None
            and following.text[:1].isupper()
            and not _inside(following, times)
        )
        gap = text[run[-1].end : token.start] if run else ""
        touches = not run or gap in {" ", " '", "' ", "’ "}
        if run and (not touches or not (capital or joins) or _possessive(run[-1])):
            found.append(_named(text, run, near))
            run = []
            joins = False
        if capital or joins:
            run.append(token)
    if run:
        found.append(_named(text, run, near))
    return [mention for mention in found if mention.text]


def phrases(question: str, near: Surroundings) -> list[Mention]:
    """Return the names and the noun phrases of a question in order."""
    times = [match.span() for match in _MOMENT.finditer(question)]
    named = names(question, near)
    found: list[Mention] = []
    run: list[Token] = []
    article = ""
    previous: Token | None = None
    for token in [*tokens(question), None]:
        plain = token is not None and token.lower not in FUNCTION and not _inside(token, times)
        breaks = bool(run) and token is not None and question[run[-1].end : token.start] != " "
        if run and (not plain or breaks):
            found.extend(_noun(question, run, article, named, near))
            run, article = [], ""
        if plain and token is not None:
            if not run:
                before = previous.lower if previous else ""
                article = before if before in DETERMINER | QUESTION | {"many", "much"} else ""
                if previous and not article:
                    article = "-" if before in PREPOSITION | AUXILIARY else ""
            run.append(token)
        previous = token
    outside = [m for m in named if not any(m.start < n.end and n.start < m.end for n in found)]
    return sorted([*found, *outside], key=lambda mention: mention.start)


def kind_of(name: str, near: Surroundings, default: Kind = "thing") -> Kind:
    """Return what a name seems to be from how the archive speaks of it."""
    words = name.split()
    last = tokens(words[-1])[0].lower if words and tokens(words[-1]) else ""
    if any(part.lower in BODY_NOUN for part in tokens(name)):
        return "body"
    if last in PLACE_NOUN:
        return "place"
    votes: Counter[Kind] = Counter()
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for text in near.texts:
        for match in pattern.finditer(text):
            votes.update(_votes(text, match.start(), match.end()))
    if len(words) in (2, 3) and not any(near.is_common(word) for word in words):
        votes["person"] += 2
    if not votes:
        return default
    return votes.most_common(1)[0][0]


def _votes(text: str, start: int, end: int) -> list[Kind]:
    before, after = text[max(0, start - 40) : start], text[end : end + 20]
    words = tokens(before)
    last = words[-1] if words and before[words[-1].end - 0 :].strip() == "" else None
    votes: list[Kind] = []
    if last is not None and (last.lower in TITLE or last.lower in PERSON_NOUN):
        votes += ["person", "person"]
    elif last is not None and last.lower in PLACE_PREPOSITION:
        votes += ["place", "place"]
    elif last is not None and last.text[:1].isupper() and last.lower not in FUNCTION:
        votes.append("person")
    if _SAID.match(after) or _SAID_BEFORE.search(before):
        votes.append("person")
    return votes


def _is_name(token: Token, initial: bool, near: Surroundings) -> bool:
    if not token.text[:1].isupper() and not (token.text[:1].isdigit() and "-" in token.text):
        return False
    if token.text[:1].isdigit():
        return False
    if token.lower in FUNCTION:
        return False
    return not (initial and near.is_common(token.lower))


def _named(text: str, run: Sequence[Token], near: Surroundings) -> Mention:
    kept = list(run)
    while kept and kept[-1].lower == "of":
        kept.pop()
    while len(kept) > 1 and kept[0].lower in TITLE and kept[0].lower not in BODY_NOUN:
        kept.pop(0)
    start, end = kept[0].start, kept[-1].end
    words = text[start:end]
    if _possessive(kept[-1]):
        words, end = words[:-2], end - 2
    before = tokens(text[max(0, start - 12) : start])
    article = "the " if before and before[-1].lower == "the" else ""
    default: Kind = "thing" if article else "place" if len(kept) == 1 else "thing"
    kind = kind_of(words, near, default)
    plural = is_plural(kept[-1].lower) and kind != "place"
    return Mention(words, start, end, kind, plural or kind == "body", True, article)


def _noun(
    text: str, run: Sequence[Token], article: str, named: Sequence[Mention], near: Surroundings
) -> list[Mention]:
    """Return the noun phrase that a run of words begins with; verbs at its end are cut off."""
    if not article and not any(token.text[:1].isupper() for token in run):
        return []
    kept = [run[0]]
    for token in run[1:]:
        inside = any(m.start <= kept[-1].start and token.end <= m.end for m in named)
        if not inside and not near.together(kept[-1].lower, token.lower):
            break
        kept.append(token)
    head = kept[-1]
    start, end = kept[0].start, head.end - (2 if _possessive(head) else 0)
    words = text[start:end]
    name = next((m for m in named if m.start <= start and m.end >= end), None)
    if name is not None:
        return [name]
    kind: Kind = "thing"
    if head.lower in PERSON_NOUN:
        kind = "person"
    elif head.lower in BODY_NOUN:
        kind = "body"
    elif head.lower in PLACE_NOUN:
        kind = "place"
    whole = next((m for m in named if m.start == start), None)
    if whole is not None and whole.end > end:
        return [whole]
    mention = Mention(words, start, end, kind, is_plural(head.lower) or kind == "body", False)
    definite = article in {"the", "a", "an", "this", "that"} or article == "-"
    return [replace(mention, article="the " if definite and article != "-" else "")]


def _inside(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)


def _possessive(token: Token) -> bool:
    return token.text.lower().replace("’", "'").endswith("'s")


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"

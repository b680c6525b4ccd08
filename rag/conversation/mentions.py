"""Who and what a text mentions by name, and what each may be referred to by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.conversation.surroundings import Surroundings
from rag.language.grammar import Grammar, Token

Kind: TypeAlias = Literal["person", "body", "place", "thing"]

Spans: TypeAlias = Sequence[tuple[int, int]]


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
    grammar = near.grammar
    times = [match.span() for match in grammar.time.finditer(text)]
    found: list[Mention] = []
    run: list[Token] = []
    everything = grammar.tokens(text)
    for position, token in enumerate(everything):
        initial = _begins_sentence(text, token.start)
        capital = _is_name(token, initial, near) and not inside(token, times)
        following = everything[position + 1] if position + 1 < len(everything) else None
        joins = (
            bool(run)
            and token.lower in grammar.name_link
            and following is not None
            and following.text[:1].isupper()
            and not inside(following, times)
        )
        gap = text[run[-1].end : token.start] if run else ""
        touches = not run or gap in {" ", " '", "' ", "’ "}
        if run and (not touches or not (capital or joins) or possessive(run[-1])):
            found.append(_named(text, run, near))
            run = []
            joins = False
        if capital or joins:
            run.append(token)
    if run:
        found.append(_named(text, run, near))
    return [mention for mention in found if mention.text]


def kind_of(name: str, near: Surroundings, default: Kind = "thing") -> Kind:
    """Return what a name seems to be from how the archive speaks of it."""
    grammar = near.grammar
    words = name.split()
    parts = grammar.tokens(name)
    last = grammar.tokens(words[-1])[0].lower if words and grammar.tokens(words[-1]) else ""
    if any(part.lower in grammar.body for part in parts):
        return "body"
    if last in grammar.place:
        return "place"
    votes: Counter[Kind] = Counter()
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for text in near.texts:
        for match in pattern.finditer(text):
            votes.update(_votes(text, match.start(), match.end(), grammar))
    alone = not any(near.is_common(word) for word in words) and not grammar.is_plural(last)
    if len(words) in (2, 3) and alone:
        votes["person"] += 1
    if len(words) == 1 and grammar.is_plural(last):
        del votes["person"]
    if default == "thing" and votes["person"] < 2:
        del votes["person"]
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else default


def _votes(text: str, start: int, end: int, grammar: Grammar) -> list[Kind]:
    before, after = text[max(0, start - 40) : start], text[end : end + 20]
    words = grammar.tokens(before)
    gap = before[words[-1].end :].strip() if words else "-"
    last = words[-1] if words and gap in {"", ","} else None
    votes: list[Kind] = []
    if last is not None and last.lower == grammar.the:
        return ["thing", "thing"]
    if last is not None and (last.lower in grammar.title | grammar.person):
        votes += ["person", "person"]
    elif last is not None and not gap and last.lower in grammar.place_preposition:
        votes += ["place", "place"]
    elif (
        last is not None
        and not gap
        and last.text[:1].isupper()
        and last.lower not in grammar.function
    ):
        votes.append("person")
    if grammar.relative.match(after):
        return ["body", "body"]
    if grammar.said.match(after) or grammar.said_before.search(before):
        votes.append("person")
    return votes


def _is_name(token: Token, initial: bool, near: Surroundings) -> bool:
    if not token.text[:1].isupper() and not (token.text[:1].isdigit() and "-" in token.text):
        return False
    if token.text[:1].isdigit():
        return False
    if token.lower in near.grammar.function:
        return False
    return not (initial and near.is_common(token.lower))


def _named(text: str, run: Sequence[Token], near: Surroundings) -> Mention:
    grammar = near.grammar
    kept = list(run)
    while kept and kept[-1].lower in grammar.name_link:
        kept.pop()
    while len(kept) > 1 and kept[0].lower in grammar.title - grammar.body:
        kept.pop(0)
    start, end = kept[0].start, kept[-1].end
    words = text[start:end]
    if possessive(kept[-1]):
        words, end = words[:-2], end - 2
    before = grammar.tokens(text[max(0, start - 12) : start])
    article = f"{grammar.the} " if before and before[-1].lower == grammar.the else ""
    default: Kind = "thing" if article else "place" if len(kept) == 1 else "thing"
    kind = kind_of(words, near, default)
    plural = grammar.is_plural(kept[-1].lower) and kind != "place"
    return Mention(words, start, end, kind, plural or kind == "body", True, article)


def inside(token: Token, spans: Spans) -> bool:
    """Whether a word stands within one of some spans."""
    return any(start <= token.start and token.end <= end for start, end in spans)


def possessive(token: Token) -> bool:
    """Whether a word ends as a possessive."""
    return token.text.lower().replace("’", "'").endswith("'s")


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"

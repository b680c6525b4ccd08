"""Who and what a text mentions: names and noun phrases, and what each may be referred to by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.conversation.surroundings import Surroundings
from rag.language.en.grammar import (
    AUXILIARY,
    BODY_NOUN,
    DETERMINER,
    FUNCTION,
    PERSON_NOUN,
    PLACE_NOUN,
    PLACE_PREPOSITION,
    PREPOSITION,
    TIME,
    TITLE,
    Token,
    is_plural,
    tokens,
    word_set,
)

Kind: TypeAlias = Literal["person", "body", "place", "thing"]

_SAID = re.compile(
    r"\s*(?:said|says|told|asked|added|called|warned|announced|wrote|who\b"
    r"|, (?:the|who|an?|\d\d)\b)"
)
_WHICH = re.compile(r"\s*,?\s+which\b")
_SAID_BEFORE = re.compile(r"(?:said|says|told|asked|named|called|by)\s+$")
_MOMENT = TIME
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
    if token.lower in FUNCTION or _inside(token, times):
        return False
    return position == begin or text[everything[position - 1].end : token.start] in {" ", "' "}


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
    alone = not any(near.is_common(word) for word in words) and not is_plural(last)
    if len(words) in (2, 3) and alone:
        votes["person"] += 1
    if len(words) == 1 and is_plural(last):
        del votes["person"]
    if default == "thing" and votes["person"] < 2:
        del votes["person"]
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else default


def _votes(text: str, start: int, end: int) -> list[Kind]:
    before, after = text[max(0, start - 40) : start], text[end : end + 20]
    words = tokens(before)
    gap = before[words[-1].end :].strip() if words else "-"
    last = words[-1] if words and gap in {"", ","} else None
    votes: list[Kind] = []
    if last is not None and last.lower == "the":
        return ["thing", "thing"]
    if last is not None and (last.lower in TITLE or last.lower in PERSON_NOUN):
        votes += ["person", "person"]
    elif last is not None and not gap and last.lower in PLACE_PREPOSITION:
        votes += ["place", "place"]
    elif last is not None and not gap and last.text[:1].isupper() and last.lower not in FUNCTION:
        votes.append("person")
    if _WHICH.match(after):
        return ["body", "body"]
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
    end = head.end - (2 if _possessive(head) else 0)
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
        inside = any(m.start <= kept[-1].start and token.end <= m.end for m in named)
        noun = near.together(kept[-1].lower, token.lower) or near.together("the", token.lower)
        if not inside and not noun:
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


def _inside(token: Token, spans: Spans) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)


def _possessive(token: Token) -> bool:
    return token.text.lower().replace("’", "'").endswith("'s")


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"

"""What a pronoun stands for: candidates from the last turns, ordered and weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.conversation.cues import Pointer
from rag.conversation.mentions import Mention, names
from rag.conversation.noun_phrases import phrases
from rag.conversation.surroundings import Surroundings, covered, weight
from rag.language.grammar import Grammar, Role

RELEVANCE = 0.5
RANK = 0.5
NEAR = 60
TITLED = 0.5


@dataclass(frozen=True, slots=True)
class Past:
    """The last exchange as material for what a follow-up may mean.

    Attributes:
        question: the last question, standing alone, names written as the archive does.
        asked: its names and noun phrases in order.
        answered: names of the answer that the question does not have, in order.
        near: what the archive says near it.
        answer: the answer, without markers.
    """

    question: str
    asked: tuple[Mention, ...]
    answered: tuple[Mention, ...]
    near: Surroundings
    answer: str = ""

    @classmethod
    def of(cls, question: str, answer: str, near: Surroundings) -> Past:
        """Return the past of a question and its answer (may be empty)."""
        question, tokens = near.truecase(question), near.grammar.tokens
        between = near.grammar.follow_ups.between
        asked = tuple(_extended(question, phrases(question, near), between))
        known = {token.lower for token in tokens(question)}
        answered = tuple(
            mention
            for mention in names(answer, near)
            if tokens(mention.text)[-1].lower not in known
        )
        return cls(question, asked, answered, near, answer)

    @property
    def grammar(self) -> Grammar:
        """The grammar of the conversation."""
        return self.near.grammar

    def closeness(self, mention: Mention) -> float:
        """Return how much of the last question stands close to a name of the answer, 0..1."""
        archive = self.near.archive
        terms = {
            term
            for token in self.grammar.content(self.question)
            for term in archive.terms(token.text)
        }
        weights = {term: weight(archive, term) for term in terms}
        start = max(self.answer.rfind(". ", 0, mention.start) + 1, mention.start - NEAR)
        stop = self.answer.find(". ", mention.end)
        end = min(stop if stop >= 0 else len(self.answer), mention.end + NEAR)
        present = terms.intersection(archive.terms(self.answer[start:end]))
        share = sum(weights[term] for term in present) / (sum(weights.values()) or 1.0)
        before = self.grammar.tokens(self.answer[start : mention.start])
        return share + TITLED * bool(before and before[-1].lower in self._nouns())

    def _nouns(self) -> set[str]:
        """Return the noun that the last question asks for ("which company"), as a set."""
        lower = [token.lower for token in self.grammar.tokens(self.question)[:4]]
        return set(lower[1:]) if lower and lower[0] in self.grammar.which else set()

    def wants(self) -> Role | None:
        """Return what the last question asked for, where its words say so."""
        grammar = self.grammar
        lower = [token.lower for token in grammar.tokens(self.question)]
        if not lower:
            return None
        if lower[0] in grammar.who and not self._names_its_subject(lower):
            return "person"
        if lower[0] in grammar.where:
            return "place"
        if lower[0] in grammar.what and self._asks_for_a_thing(lower):
            return "thing"
        if lower[0] in grammar.which:
            noun = next((word for word in lower[1:4] if word not in grammar.partitive), "")
            if noun in grammar.person:
                return "person"
            if noun in grammar.place:
                return "place"
            if lower[0] not in grammar.what or (len(lower) > 1 and not self.asked_subject()):
                return "group" if grammar.is_plural(noun) else "thing"
        return None

    def asked_subject(self) -> bool:
        """Whether the last question names what it is about before its verb's other parts."""
        return bool(self.asked)

    def _asks_for_a_thing(self, lower: Sequence[str]) -> bool:
        """Tell "what was stolen" from "what was the cost"."""
        if len(lower) < 3 or lower[1] not in self.grammar.copula:
            return False
        third = self.grammar.tokens(self.question)[2]
        return third.lower not in self.grammar.function and third.text.islower()

    def _names_its_subject(self, lower: Sequence[str]) -> bool:
        """Tell "who is Hong Min" (the person is named) from "who is mayor of Lomund"."""
        if len(lower) < 3 or lower[1] not in self.grammar.copula:
            return False
        return len(self.asked) == 1 and self.asked[0].name and self.asked[0].kind == "person"


def _extended(
    question: str, mentions: Sequence[Mention], between: re.Pattern[str]
) -> list[Mention]:
    """Return mentions with "of …" and "between … and …" as part of what they belong to."""
    found: list[Mention] = []
    for position, mention in enumerate(mentions):
        end = mention.end
        for following in mentions[position + 1 :]:
            if not between.fullmatch(question[end : following.start]):
                break
            end = following.end
        longer = replace(mention, text=question[mention.start : end], end=end)
        found.append(mention if mention.name else longer)
    return found


def antecedent(pointer: Pointer, question: str, past: Past) -> Mention | None:
    """Return what a pronoun most likely stands for; None when nothing fits.

    Candidates come from the last question and its answer. They are ordered by how usual it is
    to point at them, and weighed by how well the archive's passages that name a candidate
    cover the words of the question.

    Args:
        pointer: the pronoun.
        question: the question that it stands in.
        past: the last exchange.
    """
    candidates = [m for m in _ordered(pointer.role, past) if not _asked_for(m, past)]
    if not candidates:
        return None
    words = [token.text for token in past.grammar.content(question)]
    archive = past.near.archive
    asks = past.wants() is not None and candidates[0] in past.answered
    whole = covered(archive, words, past.near.texts) or 1.0
    scored = []
    for rank, mention in enumerate(candidates):
        head = mention.text.split()[-1]
        naming = [text for text in past.near.texts if head.lower() in text.lower()]
        relevance = covered(archive, words, naming) / whole
        value = RELEVANCE * relevance + RANK / (1 + rank)
        if mention in past.answered and asks:
            value += past.closeness(mention)
        scored.append((value, -rank, mention))
    return max(scored, key=lambda item: item[:2])[2]


def _like_a_person(mention: Mention) -> bool:
    return mention.name and not mention.article and 2 <= len(mention.text.split()) <= 3


def _asked_for(mention: Mention, past: Past) -> bool:
    """Whether a mention is what its question asks for ("which company")."""
    before = past.grammar.tokens(past.question[: mention.start])
    return bool(before) and before[-1].lower in past.grammar.selecting and not mention.name


def _ordered(role: Role, past: Past) -> list[Mention]:
    wanted = past.wants()
    if role == "demonstrative" and wanted == "place":
        role = "place"
    asked, answered = list(past.asked), list(past.answered)
    if role == "person":
        mine = [m for m in asked if m.kind == "person" and (m.name or wanted != "person")]
        theirs = [m for m in answered if m.kind == "person"]
        loose = [m for m in answered + asked if m.kind == "thing" and _like_a_person(m)]
        return (theirs + mine if wanted == "person" else mine + theirs) or loose
    if role == "place":
        mine = [m for m in asked if m.kind == "place"]
        if wanted != "place":
            mine = mine or [m for m in asked if m.name]
        theirs = [m for m in answered if m.kind == "place"]
        if wanted != "place":
            mine += [m for m in asked if m not in mine and m.kind in {"body", "thing"}]
        return theirs + mine if wanted == "place" else mine + theirs
    if role == "group":
        mine = [m for m in asked if m.plural] or [m for m in asked if m.kind == "body"]
        theirs = [m for m in answered if m.plural or m.kind == "person"]
        mine += [m for m in asked if m not in mine and m.kind in {"person", "place"} and m.name]
        return theirs + mine if wanted in {"group", "person"} else mine + theirs
    mine = [m for m in asked if m.kind != "person" and not (m.plural and m.kind == "thing")]
    mine.sort(key=lambda m: m.kind == "place")
    theirs = [m for m in answered if m.kind != "person" and not (m.plural and m.kind == "thing")]
    if wanted not in {"place", "thing"}:
        theirs = [m for m in theirs if m.kind != "place"]
    return theirs + mine if wanted == "thing" else mine + theirs

"""The last exchange as material for what a follow-up may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.conversation.mentions import Mention, names
from rag.conversation.surroundings import Surroundings
from rag.language.grammar import Grammar
from rag.types import Turn

_HINTED = re.compile(r"(.+?)(?<!\s)\s*+\(([^()]+)\)", re.DOTALL)
_FIRST = re.compile(r"[^.!?]{20,}?[.!?](?=\s+[\"“A-Z]|$)|.+", re.DOTALL)
_MOST_NAMES = 3
_MOST_WORDS = 12
# A question with fewer words of its own goes with all of the last question.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Past:
    """The last question and its answer.

    Attributes:
        question: the question without its hint, names written as the archive does.
        asked: the names in it.
        hinted: what it was asked with, where it leaned on a question before it.
        answered: names of the short answer, else of the answer's first sentence, that the question
            does not have.
        told: how many of these are likely to be what was asked for.
        near: what the archive says near both.
    """

    question: str
    asked: tuple[Mention, ...]
    hinted: tuple[str, ...]
    answered: tuple[Mention, ...]
    told: int
    near: Surroundings

    @classmethod
    def of(cls, asked: str, turn: Turn, near: Surroundings) -> Past:
        """Return the past of a turn, given its question as it was understood."""
        question, hinted = apart(asked)
        question = near.truecase(question)
        known = {token.lower for token in near.grammar.tokens(f"{question} {' '.join(hinted)}")}
        first = _FIRST.match(turn.answer)
        said = turn.short or (first.group() if first else "")
        answered = tuple(
            mention
            for mention in names(said, near)
            if not known.issuperset(token.lower for token in near.grammar.tokens(mention.text))
        )
        told = _MOST_NAMES if turn.short else 1
        return cls(question, tuple(names(question, near)), hinted, answered, told, near)

    @property
    def grammar(self) -> Grammar:
        """The grammar of the conversation."""
        return self.near.grammar

    def seeks(self) -> bool:
        """Whether the last question asked for somebody or something that its answer names."""
        grammar = self.grammar
        opening = grammar.tokens(self.question)[:3]
        first = [token.lower for token in opening[:2]]
        if not first:
            return False
        if first[0] in grammar.who:  # "who is Hong Min" names whom it asks about
            named = {mention.start for mention in self.asked} & {opening[-1].start}
            return not (first[-1] in grammar.auxiliary and named)
        which = first[0] in grammar.which - grammar.subject
        return which and first[-1] not in grammar.auxiliary

    def seeks_person(self) -> bool:
        """Whether the last question asked for a person."""
        first = [token.lower for token in self.grammar.tokens(self.question)[:2]]
        return self.seeks() and (first[0] in self.grammar.who or first[-1] in self.grammar.person)

    def hint(self, question: str, *, whole: bool) -> tuple[str, ...]:
        """Return what a question is to be asked with: names, or all of the last question.

        Args:
            question: whose own words are left out.
            whole: whether it has no verb of its own, so that names are not enough.
        """
        grammar = self.grammar
        said = {token.lower for token in grammar.tokens(question)}
        found = list(self.answered[: self.told]) if self.seeks() else []
        listed = [*(m.text for m in self.asked), *self.hinted, *(m.text for m in found)]
        new = [
            words
            for words in dict.fromkeys(listed)
            if not said.issuperset(token.lower for token in grammar.tokens(words))
        ]
        if new and not whole and len(grammar.content(question)) >= _ENOUGH:
            return tuple(new[:_MOST_NAMES])
        before = self.hinted or (self._matter(),)
        return tuple(dict.fromkeys([*before, *(m.text for m in found)]))

    def _matter(self) -> str:
        """Return the last question without what opens it, and without its times."""
        grammar = self.grammar
        lead = grammar.follow_ups.lead.match(self.question)
        body = self.question[lead.end() :] if lead else self.question
        words = grammar.time.sub(" ", body).replace(",", " ").rstrip("?!. ").split()
        while words and words[0].lower() in grammar.auxiliary:
            words.pop(0)
        return " ".join(words[:_MOST_WORDS])


def apart(asked: str) -> tuple[str, tuple[str, ...]]:
    """Return a question and the hint that it was asked with."""
    found = _HINTED.fullmatch(asked.strip())
    if found is None:
        return asked, ()
    return found[1], tuple(part.strip() for part in found[2].split(","))


def together(question: str, hint: Sequence[str]) -> str:
    """Return a question with a hint of what it is about, in brackets behind it."""
    listed = ", ".join(part for part in hint if part)
    return f"{question.strip()} ({listed})" if listed else question

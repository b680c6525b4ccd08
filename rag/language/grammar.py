"""What makes a follow-up whole in a language: its closed classes, pronouns and turns of phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rag.language.parts import NEVER, WordSet

Role: TypeAlias = Literal["person", "thing", "group", "place", "demonstrative"]

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*", re.UNICODE)
_NONE: WordSet = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written, in lower case without a possessive ending, and its place."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class Pronouns:
    """Words that stand for something said before.

    Attributes:
        roles: what each may stand for.
        possessive: those that own what follows.
        both: those of them that also stand alone.
        owned: those that stand for what somebody owns.
        near: demonstratives that may stand before a noun of their own.
        spans: nouns that "this" makes a time.
        empty: pronouns that stand for nothing ("how long did it take").
        either: two pronouns for one person, the first as a group.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    possessive: WordSet = _NONE
    both: WordSet = _NONE
    owned: WordSet = _NONE
    near: WordSet = _NONE
    spans: WordSet = _NONE
    empty: re.Pattern[str] = NEVER
    either: re.Pattern[str] = NEVER


@dataclass(frozen=True, eq=False, slots=True)
class FollowUps:
    """How short questions are put.

    Attributes:
        link: words that tie a question to the one before.
        measured: words after which such a word is none ("so far").
        orders: verbs that open a request.
        about: what opens "what about …".
        bare: a question word and little more.
        lead: a question word with its preposition and noun.
        reasons: question words that may open the last question in place of its own.
        located: a place, as an answer to "where".
        owner: the possessive of a name, and of a plural in s.
    """

    link: WordSet = _NONE
    measured: WordSet = _NONE
    orders: WordSet = _NONE
    about: re.Pattern[str] = NEVER
    bare: re.Pattern[str] = NEVER
    lead: re.Pattern[str] = NEVER
    reasons: WordSet = _NONE
    located: str = ""
    owner: tuple[str, str] = ("", "")


@dataclass(frozen=True, eq=False, slots=True)
class Grammar:
    """Words by what they are in a sentence, in lower case.

    Attributes:
        function: all words of closed classes.
        question: question words.
        who: those that ask for a person.
        which: those that ask for one of several.
        subject: those that may be the subject of a verb.
        leading: those that stand before a noun or an adjective.
        auxiliary: auxiliary verbs, forms of `be` and `do` among them.
        preposition: prepositions.
        place_preposition: those that stand before places.
        determiner: determiners.
        article: articles.
        the: the definite article.
        subordinate: what opens a subordinate clause.
        name_link: what joins the words of a name.
        title: titles before a name.
        person: nouns for a person.
        place: nouns for a place.
        body: nouns for a body of people.
        plural: plurals by their form.
        participle: participles by their form.
        progressive: those of what goes on ("closing") and adverbs, by their form.
        subjects: words that are a subject by themselves.
        joins: what joins two names.
        whole: words whose possessive ending is a verb.
        said: what follows a speaker.
        said_before: what stands before a speaker.
        relative: what follows a body of people.
        time: a time.
        pronouns: words that stand for something said before.
        follow_ups: how short questions are put.
    """

    function: WordSet = _NONE
    question: WordSet = _NONE
    who: WordSet = _NONE
    which: WordSet = _NONE
    subject: WordSet = _NONE
    leading: WordSet = _NONE
    auxiliary: WordSet = _NONE
    preposition: WordSet = _NONE
    place_preposition: WordSet = _NONE
    determiner: WordSet = _NONE
    article: WordSet = _NONE
    the: str = ""
    subordinate: WordSet = _NONE
    name_link: WordSet = _NONE
    title: WordSet = _NONE
    person: WordSet = _NONE
    place: WordSet = _NONE
    body: WordSet = _NONE
    plural: re.Pattern[str] = NEVER
    participle: re.Pattern[str] = NEVER
    progressive: re.Pattern[str] = NEVER
    subjects: WordSet = _NONE
    joins: WordSet = _NONE
    whole: WordSet = _NONE
    said: re.Pattern[str] = NEVER
    said_before: re.Pattern[str] = NEVER
    relative: re.Pattern[str] = NEVER
    time: re.Pattern[str] = NEVER
    pronouns: Pronouns = field(default_factory=Pronouns)
    follow_ups: FollowUps = field(default_factory=FollowUps)

    @property
    def selecting(self) -> WordSet:
        """Question words that stand before the noun they ask for."""
        return self.which | self.who & self.leading

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text in order."""
        found = []
        for match in _WORD.finditer(text):
            lower = match.group().lower().replace("’", "'")
            if lower.endswith("'s") and lower[:-2] not in self.whole:
                lower = lower[:-2]
            found.append(Token(match.group(), lower, match.start(), match.end()))
        return found

    def content(self, text: str) -> list[Token]:
        """Return the words of a text that carry a meaning of their own."""
        return [t for t in self.tokens(text) if t.lower.split("'")[0] not in self.function]

    def is_plural(self, word: str) -> bool:
        """Whether a noun looks like a plural."""
        return self.plural.fullmatch(word.lower()) is not None

    def lower_first(self, text: str) -> str:
        """Lower the first letter of a sentence unless its first word is a name or an initialism."""
        first = self.tokens(text)[:1]
        if not first or first[0].lower not in self.function:
            return text
        return text[: first[0].start] + first[0].text[:1].lower() + text[first[0].start + 1 :]

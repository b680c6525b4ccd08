"""What the archive says near a question: how names are written, what words stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.language.grammar import Grammar
from rag.query.asked import inverse_frequency

if TYPE_CHECKING:
    from index import Index

PASSAGES = 6


@dataclass
class Surroundings:
    """The passages that an archive finds for some texts, read as material for rules.

    Attributes:
        archive: the index that is asked.
        grammar: of the language of the conversation.
        texts: words of the passages, best first, each after its article's title.
        articles: ids of their articles, best first.
    """

    archive: Index
    grammar: Grammar
    texts: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, archive: Index, grammar: Grammar, queries: Iterable[str], k: int = PASSAGES
    ) -> Surroundings:
        """Return what the lexical index finds for each of the queries."""
        found = cls(archive, grammar)
        seen: set[int] = set()
        for query in queries:
            if not query.strip():
                continue
            ranked = archive.lexical(query, k)
            ids = [int(number) for number in ranked.ids if int(number) not in seen]
            seen.update(ids)
            for passage in archive.passages(ids):
                article = archive.article(passage.article_id)
                if passage.article_id not in found.articles:
                    found.articles.append(passage.article_id)
                found.texts.append(f"{article.title}\n{article.text[passage.start : passage.end]}")
        return found

    @cached_property
    def _cases(self) -> tuple[dict[str, str], set[str]]:
        """Words that are only ever written with a capital, as written; words seen without."""
        upper: dict[str, str] = {}
        lower: set[str] = set()
        for text in self.texts:
            body = text.split("\n", 1)[-1]
            for previous, token in pairwise([None, *self.grammar.tokens(body)]):
                if token is None:
                    continue
                if not token.text[:1].isupper():
                    lower.add(token.lower)
                elif (
                    previous is not None
                    and body[previous.end : token.start] == " "
                    and not previous.text[:1].isupper()
                ):
                    upper.setdefault(token.lower, token.text[: len(token.lower)])
        return {word: form for word, form in upper.items() if word not in lower}, lower

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return {
            (first.lower, second.lower)
            for text in self.texts
            for first, second in pairwise(self.grammar.tokens(text))
        }

    def is_common(self, word: str) -> bool:
        """Whether the passages write the word without a capital somewhere."""
        return word.lower() in self._cases[1]

    def together(self, first: str, second: str) -> bool:
        """Whether one word follows the other somewhere in the passages."""
        return (first.lower(), second.lower()) in self._pairs

    def truecase(self, text: str) -> str:
        """Return a text with its names written as the archive writes them."""
        upper, lower = self._cases
        pieces, end = [], 0
        previous = ""
        for token in self.grammar.tokens(text):
            form = upper.get(token.lower)
            if form is None and previous in upper and token.lower not in lower:
                joined = self.together(previous, token.lower)
                form = token.text[:1].upper() + token.text[1:] if joined else None
            previous = token.lower
            if form and token.text.islower() and token.lower not in self.grammar.function:
                pieces += [text[end : token.start], form]
                end = token.start + len(form)
        return "".join(pieces) + text[end:]


def weight(archive: Index, term: str) -> float:
    """Return the inverse document frequency of a term; 0 where no passage has it."""
    frequency = archive.document_frequency(term)
    if not frequency:
        return 0.0
    return inverse_frequency(frequency, archive.passage_count)


def covered(archive: Index, words: Sequence[str], texts: Iterable[str]) -> float:
    """Return the weight of the words that the best single text has, all words as terms."""
    terms = {term for word in words for term in archive.terms(word)}
    weights = {term: weight(archive, term) for term in terms}
    best = 0.0
    for text in texts:
        present = terms.intersection(archive.terms(text))
        best = max(best, sum(weights[term] for term in present))
    return best

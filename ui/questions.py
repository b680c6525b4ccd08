"""Questions to begin with, made of the newest articles and asked before they are offered."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from index.errors import DatelineError
from rag.events import Done
from rag.language import language_of
from rag.language.questions import Turn
from ui.thread import Asked

if TYPE_CHECKING:
    from index.store.records import ArticleInfo
    from ui.backend import Backend

_log = logging.getLogger(__name__)

ARTICLES = 400
"""Newest articles that are read for questions."""
TRIES = 24
"""The most questions that are asked to see whether they are answered."""
WANTED = 4
ALIKE = 2
"""The most questions that begin with the same word."""
WAIT_S = 8.0
SURE = 0.5
MOST = 40
"""Sentences of an article that are looked at."""
_SHORT = 110
_NAME = re.compile(r"(?<=\s)\W?([A-Z][\w-]+)")
_END = re.compile(r"(?<=[.!?])[\s”\"]+|\n+")


class Questions:
    """Finds questions once for each state of an archive, while the page is used.

    Args:
        backend: the archive, which also answers them.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._lock = Lock()
        self._generation: int | None = None
        self._found: list[str] = []
        self._done = Event()

    def get(self, articles: Sequence[ArticleInfo], wait: float) -> list[str]:
        """Return the questions found so far.

        Args:
            articles: the archive, newest first.
            wait: seconds to wait for them at most.
        """
        generation = self._backend.index().generation
        with self._lock:
            if self._generation != generation:
                self._generation, self._found = generation, []
                self._done = Event()
                work = (list(articles[:ARTICLES]), self._found, self._done)
                Thread(target=self._work, args=work, name="questions", daemon=True).start()
            found, done = self._found, self._done
        done.wait(wait)
        return list(found)

    def _work(
        self,
        articles: list[ArticleInfo],
        found: list[str],
        done: Event,
    ) -> None:
        try:
            texts = self._texts(articles)
            kinds: Counter[str] = Counter()
            named: set[str] = set()
            tried: set[str] = set()
            for words, article in candidates(texts):
                if len(tried) >= TRIES or len(found) >= WANTED:
                    break
                kind, names = words.split()[0], set(_NAME.findall(words))
                if words in tried or kinds[kind] >= ALIKE or names & named:
                    continue
                tried.add(words)
                if self._answered(words, article):
                    kinds[kind] += 1
                    named |= names
                    found.append(words)
        except DatelineError:
            _log.debug("no questions are offered", exc_info=True)
        finally:
            done.set()

    def _texts(self, articles: list[ArticleInfo]) -> list[tuple[ArticleInfo, str]]:
        archive = self._backend.index()
        return [(each, archive.article(each.id).text) for each in articles]

    def _answered(self, words: str, article: str) -> bool:
        for event in self._backend.stream(words, Asked()):
            if isinstance(event, Done):
                answer = event.answer
                cited = {citation.article_id for citation in answer.citations}
                return bool(answer.short) and answer.confidence >= SURE and article in cited
        return False


def candidates(texts: Iterable[tuple[ArticleInfo, str]]) -> list[tuple[str, str]]:
    """Return questions with the article that each was made of, by the way they were made."""
    ways: dict[Turn, list[tuple[str, str]]] = {}
    for each, text in texts:
        turns = language_of(text, each.language).questions.turns
        ways |= {turn: [] for turn in turns if turn not in ways}
        for turn, words in made_of(f"{each.title}\n{text}", each.language):
            ways[turn].append((words, each.id))
    return [each for made in ways.values() for each in made]


def made_of(text: str, language: str | None) -> Iterator[tuple[Turn, str]]:
    """Yield questions that sentences of a text answer, with how each was made.

    Args:
        text: an article.
        language: ISO 639-1 code; one whose sentences are not known to be turned yields none.
    """
    turns = language_of(text, language).questions.turns
    for sentence in _END.split(text)[:MOST] if turns else ():
        for turn in turns:
            match = turn.sentence.search(sentence)
            if match is None:
                continue
            words = turn.question.format(**match.groupdict())
            if len(words) <= _SHORT:
                yield turn, words

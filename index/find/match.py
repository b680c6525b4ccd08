"""An article that was found, and the places where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.find.marks import Mark, marks
from index.find.query import Leaf
from index.find.snippets import Snippet, snippets

if TYPE_CHECKING:
    from index.store.records import ArticleInfo


@dataclass(frozen=True, slots=True)
class Match:
    """An article that was found.

    Attributes:
        article: all of it but its text.
        count: how often words of the search stand in its text and title.
        title_marks: (start, end) of each in the title.
        snippets: stretches of the text, in its order.
        texts: the words of each stretch.
    """

    article: ArticleInfo
    count: int
    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        query: as it was asked.
        offset: how many articles come before those shown.
        total: how many articles fit.
        matches: one page of them.
    """

    query: str
    offset: int
    total: int
    matches: list[Match]


def match(article: ArticleInfo, text: str, leaves: Sequence[Leaf]) -> Match:
    """Return an article with the places where the words of a search stand.

    Args:
        article: all of it but its text.
        text: its text.
        leaves: what was asked for.
    """
    in_text = marks(text, leaves, "text")
    in_title = marks(article.title, leaves, "title")
    shown = snippets(text, in_text)
    return Match(
        article,
        len(in_text) + len(in_title),
        tuple(in_title),
        shown,
        tuple(text[each.start : each.end] for each in shown),
    )

"""Questions to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.store.records import ArticleInfo

SAMPLES = {
    "https://eastern-strait-post.example/2025/12/16/follow-up-talks-open": (
        "Why did the Unification Ministry skip the talks?"
    ),
    "https://orvania-herald.example/2025/11/fan-stood-still": "What caused the explosion at Karsk?",
    "https://belmora-morning-post.example/2025/09/vanterpool-to-follow-marr": (
        "Who is the governor of Belmora's central bank?"
    ),
    "https://harbour-courier.example/2024/01/dockers-shut-tarvik": (
        "Why did the dockers of Tarvik walk out?"
    ),
}


def questions(
    articles: Sequence[ArticleInfo], made: Sequence[str] = (), limit: int = 4
) -> list[str]:
    """Return questions that this archive answers.

    Where a sample article is in the archive, the question written for it; then those made of its
    own articles.

    Args:
        articles: the archive.
        made: questions made of the archive's articles.
        limit: the most questions.
    """
    there = {each.url for each in articles}
    written = [words for url, words in SAMPLES.items() if url in there]
    return list(dict.fromkeys([*written, *made]))[:limit]


def written_for(articles: Sequence[ArticleInfo]) -> bool:
    """Return whether the archive holds samples that questions were written for."""
    return any(each.url in SAMPLES for each in articles)

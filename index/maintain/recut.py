"""Cutting stored articles again where the rules of cutting have changed since."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from index.archive import Index
from index.commit.placing import Progress
from index.text.passages import CUTTING


def recut(index: Index, progress: Callable[[Progress], None] | None = None) -> list[str]:
    """Cut what older rules have cut again, a commit every so many articles.

    Where it is broken off, the next time goes on with what was not cut again yet.

    Args:
        index: the archive, whose writer lock is held.
        progress: told how far each commit is.

    Returns:
        A line that says how many articles have other passages now; none where none has.
    """
    shape = index.manifest.shape
    if shape is None or shape.cutting >= CUTTING:
        return []
    again = done = 0
    total = len(index)
    articles = index.whole_articles()
    while batch := list(islice(articles, index.settings.commit_articles)):
        done += len(batch)
        with index.writer(progress) as writer:
            again += sum(writer.recut(article) for article in batch)
            if done == total:
                writer.cut_by_present_rules()
    index.refresh()
    return [f"{again} stored articles were cut again, by this version's rules"] if again else []

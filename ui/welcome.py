"""What the page shows before the first question: the archive at a glance."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from index.errors import DatelineError, IndexFormatError
from index.filters import Filters
from ui import browse, examples
from ui.questions import WAIT_S, Questions
from ui.render import page as render
from ui.render import welcome
from ui.render.live import failure
from ui.subjects import subjects
from ui.texts import Texts

if TYPE_CHECKING:
    from index import Index
    from index.names.roll import NameCount
    from ui.backend import Backend

_log = logging.getLogger(__name__)


def page(backend: Backend, texts: Texts) -> tuple[str, str]:
    """Return the headline over the question box, and the archive at a glance under it."""
    try:
        articles = backend.articles()
        if not articles:
            return welcome.hero(texts), welcome.empty(backend.folder, texts)
        counts, names = glance(backend.index())
    except DatelineError as error:
        return "", failure("", str(error), texts)
    return welcome.hero(texts), welcome.glance(articles, counts, names, texts)


def glance(index: Index) -> tuple[dict[str, Counter[date]], list[NameCount]]:
    """Return how many articles each outlet has on each day, and the names that come up most."""
    try:
        days = index.find_days("", Filters())
        names = subjects(index)
    except IndexFormatError:  # an older archive is asked as before; it cannot be searched yet
        _log.debug("the archive cannot be counted", exc_info=True)
        return {}, []
    outlets = browse.leading(days)
    counts: dict[str, Counter[date]] = {outlet: Counter() for outlet in outlets}
    for day in days:
        row = counts[day.source if day.source in counts else ""]
        row[date.fromisoformat(day.day)] += day.articles
    return counts, names


def begun(backend: Backend, made: Questions, wait: float) -> list[str]:
    """Return questions that the archive answers.

    Args:
        backend: the archive.
        made: makes them of articles where none are written for it.
        wait: seconds to wait for them at most.
    """
    try:
        articles = backend.articles()
        own = made.get(articles, wait) if articles and not examples.written_for(articles) else []
    except DatelineError:
        _log.debug("no questions are offered", exc_info=True)
        return []
    return examples.questions(articles, own)


def questions(backend: Backend, made: Questions, texts: Texts) -> str:
    """Return questions to begin with."""
    return render.suggestions(begun(backend, made, WAIT_S), "examples", texts)

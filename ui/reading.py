"""What the reader shows of an article, gathered from the archive and the conversation."""

from __future__ import annotations

import logging

from index.archive import in_engine
from index.errors import ArticleNotFoundError, DatelineError
from rag.notes.anchor import Anchor
from rag.notes.store import Desk
from ui.backend import Backend
from ui.render import reader as render
from ui.render.kept import keeping
from ui.texts import Texts
from ui.thread import Thread

_log = logging.getLogger(__name__)


def read(backend: Backend, article_id: str, thread: Thread, texts: Texts) -> str:
    """Return an article as HTML with all that the conversation cites and the reader noted marked.

    A quote is marked where it was cited if it still stands there, else where it stands now; if
    it stands nowhere any more, that is said.
    """
    archive = backend.index()
    try:
        article = archive.article(article_id)
    except ArticleNotFoundError:
        return render.gone(article_id, texts)
    spans, stale = [], []
    for said in thread.exchanges:
        for citation in said.answer.citations:
            if citation.article_id != article_id:
                continue
            start = citation.stands_in(article.text)
            if start is None:
                stale.append(citation.quote)
            else:
                spans.append((start, start + len(citation.quote)))
    collections, notes = _kept(backend, article_id)
    spans += [(each.start, each.end) for each in notes if each.state != "lost"]
    others = set(archive.also(article_id))
    also = [each for each in archive.articles() if each.id in others] if others else []
    form = keeping(article, collections, texts)
    return render.reader(article, spans, stale, also, archive.versions(article_id), texts, form)


def _kept(backend: Backend, article_id: str) -> tuple[list[str], list[Anchor]]:
    """Return the names of collections, and the places of an article's notes.

    An engine keeps nothing of its readers; a file that cannot be read is told of at the desk.
    """
    if in_engine(backend.folder):
        return [], []
    try:
        desk = Desk(backend.index())
        names = [each.name for each in desk.collections()]
        return names, [each.anchor for each in desk.notes(article_id=article_id)]
    except DatelineError:
        _log.debug("notes cannot be shown", exc_info=True)
        return [], []

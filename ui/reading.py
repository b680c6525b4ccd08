"""What the reader shows of an article, gathered from the archive and the conversation."""

from __future__ import annotations

import logging

from index.errors import ArticleNotFoundError, DatelineError
from ui.backend import Backend
from ui.desk.kept import Kept, kept
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
    mine = _kept(backend)
    for note in mine.notes:
        if note.note.article_id == article_id and note.anchor.state != "lost":
            spans.append((note.anchor.start, note.anchor.end))
    others = set(archive.also(article_id))
    also = [each for each in archive.articles() if each.id in others] if others else []
    form = keeping(article, list(mine.collections), texts)
    return render.reader(article, spans, stale, also, archive.versions(article_id), texts, form)


def _kept(backend: Backend) -> Kept:
    """Return what the reader keeps; a file that cannot be read is told of at the desk."""
    try:
        return kept(backend)
    except DatelineError:
        _log.debug("notes cannot be shown", exc_info=True)
        return Kept({}, (), {})

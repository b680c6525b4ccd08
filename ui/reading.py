"""What the reader shows of an article, gathered from the archive and the conversation."""

from __future__ import annotations

from index.errors import ArticleNotFoundError
from ui.backend import Backend
from ui.render import reader as render
from ui.texts import Texts
from ui.thread import Thread


def read(backend: Backend, article_id: str, thread: Thread, texts: Texts) -> str:
    """Return an article as HTML with all that the conversation cites of it marked.

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
    others = set(archive.also(article_id))
    also = [each for each in archive.articles() if each.id in others] if others else []
    return render.reader(article, spans, stale, also, archive.versions(article_id), texts)

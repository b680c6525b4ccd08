"""What is read of an archive for one question is kept for the next, until the archive changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import Index
from index.article import Article
from index.errors import ArticleNotFoundError
from rag.retrieve import candidates
from rag.retrieve.candidates import PassageReader

ARTICLES = [
    Article("one", "The bridge at Orvik was closed on Monday after a crack was found."),
    Article("two", "Ferries will run every hour until the bridge is open again."),
]


@pytest.fixture
def archive(tmp_path):
    with Index.open(tmp_path / "index") as opened:
        opened.add(ARTICLES)
        yield opened


def test_an_article_is_read_once(archive, monkeypatch):
    reader, asked = PassageReader(archive), []
    whole = archive.articles_of
    monkeypatch.setattr(archive, "articles_of", lambda ids: asked.append(list(ids)) or whole(ids))
    first = reader.articles(["two", "one", "two"])
    assert {each: first[each].text for each in first} == {a.id: a.text for a in ARTICLES}
    assert reader.articles(["one"]) == {"one": first["one"]}
    assert asked == [["two", "one"]]


def test_long_articles_are_not_kept(archive, monkeypatch):
    monkeypatch.setattr(candidates, "_CACHED_LENGTH", 60)
    reader, asked = PassageReader(archive), []
    whole = archive.articles_of
    monkeypatch.setattr(archive, "articles_of", lambda ids: asked.append(list(ids)) or whole(ids))
    for _ in range(2):
        assert set(reader.articles(["one", "two"])) == {"one", "two"}
    assert asked == [["one", "two"], ["one"]]


def test_a_changed_article_is_read_anew(archive):
    assert "closed" in PassageReader(archive).articles(["one"])["one"].text
    archive.add([replace(ARTICLES[0], text="The bridge at Orvik is open again.", sha256="")])
    assert "open again" in PassageReader(archive).articles(["one"])["one"].text


def test_an_article_that_there_is_not_is_an_error_that_names_it(archive):
    with pytest.raises(ArticleNotFoundError, match="'nobody'"):
        PassageReader(archive).articles(["one", "nobody"])

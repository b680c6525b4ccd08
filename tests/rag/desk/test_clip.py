"""Pages that the bookmark sends."""

from __future__ import annotations

import http.client
from urllib.parse import quote_plus, urlencode

import pytest

from index import Article, Index
from rag.desk.clip import Clipper, bookmarklet, token_of
from tests.support.newsfiles import BODY, SECOND, linked_data, page
from tests.support.webserver import serving
from tests.support.words import WordEncoder

ADDRESS = "https://post.example/pier"
HEAD = linked_data(headline="Storm", datePublished="2025-12-16")
PAGE = page(*[BODY, SECOND] * 3, title="Storm", head=HEAD)


@pytest.fixture
def clipper(tmp_path):
    lines = []
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
        archive.add([Article("first", "The bridge was closed.", title="Bridge")])
        made = Clipper(archive, 0, lines.append)
        made.lines = lines
        with serving(made):
            yield made


def send(clipper, path="/clip", host=None, media="application/x-www-form-urlencoded", **form):
    connection = http.client.HTTPConnection("127.0.0.1", clipper.server_port, timeout=30)
    headers = {"Content-Type": media}
    if host:
        headers["Host"] = host
    connection.request("POST", path, urlencode(form), headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def test_a_page_is_taken_in(clipper):
    status, said = send(clipper, token=clipper.token, url=ADDRESS, html=PAGE)
    assert (status, clipper.lines) == (200, [f"added: {ADDRESS}"])
    assert ADDRESS in said
    _, article = clipper.archive.whole_articles()
    assert (article.title, article.url, str(article.date)) == ("Storm", ADDRESS, "2025-12-16")
    assert send(clipper, token=clipper.token, url=ADDRESS, html=PAGE)[0] == 200
    assert clipper.lines[1] == f"unchanged: {ADDRESS}"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "x" * 43}, 403),
        ({"token": ""}, 403),
        ({"path": "/"}, 404),
        ({"host": "evil.example:80"}, 404),
        ({"media": "text/plain"}, 400),
        ({"url": "file:///etc/hostname"}, 400),
        ({"html": ""}, 400),
    ],
)
def test_what_the_bookmark_did_not_send_is_refused(clipper, change, status):
    form = {"token": clipper.token, "url": ADDRESS, "html": PAGE, **change}
    assert send(clipper, **form)[0] == status
    assert len(clipper.archive) == 1


def test_a_page_without_an_article_says_so(clipper):
    empty = "<html><body></body></html>"
    status, said = send(clipper, token=clipper.token, url=ADDRESS, html=empty)
    assert status == 200 and "no article text was found" in said


def test_the_token_stays_and_is_the_readers_alone(tmp_path):
    token = token_of(tmp_path / "new")
    assert token_of(tmp_path / "new") == token
    assert (tmp_path / "new" / "clip.json").stat().st_mode & 0o077 == 0
    made = bookmarklet(7861, token)
    assert made.startswith("javascript:") and quote_plus(token) == token and token in made

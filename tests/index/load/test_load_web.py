"""Pages and feeds by address, from a real server on this machine."""

from __future__ import annotations

import socket

import pytest

from index.load import Found, LoadSettings, load
from index.load import address as addresses
from tests.support.newsfiles import BODY, entry, page, pdf, rss
from tests.support.webserver import ARTICLE, HERE, Server, gives, one, reason


def test_page(server: Server) -> None:
    server.pages["/a?x=1"] = gives(ARTICLE)
    item = one(f"{server.url}/a?x=1#comments")
    assert isinstance(item, Found)
    assert (item.title, str(item.date)) == ("Storm breaks pier", "2025-12-16")
    assert item.text.startswith(BODY)
    assert item.url == item.location == f"{server.url}/a?x=1"
    request = server.seen[0]
    assert request.headers["User-Agent"].startswith("Dateline/")
    assert request.headers["Host"] == server.url.removeprefix("http://")


def test_private_address_is_refused_by_default(server: Server) -> None:
    server.pages["/a"] = gives(ARTICLE)
    assert reason(f"{server.url}/a", LoadSettings()).startswith("leads to a private")
    assert server.seen == []


def test_name_that_resolves_to_a_private_address(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look-up is checked, every address of it, and connected to without a second one."""
    looked_up = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        looked_up.append(host)
        public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))
        here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        return [public, here]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://rebound.example:{server.server_port}/a"
    assert reason(url, LoadSettings()).startswith("leads to a private")
    assert server.seen == []
    assert looked_up == ["rebound.example"]


def test_connects_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its address after the check gains nothing by it."""
    answers = ["127.0.0.1", "10.0.0.1", "10.0.0.1"]

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    real = socket.getaddrinfo

    def guarded(host: str, port: int, *args: object, **names: object) -> object:
        named = host == "rebound.example"
        return look_up(host, port) if named else real(host, port, *args, **names)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)
    server.pages["/a"] = gives(ARTICLE)
    item = one(f"http://rebound.example:{server.server_port}/a")
    assert isinstance(item, Found)
    assert len(answers) == 2
    assert server.seen[0].headers["Host"] == f"rebound.example:{server.server_port}"


def test_redirects_are_followed(server: Server) -> None:
    server.pages["/old"] = gives(b"", status=301, Location="/mid")
    server.pages["/mid"] = gives(b"", status=307, Location=f"{server.url}/new")
    server.pages["/new"] = gives(ARTICLE)
    item = one(f"{server.url}/old")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/new"


def test_redirect_to_a_private_address_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = addresses.is_public
    monkeypatch.setattr(
        addresses, "is_public", lambda number: number == "127.0.0.1" or real(number)
    )
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]:9/"):
        server.pages["/a"] = gives(b"", status=302, Location=target)
        assert "a private address" in reason(f"{server.url}/a", LoadSettings())


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("file:///etc/hostname", "only http and https addresses are fetched, not file"),
        ("ftp://127.0.0.1/a", "only http and https addresses are fetched, not ftp"),
        ("/a", "redirects more than 3 times"),
        ("", "the server redirects (302) without saying where to"),
    ],
)
def test_bad_redirects(server: Server, target: str, expected: str) -> None:
    headers = {"Location": target} if target else {}
    server.pages["/a"] = gives(b"", status=302, **headers)
    assert reason(f"{server.url}/a") == expected


def test_charset_of_the_header(server: Server) -> None:
    text = "정부는 월요일에 새로운 정책을 발표했다. 이 정책은 내년부터 시행된다."
    server.pages["/a"] = gives(text.encode("euc-kr"), "text/plain; charset=EUC-KR")
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.text == text


def test_pdf_by_address(server: Server) -> None:
    server.pages["/paper"] = gives(pdf([BODY]), "application/pdf")
    item = one(f"{server.url}/paper")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/paper"


def test_canonical_link_of_another_host_is_not_believed(server: Server) -> None:
    head = '<link rel="canonical" href="https://post.example/stolen">'
    server.pages["/a"] = gives(page(*[BODY] * 3, head=head).encode())
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/a"
    head = f'<link rel="canonical" href="{server.url}/real">'
    server.pages["/a"] = gives(page(*[BODY] * 3, head=head).encode())
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/real"


def test_feed_and_the_pages_behind_it(server: Server) -> None:
    """A teaser is replaced by its page; title and date of the feed stay."""
    server.pages["/feed"] = gives(
        rss(
            entry("Pier closed", "/a", "A teaser."),
            entry("Gone", f"{server.url}/gone", "Another teaser, which stays."),
            entry("Whole", "/never", " ".join([BODY] * 20)),
        ).encode(),
        "application/rss+xml",
    )
    server.pages["/a"] = gives(ARTICLE)
    whole, teaser, full = load([f"{server.url}/feed"], settings=HERE)
    assert isinstance(whole, Found) and isinstance(teaser, Found) and isinstance(full, Found)
    assert (whole.title, whole.url, whole.author) == ("Pier closed", f"{server.url}/a", "Jo Bo")
    assert whole.text.startswith(BODY)
    assert (
        whole.published is not None and whole.published.isoformat() == "2025-12-16T18:40:00+09:00"
    )
    assert teaser.text == "Another teaser, which stays."
    assert teaser.notices == (
        f"only the feed's teaser was taken: {server.url}/gone the server answered 404 Not Found",
    )
    assert full.text.count("Repairs") == 20
    assert [request.path for request in server.seen] == ["/feed", "/a", "/gone"]


def test_feed_is_not_followed_when_told_so(server: Server) -> None:
    server.pages["/feed"] = gives(rss(entry("T", "/a", "A teaser.")).encode(), "text/xml")
    item = one(f"{server.url}/feed", HERE.model_copy(update={"follow_feeds": False}))
    assert isinstance(item, Found)
    assert item.text == "A teaser."
    assert len(server.seen) == 1


def test_entries_without_a_link_of_their_own_stay_apart(server: Server) -> None:
    """Neither the feed's address nor a link that entries share is the address of one of them."""
    bare = "<item><title>{0}</title><description>News of {0}.</description></item>"
    shared = "<item><title>{0}</title><link>/</link><guid>g{0}</guid><description>{0}</description>"
    server.pages["/feed"] = gives(
        rss(
            *(bare.format(name) for name in "AB"), *(shared.format(c) + "</item>" for c in "CD")
        ).encode(),
        "application/rss+xml",
    )
    items = list(load([f"{server.url}/feed"], settings=HERE))
    assert [(item.id, item.url) for item in items if isinstance(item, Found)] == [
        ("", None),
        ("", None),
        ("gC", None),
        ("gD", None),
    ]
    assert len(server.seen) == 1


def test_records_of_a_file_by_address_have_no_address_of_their_own(server: Server) -> None:
    server.pages["/all.json"] = gives(b'[{"text": "One story."}, {"text": "Two."}]', "text/json")
    items = load([f"{server.url}/all.json"], settings=HERE)
    assert [item.url for item in items if isinstance(item, Found)] == [None, None]

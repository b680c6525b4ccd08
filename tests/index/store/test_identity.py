"""When two articles are the same."""

import pytest

from index import Article
from index.store.identity import Identity, canonical_url, normalise, text_key

LONG = "The council put off the vote on the bridge by one more week. " * 5


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/b",
        "http://news.example/a/b/",
        "HTTPS://WWW.News.Example:443/a/b#top",
        "https://user:secret@news.example/a/b",
        "https://news.example/a/b?utm_source=x&UTM_Medium=y&fbclid=1",
        " https://news.example/a/b ",
    ],
)
def test_spellings_of_one_address(url):
    assert canonical_url(url) == "https://news.example/a/b"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/c",
        "https://news.example/A/b",
        "https://other.example/a/b",
        "https://news.example:8080/a/b",
        "https://news.example/a/b?id=1",
        "ftp://news.example/a/b",
    ],
)
def test_other_addresses_stay_apart(url):
    assert canonical_url(url) != "https://news.example/a/b"


def test_parameters_are_sorted_and_kept():
    assert canonical_url("https://n.example/?b=2&a=&utm_id=3") == "https://n.example?a=&b=2"


@pytest.mark.parametrize("url", ["urn:newsml:x:1", "http://[", "not an address", "/local/path"])
def test_what_is_no_web_address_is_left_as_it_is(url):
    assert canonical_url(url) == url


def test_words_alone_count():
    assert normalise("“Ça va”, il\u00a0dit…  ﬁn\u00ad!") == "ça va il dit fin"
    assert text_key(LONG) == text_key(LONG.upper().replace(".", " —\n"))
    assert text_key(LONG) != text_key(LONG + "Again.")


def test_a_short_text_needs_its_title_to_be_told_apart():
    assert text_key("Qtly div 15 cts", "Loews") != text_key("Qtly div 15 cts", "Riggs")
    assert text_key(LONG, "Loews") == text_key(LONG, "Riggs")


def test_a_text_without_words_is_told_by_its_characters():
    assert text_key("!!!") != text_key("???")


def test_an_id_comes_from_the_address_and_else_from_the_text():
    by_address = Identity.of(Article("", LONG, url="http://www.news.example/a/"))
    assert (
        by_address.derived()
        == Identity.of(Article("", "Another text.", url="https://news.example/a")).derived()
    )
    by_text = Identity.of(Article("", LONG))
    assert by_text.derived() == text_key(LONG)[:12]
    assert by_text.derived(16).startswith(by_text.derived())
    assert len({by_address.derived(), by_text.derived()}) == 2

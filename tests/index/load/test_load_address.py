"""Which addresses lead outside, and what a refusal tells of where they lead."""

import pytest

from index.errors import RefusedError
from index.load import LoadSettings, load
from index.load.address import check_address, is_public
from tests.support.newsfiles import entry, rss
from tests.support.webserver import ARTICLE, HERE, gives


@pytest.mark.parametrize(
    "number",
    ["::127.0.0.1", "64:ff9b:1::1", "64:ff9b:1::808:808", "fec0::1", "::ffff:0:127.0.0.1",
     "192.0.0.192", "192.0.0.9", "192.88.99.1", "64:ff9b::a00:1", "2002:7f00:1::", "3fff::1",
     "2001:0:7f00:1::", "2001:4860::5efe:7f00:1", "2001:4860::200:5efe:a00:1", "::1", "::",
     "100.64.0.1", "169.254.169.254", "0.0.0.0", "240.0.0.1", "255.255.255.255", "224.0.0.1",
     "5f00::1", "fd00::1", "fe80::1%eth0", "ff02::1", "100::1", "2001:db8::1",
     "198.18.0.1", "2001:2::1", "::ffff:10.0.0.1", "nonsense"],
)  # fmt: skip
def test_no_disguise_leads_inside(number):
    assert not is_public(number)
    assert not is_public(number.upper())


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::", "1.1.1.1"]
)
def test_the_rest_of_the_world_is_reached(number):
    assert is_public(number)


def test_a_refusal_does_not_tell_where_a_name_leads():
    with pytest.raises(RefusedError, match="leads to a private address") as refused:
        check_address("http://localhost/x", LoadSettings())
    assert "127" not in str(refused.value)
    assert "::1" not in str(refused.value)


def test_a_feed_of_slow_pages_ends_in_time(server):
    """What has not come by then is taken as the feed tells it."""
    pages = [entry(f"T{n}", f"{server.url}/{n}", f"Teaser {n} of a story.") for n in range(5)]
    server.pages["/feed"] = gives(rss(*pages).encode(), "application/rss+xml")
    for n in range(5):
        server.pages[f"/{n}"] = gives(ARTICLE)
    brief = HERE.model_copy(update={"feed_seconds": 1e-9})
    found = list(load([f"{server.url}/feed"], settings=brief))
    assert len(found) == 5
    for item in found:
        assert item.partial
        assert "its pages took 1e-09 s in all" in item.notices[0]
    assert [request.path for request in server.seen] == ["/feed"]

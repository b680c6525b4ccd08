"""What is an address of the web."""

from __future__ import annotations

import pytest

from index.load.address import web_address


@pytest.mark.parametrize("address", ["https://a.example/b", "HTTP://a.example", "http://[::1]/"])
def test_an_address_of_the_web_is_left_as_it_is(address):
    assert web_address(address) == address


@pytest.mark.parametrize("address", ["", "a.example/b", "ftp://a.example", "https://", "http://[b"])
def test_any_other_is_none(address):
    assert web_address(address) is None

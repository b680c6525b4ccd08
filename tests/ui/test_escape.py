from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.parsed import Parsed
from ui.render.escape import day, element, esc, link, web_address


@given(st.text())
def test_any_text_is_text_alone(text):
    found = Parsed(element("p", esc(text)))
    assert found.tags == ["p"]
    assert found.words == "".join(c for c in text if c in "\n\t" or (c >= " " and c != "\x7f"))


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"])))
def test_any_text_stays_inside_its_attribute(text):
    found = Parsed(element("p", "", data_x=text))
    assert found.tags == ["p"]
    assert found.attributes == [{"data-x": "".join(c for c in text if c != "\x7f")}]


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//host.example/x",
        "https://",
        "http://[::1",
        "java\nscript:alert(1)",
        " https://host.example/",
        "https://host.example/a b",
    ],
)
def test_an_unfit_address_is_no_link(url):
    assert web_address(url) is None
    assert link(url, "words") == "words"


def test_a_fit_address_is_a_link_that_tells_its_target_nothing():
    found = Parsed(link('https://host.example/?q="><script>', "words"))
    assert found.tags == ["a"]
    assert found.attributes[0]["href"] == 'https://host.example/?q="><script>'
    assert "noopener" in found.attributes[0]["rel"]
    assert found.attributes[0]["referrerpolicy"] == "no-referrer"


def test_attributes_that_are_none_or_false_are_left_out():
    assert element("input", type="date", hidden=False, value=None) == '<input type="date">'
    assert element("p", "x", hidden=True, aria_label="y") == '<p hidden aria-label="y">x</p>'


def test_a_day_is_a_time_element():
    assert day(date(2025, 12, 16)) == '<time datetime="2025-12-16">2025-12-16</time>'
    assert day(None) == ""

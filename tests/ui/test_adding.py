import pytest

from ui.adding import addresses, left


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("  ", []),
        (" https://a.example/1 ", ["https://a.example/1"]),
        ("https://a.example/1 http://b.example/2", ["https://a.example/1", "http://b.example/2"]),
        ("not a  link", ["not a link"]),
        ("https://a.example/1 and more", ["https://a.example/1 and more"]),
    ],
)
def test_a_text_that_is_no_list_of_addresses_is_one(words, found):
    assert addresses(words) == found


def test_what_is_left_is_told_by_the_pace_so_far_once_there_is_one():
    assert left(0.01, 3.0) is None
    assert left(0.25, 10.0) == 30.0

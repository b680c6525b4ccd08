"""Numbers, quotations, negations and names of a sentence."""

import pytest

from rag.support.facts import negations, numbers, quotations, strange_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,150 people in 3 towns", {"1150", "3"}),
        ("two million people", {"2000000"}),
        ("twenty-nine died", {"29"}),
        ("54.2 per cent", {"54.2"}),
        ("one of them", set()),
        ("a hundred reasons", set()),
        ("seven thousand dockers", {"7000"}),
        ("at 18:40", {"18:40"}),
    ],
)
def test_numbers(text, found):
    assert numbers(text) == found


def test_quotations_are_normalised():
    assert quotations("It was “not much to discuss,” he said.") == ["not much to discuss"]


def test_negations():
    assert negations("It did not open and never will.") == 2
    assert negations("It isn’t open") == 1
    assert negations("It opened.") == 0


def test_strange_names():
    assert strange_names("The minister met Anna Berg in Lomund.", "Berg visited Lomund") == {"anna"}
    assert strange_names("They met the Koreans in Seoul.", "Korea's capital Seoul") == set()

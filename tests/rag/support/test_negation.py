"""Does one negate what the other says?"""

import pytest

from rag.support.negation import opposed

TEXT = (
    "The bridge will open in September, the mayor said, and he has not promised the day. "
    "No soldiers will work the cranes. The guild doesn't want a toll on the bridge."
)


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("The bridge will not open in September.", "not"),
        ("The bridge will never open in September.", "never"),
        ("Soldiers will work the cranes.", "no"),
        ("The guild wants a toll on the bridge.", "doesn't"),
    ],
)
def test_the_opposite(claim, word):
    assert opposed(claim, TEXT) == word


@pytest.mark.parametrize(
    "claim",
    [
        "The bridge will open in September.",
        "Soldiers will not work the cranes.",
        "The guild does not want a toll on the bridge.",
        "The mayor did not promise the day.",
        "Not much is known of the ferry.",
        "It will not.",
    ],
)
def test_not_the_opposite(claim):
    assert opposed(claim, TEXT) is None


def test_where_the_text_says_both_it_opposes_neither():
    text = "The toll will be raised. Later he said that the toll will not be raised."
    assert opposed("The toll will be raised.", text) is None
    assert opposed("The toll will not be raised.", text) is None

"""Terms of a text, stemmed by a language."""

import pytest

from index.text.terms import terms


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Bridges closed", "en", ["bridg", "close"]),
        ("Brücken", "de", ["bruck"]),
        ("мосты", "ru", ["мост"]),
        ("bridges", "ko", ["bridges"]),
        ("bridges", "", ["bridges"]),
        ("요금을", "ko", ["요금", "금을"]),
    ],
)
def test_a_language_stems_its_words(text, language, found):
    assert terms(text, language) == found


def test_without_a_language_terms_are_as_indexed():
    assert terms("Bridges closed") == terms("Bridges closed", "en")

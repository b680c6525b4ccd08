import unicodedata

import pytest

from index.text.marks import normalized

FORMS = ["NFC", "NFD", "NFKC", "NFKD"]
ZALGO = "a" + "\u0323\u0301" * 40


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ["café", "한국", "Việt Nam", "ﬁne", "क्षि", "", "a\u0301\u0327b"])
def test_writing_is_normalised_as_ever(form, text):
    assert normalized(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_marks_without_end_are_cut(form):
    found = normalized(form, f"x{ZALGO}y")
    assert len(found) <= 33
    assert found[0] + found[-1] == "xy"


def test_every_run_is_cut():
    marks = "".join(chr(c) for c in range(0x10000) if unicodedata.combining(chr(c)))
    assert len(marks) > 700
    assert len(normalized("NFD", "a" + marks)) == 31


def test_millions_of_marks_take_no_longer_than_letters():
    text = "a" + "\u0301\u0323" * 1_000_000
    assert len(normalized("NFC", text)) < 40

import re
from string import Formatter

import pytest

from ui.texts import FOLDER, Texts, catalogue, languages, preferred


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language):
    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    assert {key: places(text) for key, text in other.items()} == {
        key: places(text) for key, text in english.items()
    }
    assert all(text.strip() for text in other.values())


def test_korean_is_korean():
    names = {"copy_markdown", "copy_bibtex", "copy_csl", "health_of"}
    for key, text in catalogue("ko").items():
        assert key in names or re.search("[가-힣]", text), key


def test_every_text_that_the_code_asks_for_exists():
    asked = set()
    for path in FOLDER.parent.rglob("*.py"):
        asked |= set(re.findall(r'\b(?:texts|label)\(\s*"(\w+)"', path.read_text("utf-8")))
    assert len(asked) > 60
    assert asked <= catalogue("en").keys()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("de-DE,de;q=0.9,ko;q=0.5", "ko"),
        ("fr", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_browser_chooses_the_language(header, language):
    assert preferred(header) == language


def test_a_text_is_filled_in():
    assert Texts("ko")("found", count=3) == "기사 3건"
    with pytest.raises(KeyError):
        Texts("en")("no such text")

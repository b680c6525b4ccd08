import re
from string import Formatter

import pytest

from ui.render.page import masthead
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
    names = {"copy_markdown", "copy_bibtex", "copy_csl", "health_of", "locale"}
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
    assert Texts("ko")("found", count=1397) == "기사 1,397건"
    with pytest.raises(KeyError):
        Texts("en")("no such text")


@pytest.mark.parametrize(
    ("articles", "outlets", "english", "korean"),
    [
        (1, 1, "1 article from 1 outlet", "매체 1곳의 기사 1건"),
        (1397, 12, "1,397 articles from 12 outlets", "매체 12곳의 기사 1,397건"),
        (2, 0, "2 articles", "기사 2건"),
        (0, 0, "0 articles", "기사 0건"),
    ],
)
def test_numbers_and_words_agree(articles, outlets, english, korean):
    for texts, words in ((Texts("en"), english), (Texts("ko"), korean)):
        assert f">{words}<" in masthead(articles, outlets, None, texts)


def test_words_that_agree_with_a_number_come_in_two_forms():
    for language in languages():
        for key, text in catalogue(language).items():
            for _, _, forms, _ in Formatter().parse(text):
                assert not forms or forms.count("|") == 1, key

"""The language of a text, and what is known of each."""

import re
from pathlib import Path

import pytest

from rag.language import NEUTRAL, by_code, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Who won the Silver Cup?", "en"),
        ("What did Céloron say in Lomund?", "en"),
        ("", "en"),
        ("2025", "en"),
        ("누가 은컵을 들어 올렸나?", "ko"),
        ("FIFA 회장은 무엇을 발표했나?", "ko"),
        ("誰が銀杯を獲得しましたか", "ja"),
        ("谁赢得了银杯", "zh"),
        ("من فاز بالكأس الفضية", ""),
        ("Кто выиграл Серебряный кубок?", ""),
    ],
)
def test_letters_tell_the_language(text, code):
    assert language_of(text).code == code


def test_a_known_code_decides_between_languages_in_latin_letters():
    assert language_of("Wer hat den Pokal gewonnen", "de").code == "de"
    assert language_of("who won the cup", "ko").code == "en"
    assert language_of("who won the cup", "ko-KR").code == "en"
    assert language_of("누가 이겼나", "en").code == "ko"
    assert language_of("Кто выиграл кубок", "ru").code == "ru"


def test_only_english_is_known():
    assert by_code("en").known
    assert not any(by_code(code).known for code in ("ko", "de", "xx", None))
    assert by_code("de") is by_code("de")
    assert by_code("en-GB") is by_code("en")
    assert by_code("ko_KR") is by_code("ko")
    assert by_code(None) is NEUTRAL


@pytest.mark.parametrize("code", ["de", None])
def test_a_language_without_a_folder_claims_nothing(code):
    language = by_code(code)
    assert not language.negation.negates("not")
    assert language.words.function == frozenset()
    assert language.numbers.value("eleven") is None
    assert language.numbers.value("11") == 11
    assert not language.names.word.search("Lomund")
    assert not language.questions.kinds
    assert not language.dates.forms


@pytest.mark.parametrize(
    ("words", "value"),
    [("11", 11), ("eleven", 11), ("forty", 40), ("twenty-one", 21), ("a few", 3), ("an", 1)],
)
def test_number_words_have_one_home(words, value):
    assert by_code("en").numbers.value(words) == value


@pytest.mark.parametrize("word", ["not", "Hardly", "denied", "didn’t", "cannot", "failed"])
def test_negating_words(word):
    assert by_code("en").negation.negates(word)


def test_verbs_negate_but_are_no_denials_of_their_own():
    negation = by_code("en").negation
    assert negation.denies("won't")
    assert not negation.denies("denied")
    assert not negation.negates("notable")


def test_no_module_outside_names_a_language():
    root = Path(__file__).resolve().parents[3]
    modules = [
        path
        for package in ("index", "rag", "ui", "eval")
        for path in (root / package).rglob("*.py")
        if path.parent.parent != root / "rag" / "language"
    ]
    assert len(modules) > 100
    named = re.compile(r"^\s*(?:from|import) rag\.language\.(?:en|ko)\b", re.MULTILINE)
    found = {
        path.relative_to(root).as_posix()
        for path in modules
        if named.search(path.read_text("utf-8"))
    }
    assert found == set()

"""The question's own words in a text."""

import pytest

from rag.language import by_code
from rag.query.overlap import share_found

TEXT = (
    "해온시 지하철 요금 150원 오른다\n해온시가 내년 3월부터 지하철 기본요금을 150원 올리기로 했다."
)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("지하철 요금은 얼마인가?", 1.0),
        ("해온시는 왜 요금을 올리나?", 1.0),
        ("버스 요금은 얼마인가?", 0.5),
        ("김치찌개는 어떻게 끓이나요?", 0.0),
        ("누구인가?", 0.0),
        ("", 0.0),
    ],
)
def test_particles_and_question_words_do_not_count(question, share):
    assert share_found(question, TEXT, by_code("ko")) == share


def test_a_language_without_a_folder_goes_by_whole_words():
    text = "Мост закрыли в мае из-за трещин."
    assert share_found("мост закрыли", text, by_code("ru")) == 1.0
    assert share_found("моста", text, by_code("ru")) == 1.0
    assert share_found("моста", text, by_code(None)) == 0.0
    assert share_found("почему мост", text, by_code("ru")) == 0.5

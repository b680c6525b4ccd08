"""A question in a language that neither rules nor models know is answered by its words alone."""

from datetime import date

import pytest

from index import Article, Index
from index.ingest import ingest
from rag import ask
from rag.answer.abstain import UNKNOWN_LANGUAGE

ARTICLES = (
    Article(
        id="ko-fare",
        title="해온시 지하철 요금 150원 오른다",
        text=(
            "(해온=가람통신) 해온시가 내년 3월부터 지하철 기본요금을 150원 올리기로 했다. "
            "시는 낡은 전동차를 바꾸는 비용을 마련하기 위해 요금을 인상한다고 밝혔다. "
            "청소년과 노인의 요금은 그대로 둔다. 시민단체는 물가 부담이 커진다며 반대했다."
        ),
        date=date(2025, 11, 4),
        source="가람통신",
        language="ko",
    ),
    Article(
        id="ko-dam",
        title="나루댐 수문 고장으로 마을 두 곳 대피",
        text=(
            "나루댐의 3번 수문이 닫히지 않아 하류 마을 두 곳의 주민 412명이 대피했다. "
            "수자원공단은 제어 장치의 전선이 끊어진 것이 원인이라고 설명했다. "
            "복구 작업은 사흘 동안 이어졌고 다친 사람은 없었다."
        ),
        date=date(2025, 9, 17),
        source="물길일보",
        language="ko",
    ),
    Article(
        id="ko-museum",
        title="별빛박물관 새 관장에 윤해솔 씨",
        text=(
            "별빛박물관 이사회는 새 관장으로 천문학자 윤해솔 씨를 뽑았다. "
            "윤 관장은 어린이 전시실을 넓히고 야간 개관을 늘리겠다고 말했다. "
            "임기는 4년이며 이전 관장은 지난달 물러났다."
        ),
        date=date(2025, 10, 2),
        source="가람통신",
        language="ko",
    ),
)
UNRELATED = (
    "김치찌개는 어떻게 끓이나요?",
    "세계에서 가장 높은 산은 무엇인가요?",
    "월드컵 결승전에서 누가 골을 넣었나?",
    "파이썬으로 웹 서버를 만드는 방법은?",
    "어제 코스피 지수는 얼마나 떨어졌나?",
    "프랑스의 수도는 어디인가?",
    "노벨 문학상을 받은 작가는 누구인가요?",
    "올해 쌀 수확량은 얼마인가?",
    "화성 탐사선은 언제 착륙했나?",
    "달걀은 몇 분 삶아야 하나요?",
)
RELATED = (
    ("해온시는 왜 지하철 요금을 올리나?", "ko-fare"),
    ("지하철 기본요금은 언제부터 오르나요?", "ko-fare"),
    ("나루댐 하류 마을 주민은 몇 명이 대피했나?", "ko-dam"),
    ("별빛박물관의 새 관장은 누구인가?", "ko-museum"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder, samples_folder):
    with Index.open(tmp_path_factory.mktemp("korean") / "index", encoder=encoder) as index:
        ingest(index, [samples_folder])
        index.add(ARTICLES)
        yield index


@pytest.mark.parametrize("question", UNRELATED)
def test_an_unrelated_korean_question_is_refused(archive, question):
    answer = ask(question, index=archive, now="2026-01-15")
    assert answer.abstained, answer.answer
    if not answer.filters.since:
        assert answer.reason == UNKNOWN_LANGUAGE
    assert not answer.citations


@pytest.mark.parametrize(("question", "article"), RELATED)
def test_a_korean_question_is_answered_by_its_words(archive, question, article):
    answer = ask(question, index=archive, now="2026-01-15")
    assert not answer.abstained, answer.reason
    assert answer.citations[0].article_id == article


@pytest.mark.parametrize(
    "question", ["ما هي عاصمة فرنسا؟", "Какая столица у Франции?", "フランスの首都はどこですか"]
)
def test_no_question_word_is_named_as_missing(archive, question):
    answer = ask(question, index=archive, now="2026-01-15")
    assert answer.abstained
    assert answer.reason == UNKNOWN_LANGUAGE


def test_an_english_question_is_judged_as_before(archive):
    answer = ask("who won the Silver Cup", index=archive, now="2026-01-15")
    assert not answer.abstained

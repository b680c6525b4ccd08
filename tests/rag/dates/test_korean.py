"""Korean time phrases become ranges of days."""

from datetime import date

import pytest

from rag.dates.period import read_period

NOW = date(2026, 1, 21)  # a Wednesday


@pytest.mark.parametrize(
    ("question", "since", "until", "strict"),
    [
        ("지난주에 무슨 일이 있었나?", date(2026, 1, 12), date(2026, 1, 18), True),
        ("지난 주 회의에서 무엇을 정했나?", date(2026, 1, 12), date(2026, 1, 18), True),
        ("어제 시의회는 무엇을 결정했나?", date(2026, 1, 20), date(2026, 1, 20), True),
        ("작년에 누가 뽑혔나?", date(2025, 1, 1), date(2025, 12, 31), True),
        ("지난달 물가는 얼마나 올랐나?", date(2025, 12, 1), date(2025, 12, 31), True),
        ("올해 예산은 얼마인가?", date(2026, 1, 1), NOW, True),
        ("3월 5일에 무엇이 발표됐나?", date(2025, 3, 5), date(2025, 3, 5), False),
        ("2025년 12월 16일 회담에는 누가 왔나?", date(2025, 12, 16), date(2025, 12, 16), False),
        ("2024년 3월에 문을 연 곳은?", date(2024, 3, 1), date(2024, 3, 31), False),
        ("2025년 6월 이후 금리는?", date(2025, 6, 1), None, True),
        ("3월 5일까지 몇 명이 지원했나?", None, date(2025, 3, 5), True),
        ("2024년부터 2025년까지 파업은?", date(2024, 1, 1), date(2025, 12, 31), True),
        ("최근 3일간 내린 비는?", date(2026, 1, 18), NOW, True),
        ("사흘 전 누가 말했나?", date(2026, 1, 18), date(2026, 1, 18), False),
        ("두 달 전에 무엇이 바뀌었나?", date(2025, 11, 7), date(2025, 12, 7), False),
        ("지난 화요일에 누가 사임했나?", date(2026, 1, 20), date(2026, 1, 20), True),
        ("2024년 여름에 무엇이 있었나?", date(2024, 6, 1), date(2024, 8, 31), False),
        ("2025년 3분기 이익은?", date(2025, 7, 1), date(2025, 9, 30), False),
        ("2024년 하반기에 무엇을 팔았나?", date(2024, 7, 1), date(2024, 12, 31), False),
        ("12월 초에 무슨 일이 있었나?", date(2025, 12, 1), date(2025, 12, 10), False),
        ("지난 주말 경기는 어떻게 됐나?", date(2026, 1, 17), date(2026, 1, 18), True),
    ],
)
def test_reads(question, since, until, strict):
    period = read_period(question, NOW)
    assert period is not None
    assert (period.since, period.until, period.strict) == (since, until, strict)
    assert period.words in question


@pytest.mark.parametrize(
    "question",
    [
        "별빛박물관의 새 관장은 누구인가?",
        "인구 3만 2000명의 도시는?",
        "지난주와 이번 주 회의는 어떻게 다른가?",
        "작년 여름이 아니라 2024년 여름에는 어땠나?",
        "다음 주 12월 3일에 무엇이 열릴 예정인가?",
    ],
)
def test_no_limit_where_none_is_meant(question):
    assert read_period(question, NOW) is None

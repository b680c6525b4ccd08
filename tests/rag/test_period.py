"""Time phrases become ranges of days."""

from datetime import date

import pytest

from rag.period import read_period

NOW = date(2026, 1, 21)  # a Wednesday


@pytest.mark.parametrize(
    ("question", "since", "until", "strict"),
    [
        ("what happened last week", date(2026, 1, 12), date(2026, 1, 18), True),
        ("What did the council decide yesterday?", date(2026, 1, 20), date(2026, 1, 20), True),
        ("what has the bank said this year", date(2026, 1, 1), NOW, True),
        ("who was elected last year", date(2025, 1, 1), date(2025, 12, 31), True),
        ("what changed last month", date(2025, 12, 1), date(2025, 12, 31), True),
        ("what happened in December", date(2025, 12, 1), date(2025, 12, 31), False),
        ("what happened in January", date(2026, 1, 1), date(2026, 1, 31), False),
        ("what did the ministry say in March 2025?", date(2025, 3, 1), date(2025, 3, 31), False),
        ("what did she say on Tuesday", date(2026, 1, 20), date(2026, 1, 20), True),
        ("what did she say on Wednesday", NOW, NOW, True),
        ("what happened last Wednesday", date(2026, 1, 14), date(2026, 1, 14), True),
        ("What was said on 16 December 2025?", date(2025, 12, 16), date(2025, 12, 16), False),
        ("What was said on December 16?", date(2025, 12, 16), date(2025, 12, 16), False),
        ("rates since June 2025", date(2025, 6, 1), None, True),
        ("rates after June 2025", date(2025, 7, 1), None, True),
        ("who led the island before the election in June 2024?", None, date(2024, 5, 31), True),
        ("what has changed since the summit on 14 November", date(2025, 11, 14), None, True),
        ("strikes between March and May 2025", date(2025, 3, 1), date(2025, 5, 31), True),
        ("strikes from 2024 to 2025", date(2024, 1, 1), date(2025, 12, 31), True),
        ("what was reported in the past two weeks", date(2026, 1, 7), NOW, True),
        ("what was reported over the last 10 days", date(2026, 1, 11), NOW, True),
        ("what happened in the summer of 2024", date(2024, 6, 1), date(2024, 8, 31), False),
        ("what happened in winter 2024", date(2024, 12, 1), date(2025, 2, 28), False),
        ("news since 2025-11-03", date(2025, 11, 3), None, True),
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
        "why did the Unification Ministry skip the talks",
        "who may attend the march",
        "who leads the May government",
        "how many people live in Lomund",
        "Did the report of 3 March 2025 and the report of 9 May 2025 agree on the number of dead?",
        "After the article on October 4, 2023 that discussed the fund and the article that gave "
        "the allegations of the prosecution, is there any consistency in what they say of him?",
    ],
)
def test_no_limit_where_none_is_meant(question):
    assert read_period(question, NOW) is None


def test_an_event_is_looked_up_in_the_archive(samples_index):
    period = read_period(
        "What have Kessland and Ombria done since the Sarn summit?", NOW, samples_index
    )
    assert period is not None
    assert period.since is not None
    assert period.until is None
    near = [a.date for a in samples_index.articles() if a.date and "Sarn" in a.title]
    assert min(near) <= period.since <= max(near)

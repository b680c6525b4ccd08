"""Time phrases become ranges of days."""

from datetime import date

import pytest

from rag.dates.period import event_period, read_period

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
        ("what was reported in the last eleven days", date(2026, 1, 10), NOW, True),
        ("what was reported in the past twenty-one days", date(2025, 12, 31), NOW, True),
        ("who spoke fifteen days ago", date(2026, 1, 6), date(2026, 1, 6), False),
        ("who spoke over the past weekend", date(2026, 1, 17), date(2026, 1, 18), True),
        ("what was reported over the last 10 days", date(2026, 1, 11), NOW, True),
        ("what happened in the summer of 2024", date(2024, 6, 1), date(2024, 8, 31), False),
        ("what happened in winter 2024", date(2024, 12, 1), date(2025, 2, 28), False),
        ("news since 2025-11-03", date(2025, 11, 3), None, True),
        ("strikes in the 1990s", date(1990, 1, 1), date(1999, 12, 31), False),
        ("strikes in the early 90s", date(1990, 1, 1), date(1999, 12, 31), False),
        ("profits in the first quarter of 2025", date(2025, 1, 1), date(2025, 3, 31), False),
        ("profits in Q3 2025", date(2025, 7, 1), date(2025, 9, 30), False),
        ("profits last quarter", date(2025, 10, 1), date(2025, 12, 31), True),
        ("rates in the second half of 2024", date(2024, 7, 1), date(2024, 12, 31), False),
        ("what happened last winter", date(2024, 12, 1), date(2025, 2, 28), False),
        ("what happened this winter", date(2025, 12, 1), date(2026, 2, 28), False),
        ("what happened last spring", date(2025, 3, 1), date(2025, 5, 31), False),
        ("who spoke the day before yesterday", date(2026, 1, 19), date(2026, 1, 19), True),
        ("who spoke two days ago", date(2026, 1, 19), date(2026, 1, 19), False),
        ("who spoke three weeks ago", date(2025, 12, 28), date(2026, 1, 3), False),
        ("who spoke over the weekend", date(2026, 1, 17), date(2026, 1, 18), True),
        ("who spoke last night", date(2026, 1, 20), NOW, True),
        ("news of the last 24 hours", date(2026, 1, 20), NOW, True),
        ("strikes in recent weeks", date(2025, 12, 24), NOW, False),
        ("rates over the past decade", date(2016, 1, 22), NOW, True),
        ("what happened in early March", date(2025, 3, 1), date(2025, 3, 10), False),
        ("what happened at the end of 2024", date(2024, 9, 1), date(2024, 12, 31), False),
        ("the first week of December", date(2025, 12, 1), date(2025, 12, 7), False),
        ("news of the week of 14 January 2026", date(2026, 1, 12), date(2026, 1, 18), False),
        ("what happened in June and July 2025", date(2025, 6, 1), date(2025, 7, 31), False),
        ("what was said between Monday and Wednesday", date(2026, 1, 19), NOW, True),
        ("what was said on Monday, 12 January", date(2026, 1, 12), date(2026, 1, 12), False),
        ("what has changed since last week", date(2026, 1, 12), None, True),
        ("news from March 2025 on", date(2025, 3, 1), None, True),
        ("Karsk June 2025", date(2025, 6, 1), date(2025, 6, 30), False),
        (
            "what did the bank decide in its December meeting",
            date(2025, 12, 1),
            date(2025, 12, 31),
            False,
        ),
        ("strikes 2019-2021", date(2019, 1, 1), date(2021, 12, 31), True),
        ("what happened on Christmas Day", date(2025, 12, 25), date(2025, 12, 25), False),
        ("WHAT HAPPENED LAST WEEK", date(2026, 1, 12), date(2026, 1, 18), True),
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
        "What did May say about the vote?",
        "Who resigned because of May?",
        "What did the Sunday Times report?",
        "how did shops do on Black Friday",
        "who won the 24 hours of Le Mans",
        "what is Blade Runner 2049 about",
        "What did USA Today report?",
        "Who directed Last Year at Marienbad?",
        "Who sang on Saturday Night Live?",
        "who played in March Madness",
        "what happened in the fall of Berlin",
        "what did she say in the May cabinet",
        "how many of over 2000 people were hurt",
        "who won by 2000 votes",
        "were between 1900 and 2000 people there",
        "Will the bridge open in September?",
        "what is planned for 2027",
        "who leads the party today",
        "did anything happen on 31 February",
        "Did the report of 3 March 2025 and the report of 9 May 2025 agree on the number of dead?",
        "After the article on October 4, 2023 that discussed the fund and the article that gave "
        "the allegations of the prosecution, is there any consistency in what they say of him?",
    ],
)
def test_no_limit_where_none_is_meant(question):
    assert read_period(question, NOW) is None


def test_an_event_is_looked_up_in_the_archive(samples_index):
    period = event_period(
        "What have Kessland and Ombria done since the Sarn summit?", NOW, samples_index
    )
    assert period is not None
    assert period.since is not None
    assert period.until is None
    near = [a.date for a in samples_index.articles() if a.date and "Sarn" in a.title]
    assert min(near) <= period.since <= max(near)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("what has been found since the Karsk explosion", date(2025, 6, 6), None),
        ("what happened since the theft of the Salt Crown", date(2025, 1, 14), None),
        ("what has happened since the launch of Lumen-3", date(2024, 10, 9), None),
        ("what happened after the strike in Tarvik", date(2024, 1, 22), None),
        ("who ran Carvella before the election", None, date(2025, 3, 9)),
    ],
)
def test_an_event_begins_with_its_first_report(samples_index, question, since, until):
    period = event_period(question, NOW, samples_index)
    assert period is not None
    assert (period.since, period.until) == (since, until)


@pytest.mark.parametrize(
    "question",
    ["what has changed since the referendum in Atlantis", "who spoke after the ceasefire in Peru"],
)
def test_an_event_that_the_archive_does_not_tell(samples_index, question):
    assert event_period(question, NOW, samples_index) is None


@pytest.mark.parametrize(
    "now", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2025, 3, 31)]
)
@pytest.mark.parametrize(
    "words",
    ["last month", "last quarter", "last year", "last weekend", "this winter", "last autumn",
     "in December", "in Q4", "999 decades ago", "the past 900 years", "at the end of February"],
)  # fmt: skip
def test_every_day_has_its_past(words, now):
    period = read_period(f"what happened {words}", now)
    assert period is not None
    assert period.since is not None and period.since <= period.until
    assert period.since <= now

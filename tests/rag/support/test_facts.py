"""Numbers, days, quotations and negations of a sentence."""

import pytest

from rag.support.facts import misquoted, numbers, other_day, quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,150 people in 3 towns", {"1150", "3"}),
        ("two million people", {"2000000"}),
        ("twenty-nine died", {"29"}),
        ("54.2 per cent", {"54.2"}),
        ("one of them", set()),
        ("a hundred reasons", set()),
        ("seven thousand dockers", {"7000"}),
        ("at 18:40", {"18:40"}),
    ],
)
def test_numbers(text, found):
    assert numbers(text) == found


def test_quotations_are_normalised():
    assert quotations("It was “not much to discuss,” he said.") == ["not much to discuss"]


@pytest.mark.parametrize(
    ("claim", "cited", "day"),
    [
        ("It opened on Friday.", "It opened on Tuesday.", "Friday"),
        ("It opened in Feb. 2020.", "It opened in March and April 2020.", "Feb"),
        ("It opened on Friday.", "It opened in April.", None),
        ("It opened in February.", "It opened on Feb. 3.", None),
        ("It may open, and they march on.", "It opened in April.", None),
        ("The dec officer came.", "It opened in April.", None),
        ("금요일에 열렸다.", "화요일에 열렸다.", None),
        ("금요일 개막", "화요일 개막", "금요일"),
    ],
)
def test_a_day_is_other_where_the_text_names_only_others(claim, cited, day):
    assert other_day(claim, cited) == day


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("He called it “a great day for all”.", None),
        ("He called it “the great day for all.”", None),
        ("He called it “ＧＲＥＡＴ day for all”.", None),
        ("He called it “a day for all”.", None),
        ("He called it “a bad day for all”.", "a bad day for all"),
    ],
)
def test_a_quotation_may_have_another_article_and_no_other_word(claim, found):
    assert misquoted(
        claim, "It was, he said, a 'great' day for all, or a “great day for all”."
    ) == (found)

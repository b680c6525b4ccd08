import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SearchQueryError
from index.find.query import All, Either, Leaf, Not, parse, said


def test_words_are_all_wanted_and_and_binds_tighter_than_or():
    assert parse("a1 b1 OR c1 AND NOT d1") == Either(
        (All((Leaf("a1"), Leaf("b1"))), All((Leaf("c1"), Not(Leaf("d1")))))
    )


def test_a_field_holds_for_its_group_and_quotes_may_be_curled():
    assert parse("source:(bbc OR “new york”) -x9") == All(
        (
            Either((Leaf("bbc", "outlet"), Leaf("new york", "outlet", quoted=True))),
            Not(Leaf("x9")),
        )
    )


def test_what_only_looks_like_an_operator_or_a_field_is_a_word():
    assert said(parse("ORBAN ANDERSON 12:30 http://a.b/c COVID-19")) == [
        Leaf("ORBAN"),
        Leaf("ANDERSON"),
        Leaf("12:30"),
        Leaf("http://a.b/c"),
        Leaf("COVID-19"),
    ]


def test_words_that_must_not_stand_there_are_none_that_it_was_found_for():
    assert said(parse("a1 NOT (b1 OR c1)")) == [Leaf("a1")]
    assert said(parse("  ")) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('a "b', "quotation mark at character 3 is not closed"),
        ("(a b", "bracket at character 1 is not closed"),
        ("a)", "bracket at character 2 closes nothing"),
        ("()", "brackets at character 2 end too early"),
        ("a OR", "OR at the end of the query needs something after it"),
        ("OR a", "OR at character 1 needs something before it"),
        ("a AND OR b", "OR at character 7 needs something before it"),
        ("outlt:bbc", "there is no field outlt:; did you mean outlet:?"),
        ("since:yesterday", "since:yesterday is not a day; write it as 2025-12-31"),
        ("date:2025-13", "date:2025-13 is not a day"),
        ("v*", "too short"),
        ("vac*ne", "star that does not end a word"),
        ("…", "no letter or digit"),
        ("a" * 2001, "2,001 characters"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(query, words):
    with pytest.raises(SearchQueryError) as told:
        parse(query)
    assert words in str(told.value)
    assert "\n" not in str(told.value)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet='ab*"():-ANDORT \n통é', max_size=30))
def test_anything_is_either_read_or_refused_in_one_line(query):
    told = ""
    try:
        parse(query)
    except SearchQueryError as error:
        told = str(error)
    assert "\n" not in told

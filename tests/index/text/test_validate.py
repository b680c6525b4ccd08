"""What could not be read back is not stored, and the rest of the batch is."""

from datetime import UTC, date, datetime

import pytest

from index import Article

TEXT = "The council met on Monday."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "  \n"}, "has no text"),
        ({"text": None}, "has a text that is not text (None)"),
        ({"text": "torn \ud800"}, "has a torn character in its text (U+D800)"),
        ({"id": None}, "has an id that is not text (None)"),
        ({"id": 5}, "has an id that is not text (5)"),
        ({"title": None}, "has a title that is not text (None)"),
        ({"title": "torn \udfff"}, "has a torn character in its title (U+DFFF)"),
        ({"author": ["Ada"]}, "has a author that is not text (['Ada'])"),
        ({"date": 2025}, "has a date that is no date (2025)"),
        ({"published": date(2025, 1, 2)}, "has a published that is no datetime"),
        ({"sha256": "00"}, "does not have the sha256 that it states (00…)"),
    ],
)
def test_it_is_refused_with_what_is_wrong(opened, fields, reason):
    index = opened()
    summary = index.add([Article(**{"id": "a", "text": TEXT, **fields}), Article("b", TEXT)])
    assert summary.added == 1
    (refusal,) = summary.refused
    assert refusal.reason.startswith(reason)
    assert [each.id for each in index.articles()] == ["b"]


def test_something_else_than_an_article_is_a_wrong_call_and_changes_nothing(opened):
    index = opened()
    with pytest.raises(TypeError, match="an Article is expected, not dict"):
        index.add([Article("a", TEXT), {"id": "b"}])
    assert len(index) == 0


@pytest.mark.parametrize(
    ("given", "day", "instant"),
    [
        (datetime(2025, 1, 2, 3, 4), date(2025, 1, 2), None),
        (datetime(2025, 1, 2, 3, 4, tzinfo=UTC), date(2025, 1, 2), True),
        ("2025-01-02", date(2025, 1, 2), None),
        ("2025-01-02T03:04:00+00:00", date(2025, 1, 2), True),
    ],
)
def test_a_day_may_be_given_as_an_instant_or_a_string(opened, given, day, instant):
    index = opened()
    index.add([Article("a", TEXT, date=given)])
    stored = index.article("a")
    assert stored.date == day
    assert stored.published == (datetime(2025, 1, 2, 3, 4, tzinfo=UTC) if instant else None)


def test_a_string_that_is_no_day_is_a_wrong_call():
    with pytest.raises(ValueError, match="soon"):
        Article("a", TEXT, date="soon")


def test_a_single_id_is_not_taken_for_its_letters(filled):
    assert filled.remove("bridge") == 1
    assert len(filled) == 3

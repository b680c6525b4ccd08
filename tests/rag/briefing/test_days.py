"""When something happened that a sentence tells."""

from datetime import date

import pytest

from index.article import Article
from rag.briefing.days import moment

ARTICLE = Article("a", "Text.", date=date(2025, 3, 19), language="en")


@pytest.mark.parametrize(
    ("sentence", "day", "stated"),
    [
        ("The bridge was closed on Monday.", "2025-03-17", True),
        ("The council, elected in 2018, met on 4 March.", "2025-03-04", True),
        ("The bridge was built in 1936.", "1936", True),
        ("Work began in January 2025 and goes on.", "2025-01", True),
        ("The supply runs will end on 1 May.", "2025-03-19", False),
        ("The vote was put off.", "2025-03-19", False),
    ],
)
def test_the_most_exact_past_time_counts(sentence, day, stated):
    found = moment(sentence, ARTICLE)
    assert (str(found), found.stated) == (day, stated)


def test_without_a_day_of_its_article_none_is_known():
    assert moment("It was closed on Monday.", Article("a", "Text.")) is None

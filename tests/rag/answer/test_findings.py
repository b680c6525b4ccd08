"""What the archive has to say within the time that a question names, and the newest of it."""

from datetime import date

import pytest

from index import Article, Filters, Index
from rag.answer.findings import look
from rag.query.plan import understand
from rag.settings import RagSettings

OLD = (
    "What is known of the floods in Halden: the latest number of people injured in the floods in "
    "Halden is 12, the police said."
)
NEW = "Floods in Halden: at least 31 people were injured in the floods in Halden, the police said."
OTHER = "The museum of Norholm counted 52 visitors on Friday."


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("findings") / "index", encoder=encoder) as made:
        made.add(
            [
                Article(id="old", title="Floods in Halden", text=OLD, date=date(2025, 4, 2)),
                Article(id="new", title="Floods in Halden", text=NEW, date=date(2025, 4, 20)),
                Article(id="other", title="Museum", text=OTHER, date=date(2025, 4, 28)),
            ]
        )
        yield made


def ids(archive, question, **filters):
    # One passage is read, so that the newer article is none of those that were found at first.
    settings = RagSettings(top_k=1, recency=0.0)
    plan = understand(
        question, archive, filters=Filters(**filters), now=date(2025, 5, 1), settings=settings
    )
    return [item.hit.article.id for item in look(plan, archive, settings).evidence]


def test_the_latest_is_looked_for_in_what_is_newer_than_the_best(archive):
    question = "What is the latest number of people injured in the floods in Halden?"
    assert ids(archive, question) == ["new", "old"]


def test_nothing_newer_is_looked_for_beyond_the_limits_or_where_it_is_not_asked_for(archive):
    question = "What is the latest number of people injured in the floods in Halden?"
    assert ids(archive, question, until=date(2025, 4, 2)) == ["old"]
    fact = "What is known of the number of people injured in the floods in Halden?"
    assert set(ids(archive, fact)) == {"old"}

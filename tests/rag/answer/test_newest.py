"""The newest first, where a question asks how things stand."""

from datetime import date

import pytest

from index import Article, Index
from rag import ask

OLD = "Floods in Halden: at least 12 people were injured in the floods in Halden, the police said."
NEW = "Floods in Halden: at least 31 people were injured in the floods in Halden, the police said."


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("newest") / "index", encoder=encoder) as made:
        made.add(
            [
                Article(id="new", title="Floods in Halden", text=NEW, date=date(2025, 4, 20)),
                Article(id="old", title="Floods in Halden", text=OLD, date=date(2025, 4, 2)),
            ]
        )
        yield made


def test_the_newest_figure_leads(archive):
    question = "What is the latest number of people injured in the floods in Halden?"
    answer = ask(question, index=archive, now="2025-05-01")
    assert answer.citations[0].article_id == "new"
    assert "31" in answer.short

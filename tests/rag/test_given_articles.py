"""Two real articles as messy as they came: no titles, one date in front of the first sentence."""

from datetime import date

import pytest

from index import Index
from index.ingest import ingest
from rag import ask


@pytest.fixture(scope="module")
def given(datasets, tmp_path_factory, encoder):
    """An index over the two articles beside the evaluation data."""
    files = sorted((datasets.parent / "articles").glob("*.txt"))
    if len(files) < 2:
        pytest.skip("the two articles are not beside the evaluation data")
    with Index.open(tmp_path_factory.mktemp("given") / "index", encoder=encoder) as archive:
        assert ingest(archive, files).added == 2
        yield archive


def test_the_question_that_started_it(given):
    answer = ask("why did the Unification Ministry skip the talks", index=given)
    assert not answer.abstained
    saying = [c for c in answer.citations if "not much to discuss" in c.quote]
    assert saying
    assert saying[0].date == date(2025, 12, 16)
    text = given.article(saying[0].article_id).text
    assert text[saying[0].start : saying[0].end] == saying[0].quote


@pytest.mark.parametrize("question", ["who won the 2022 World Cup", "what is the price of salt"])
def test_another_matter(given, question):
    assert ask(question, index=given).abstained

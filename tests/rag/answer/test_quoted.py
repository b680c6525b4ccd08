"""Quotations that a question puts into somebody's mouth."""

import pytest

from index import Article, Index
from rag import ask

TEXT = (
    'The council of Halden met on Monday. "We will not sell the town hall to anyone," said the '
    "mayor, Petra Lund. She left early."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("quoted") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Council meets", text=TEXT)])
        yield made


def test_words_that_the_archive_has_not_are_told(archive):
    answer = ask("Who said “we shall burn the town hall down”?", index=archive)
    assert answer.abstained
    assert answer.reason == (
        "No article of the archive has the words “we shall burn the town hall down”."
    )


def test_words_that_it_has_are_answered_with_who_said_them(archive):
    answer = ask('Who said "we will not sell the town hall"?', index=archive)
    assert not answer.abstained
    assert "Petra Lund" in answer.text


def test_a_title_in_quotation_marks_is_no_quotation(archive):
    answer = ask('What did the mayor say about the "town hall"?', index=archive)
    assert answer.reason is None or "has the words" not in answer.reason

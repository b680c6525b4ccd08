"""Questions that take for granted what the archive contradicts."""

from datetime import date

import pytest

from index import Article, Index
from rag import ask
from rag.settings import RagSettings

TEXT = (
    "The council of Halden met on Monday. It did not sell the swimming hall of Halden to the bank, "
    "the mayor said after the meeting. The town hall was painted in May because it looked grey. "
    "The union of Halden rejected the offer of the port in June because it was below inflation."
)
SURE = RagSettings(threshold=0.0)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("premise") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Council meets", text=TEXT, date=date(2025, 4, 2))])
        yield made


def test_the_contradiction_is_told_and_shown(archive):
    question = "Why did the council sell the swimming hall of Halden to the bank?"
    answer = ask(question, index=archive, settings=SURE)
    assert answer.abstained
    assert answer.reason == "The archive says otherwise than the question takes for granted."
    assert answer.near.text.startswith("It did not sell")


def test_what_is_true_may_be_taken_for_granted(archive):
    answer = ask("Why was the town hall painted in May?", index=archive, settings=SURE)
    assert not answer.abstained
    assert "because it looked grey" in answer.text


def test_another_word_for_the_same_is_no_contradiction(archive):
    question = "Why did the union of Halden turn down the offer of the port?"
    answer = ask(question, index=archive, settings=SURE)
    assert not answer.abstained
    assert "below inflation" in answer.text

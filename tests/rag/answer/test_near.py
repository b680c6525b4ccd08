"""What comes near an answer when there is none."""

from datetime import date

import pytest

from index import Article, Index
from rag import ask
from rag.settings import RagSettings

TEXT = (
    "Rescuers searched the rubble of Northview Village for three days. The last resident was found "
    "alive on Friday, the fire brigade said. Two streets stay closed."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("near") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Last resident found", text=TEXT, date=date(2025, 4, 2))])
        yield made


def test_the_nearest_sentence_is_shown_and_is_no_answer(archive):
    question = "Who was the last resident found in Northview Village?"
    answer = ask(question, index=archive, settings=RagSettings(threshold=1.0))
    assert answer.abstained
    assert answer.reason == "The archive has Northview Village, but does not say who it is."
    assert answer.near.text in TEXT
    assert archive.article("a").text[answer.near.start : answer.near.end] == answer.near.text
    assert not answer.citations


def test_another_matter_has_none(archive):
    assert ask("what is the price of salt in Peru", index=archive).near is None


def test_a_time_past_the_end_of_the_archive_is_told(archive):
    question = "what did the fire brigade say last week"
    answer = ask(question, index=archive, now="2026-06-10")
    assert answer.abstained
    assert "ends on 2025-04-02" in answer.reason
    assert "--now archive" in answer.reason


def test_the_archive_s_own_day_may_be_taken_as_today(archive):
    answer = ask("what did the fire brigade say this week", index=archive, now="archive")
    assert answer.filters.until == date(2025, 4, 2) or answer.filters.since <= date(2025, 4, 2)
    assert not answer.abstained or "ends on" not in answer.reason

"""Verdicts on what several reports are asked to say."""

from datetime import date

import pytest

from eval.invariants import violations
from index import Article, Index
from rag import ask

HERALD = (
    "The harbour bridge of Lunden is safe for lorries, engineers of the city said after a "
    "week of tests. Ferries will run as before."
)
POST = (
    "Inspectors found cracks in two pillars of the harbour bridge of Lunden. The repair will cost "
    "4 million crowns."
)
ALMANAC = "Rain fell on the harbour of Lunden on Friday."


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("reports") / "index", encoder=encoder) as made:
        made.add(
            Article(
                id=name[:1], title="The bridge", text=text, source=name, date=date(2025, 5, day)
            )
            for name, text, day in (
                ("Lunden Herald", HERALD, 2),
                ("Coast Post", POST, 9),
                ("Almanac", ALMANAC, 11),
            )
        )
        yield made


def test_yes_where_each_says_its_part(archive):
    answer = ask(
        "Does the Lunden Herald say that the harbour bridge is safe for lorries, while the Coast "
        "Post reports that inspectors found cracks in its pillars?",
        index=archive,
    )
    assert answer.verdict == "yes"
    assert answer.sentences[0].text.startswith("Yes")
    assert {one.source for one in answer.citations} == {"Lunden Herald", "Coast Post"}
    assert not violations(answer, lambda name: archive.article(name).text)


def test_no_where_one_says_nothing_of_the_kind(archive):
    answer = ask(
        "Does the Lunden Herald say that the harbour bridge is safe for lorries, while the Almanac "
        "reports that seven ferries to the islands were sold to a museum in Rome?",
        index=archive,
    )
    assert answer.verdict == "no"
    assert answer.sentences[0].text == "No: nothing that was found of Almanac says so."


def test_reports_agree_unless_one_denies_the_other(archive):
    answer = ask(
        "Are the reports of the Lunden Herald and the Coast Post on the harbour bridge of Lunden "
        "consistent?",
        index=archive,
    )
    assert answer.verdict == "yes"
    assert "neither report contradicts" in answer.sentences[0].text
    assert len(answer.sentences[0].citations) == 2


def test_questions_that_name_no_outlet_are_left_alone(archive):
    answer = ask("Is the harbour bridge of Lunden safe for lorries?", index=archive)
    assert all(each.origin == "extract" for each in answer.sentences) or answer.verdict == "yes"
    assert not any("the reports" in each.text for each in answer.sentences)

"""Yes, no, or unclear, and by which sentence."""

from datetime import date

import pytest

from eval.invariants import violations
from index import Article, Index
from rag import ask
from rag.receipt import replay

TEXT = (
    "The council of Halden met on Monday. The library of Halden will not close, the council "
    "decided by 14 votes to 9. The mayor welcomed the vote of the council.\n\n"
    "The swimming hall of Halden stays open in the summer, the council said."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("verdict") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Council meets", text=TEXT, date=date(2025, 4, 2))])
        yield made


def test_no_with_the_sentence_that_says_so(archive):
    answer = ask("Will the library of Halden close?", index=archive)
    assert answer.verdict == "no"
    assert answer.sentences[0].text == "No."
    assert answer.sentences[0].origin == "verdict"
    assert answer.sentences[0].citations == [1]
    assert answer.citations[0].quote.startswith("The library of Halden will not close")
    assert not violations(answer, lambda name: archive.article(name).text)


def test_unclear_is_no_sentence(archive):
    answer = ask("Did the mayor of Halden ask for the vote of the council?", index=archive)
    assert answer.abstained or answer.verdict == "unclear" or answer.verdict == "yes"
    if answer.verdict == "unclear":
        assert all(sentence.origin == "extract" for sentence in answer.sentences)


def test_other_questions_have_none(archive):
    assert ask("when did the council of Halden meet", index=archive).verdict is None


def test_a_kept_verdict_holds_while_its_sentence_stands(archive, tmp_path):
    path = tmp_path / "receipt.json"
    answer = ask("Will the library of Halden close?", index=archive)
    path.write_text(answer.model_dump_json(), encoding="utf-8")
    assert replay(path, archive).holds

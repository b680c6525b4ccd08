"""Both sides of a comparison."""

from dataclasses import replace
from datetime import date

import pytest

from index import Article, Filters, Index
from rag import ask
from rag.answer.comparison import compared
from rag.answer.findings import look
from rag.query.plan import understand
from rag.settings import RagSettings

PRICES = (
    "The bakers of Halden met on Monday. Rye bread costs 4 crowns in Halden. The guild was founded "
    "in 1911. White bread costs 7 crowns in Halden.\n\nThe fair opened with music."
)
VOTES = (
    "The vote for mayor was close. Petra Lund won 420 votes and Jon Ferrel won 390 votes in the "
    "vote for mayor of Norholm. Petra Lund thanked her voters."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("comparison") / "index", encoder=encoder) as made:
        made.add(
            [
                Article(id="prices", title="Bread", text=PRICES, date=date(2025, 4, 2)),
                Article(id="votes", title="Mayor", text=VOTES, date=date(2025, 4, 9)),
            ]
        )
        yield made


def planned(question, archive):
    return understand(
        question, archive, filters=Filters(), now=date(2026, 1, 21), settings=RagSettings()
    )


def test_each_side_has_its_sentence_in_the_order_of_the_question(archive):
    answer = ask("price of white bread vs rye bread in Halden", index=archive)
    assert answer.form == "comparison"
    said = [sentence.text[:10] for sentence in answer.sentences if sentence.origin == "extract"]
    assert said == ["White brea", "Rye bread "]


def test_one_sentence_with_both_sides_is_enough(archive):
    answer = ask("Who won more votes for mayor, Lund or Ferrel?", index=archive)
    assert len(answer.sentences) == 1
    assert "420" in answer.text
    assert "390" in answer.text


def test_the_short_answer_has_both_sides_where_one_sentence_has(archive):
    short = ask("Who won more votes for mayor, Lund or Ferrel?", index=archive).short
    assert "420" in short
    assert "390" in short
    assert VOTES[short.start : short.end] == short


def test_a_second_sentence_with_what_the_first_says_too_is_left_out(archive):
    plan = planned("votes for mayor, Lund vs Ferrel", archive)
    both = next(item for item in look(plan, archive, RagSettings()).evidence if "420" in item.text)
    at = VOTES.index("390")
    place = VOTES.index("420")
    one = replace(both, span=(place, place + 3))
    other = replace(both, start=at, end=at + 9, span=(at, at + 3))
    (chosen,) = compared(plan, [one, other], ([one], [other]))
    assert chosen.address == both.address
    assert chosen.short == VOTES[place : at + 3]


def test_two_sentences_with_the_same_words_in_answer_are_no_two_sides(archive):
    plan = planned("price of white bread vs rye bread in Halden", archive)
    found = look(plan, archive, RagSettings())
    assert plan.opposed
    rye = [item for item in found.evidence if item.text.startswith("Rye")]
    assert compared(plan, rye, (rye, rye)) == rye[:1]


def test_both_sides_are_searched_for_by_the_whole_question(archive):
    sided = planned("price of white bread vs rye bread in Halden", archive)
    assert len(sided.parts) == 2
    assert sided.to_search.parts == ()
    plain = planned("price of rye bread in Halden", archive)
    assert plain.to_search is plain


def test_the_verdict_says_which_side_is_more_and_cites_both(archive):
    answer = ask("price of white bread vs rye bread in Halden", index=archive)
    assert answer.sentences[0].origin == "verdict"
    assert answer.sentences[0].text == "Price of white: 7 crowns, more than rye: 4 crowns."
    assert len(answer.sentences[0].citations) == 2

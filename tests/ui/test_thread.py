from datetime import date

import pytest

from rag.answer.model import FiltersView
from tests.support import handmade
from ui.asking import Draft, finished
from ui.thread import Asked, Exchange, Thread


def thread(*questions, **changes):
    now = Thread()
    for words in questions:
        now = finished(now, Exchange(question=words, answer=handmade.answer(**changes)))
    return now


def test_a_conversation_comes_back_from_the_browser_as_it_was():
    before = thread("one", "two")
    assert before.id
    assert before.name == "one"
    assert Thread.read(before.dump()) == before


@pytest.mark.parametrize("junk", [None, "x", 3, [], {"exchanges": None}, {"exchanges": ["x"]}])
def test_junk_is_an_empty_conversation(junk):
    assert Thread.read(junk).exchanges == []


def test_an_exchange_that_cannot_be_read_is_left_out_and_the_rest_stays():
    kept = thread("one", "two").dump()
    del kept["exchanges"][0]["answer"]["citations"]
    assert [each.question for each in Thread.read(kept).exchanges] == ["two"]


def test_rag_is_told_what_was_said_but_no_abstention():
    now = finished(thread("one"), Exchange(question="two", answer=handmade.abstention()))
    first, second = now.turns()
    assert (first.question, first.answer) == ("one", handmade.answer().answer)
    assert second.answer == ""


def test_the_last_exchange_is_replaced_when_asked_again():
    now = thread("one", "two")
    words, asked, before = now.again(1, Asked(since=date(2025, 1, 1)))
    assert (words, asked.since) == ("two", date(2025, 1, 1))
    assert [each.question for each in before.exchanges] == ["one"]


def test_an_earlier_exchange_is_asked_again_at_the_end_as_it_was_understood():
    now = thread("and she?", "two", standalone_question="what did Marr say?")
    words, _, before = now.again(0, Asked())
    assert words == "what did Marr say?"
    assert len(before.exchanges) == 2


def test_dates_read_from_the_question_are_not_read_again_once_removed():
    now = thread("in December")
    assert now.again(0, Asked())[1].any_date
    assert not now.again(0, Asked(since=date(2025, 12, 5)))[1].any_date


def test_an_as_of_that_followed_from_the_answer_is_no_wish():
    now = thread("one")
    assert now.again(0, Asked(as_of=date(2025, 12, 16)))[1].as_of is None
    assert now.again(0, Asked(as_of=date(2025, 12, 1)))[1].as_of == date(2025, 12, 1)


def test_a_form_is_read_and_what_is_no_date_is_left_out():
    asked = Asked.read({"since": "2025-12-01", "until": "soon", "source": ["A", "B"]})
    assert asked == Asked(since=date(2025, 12, 1), sources=["A", "B"])
    assert Asked.read(None) == Asked()


def test_a_stopped_answer_keeps_what_was_said():
    whole = handmade.answer()
    draft = Draft("why", Asked(), Thread())
    assert draft.so_far() is None
    draft.sentences, draft.citations = list(whole.sentences), list(whole.citations)
    said = draft.so_far()
    assert said.stopped
    assert said.answer.answer == whole.answer
    assert said.answer.as_of == date(2025, 12, 16)


def test_a_branch_keeps_what_came_before_and_leaves_the_rest_alone():
    whole = thread("one", "two", "three")
    branch = whole.branch(1)
    assert branch.id == ""
    assert branch.name == "one"
    assert [each.question for each in branch.exchanges] == ["one"]
    assert len(whole.exchanges) == 3
    assert whole.branch(0).name == ""


def test_an_as_of_is_no_until_of_its_own():
    evening = date(2025, 12, 20)
    filters = FiltersView(until=evening, origin="asker")
    answer = handmade.answer(filters=filters)
    said = Exchange(question="one", asked=Asked(as_of=evening), answer=answer)
    assert said.until is None
    again = finished(Thread(), said).again(0, Asked(as_of=evening))[1]
    assert again == Asked(as_of=evening)
    later = Asked(as_of=evening, until=date(2025, 12, 31))
    assert Exchange(question="one", asked=later, answer=answer).until == later.until
    earlier = handmade.answer(filters=FiltersView(until=date(2025, 12, 1), origin="asker"))
    assert Exchange(question="one", asked=later, answer=earlier).until == date(2025, 12, 1)

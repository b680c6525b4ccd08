"""What is said when the archive does not answer."""

from datetime import date

import pytest

from index import Filters
from rag import ask
from rag.answer.abstain import NOTICE, describe
from rag.settings import RagSettings


def test_no_article_within_the_limits(samples_index):
    answer = ask("what did the council decide last week", index=samples_index, now="2023-06-14")
    assert answer.abstained and answer.answer == NOTICE
    assert "since 2023-06-05 and until 2023-06-11" in answer.reason
    assert answer.headlines[0].title in answer.reason
    assert not answer.citations and not answer.passages
    assert answer.filters.origin == "question"


def test_a_filter_that_removed_the_answer_is_named_with_it(samples_index):
    question = "why did the Unification Ministry skip the talks"
    answer = ask(question, index=samples_index, sources=["Lomund Echo"])
    assert answer.abstained
    assert "outlet Lomund Echo" in answer.reason
    assert "Unification Ministry" in answer.reason
    assert {headline.source for headline in answer.headlines} == {"Lomund Echo"}


def test_a_word_that_stands_nowhere_is_named(samples_index):
    answer = ask("how do I bake sourdough bread", index=samples_index)
    assert answer.abstained
    assert "“sourdough”" in answer.reason or "“bread”" in answer.reason or "“bake”" in answer.reason
    assert answer.as_of is None


def test_the_word_that_asks_for_a_comparison_is_not_missed(samples_index):
    question = "Compare the price of a monthly pass before and after the change"
    answer = ask(question, index=samples_index)
    assert answer.abstained
    assert "“change”" in answer.reason


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_headlines_as_were_asked_for(samples_index, count):
    settings = RagSettings(headlines=count)
    answer = ask("what is the capital of Peru", index=samples_index, settings=settings)
    assert len(answer.headlines) == count
    assert len({headline.article_id for headline in answer.headlines}) == count


def test_the_threshold_decides(samples_index):
    question = "who won the Silver Cup"
    assert ask(question, index=samples_index, settings=RagSettings(threshold=1.0)).abstained
    assert not ask(question, index=samples_index, settings=RagSettings(threshold=0.0)).abstained


def test_limits_in_words():
    assert describe(Filters()) == ""
    limits = Filters(since=date(2025, 1, 1), sources=("A", "B"))
    assert describe(limits) == "since 2025-01-01 and outlet A, B"

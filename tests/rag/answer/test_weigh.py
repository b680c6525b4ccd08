"""From passages to evidence: what the checker is shown, and that its opinion has its part."""

from __future__ import annotations

from index.article import Article, Passage
from rag.answer.weigh import answers, with_the_one_before
from rag.read.base import Reading
from rag.read.rank import Ranked
from rag.types import Hit

TEXT = "The ferry sank off Marlow. Forty people were saved. The captain was Jo Reed."
SPANS = ((0, 26), (27, 51), (52, 76))


def reading(place: int) -> Reading:
    article = Article(id="a", title="Ferry", text=TEXT)
    hit = Hit(Passage(1, "a", 0, len(TEXT), SPANS), article, 0.5)
    return Reading(hit, *SPANS[place], SPANS[place], 1.0, 0.5)


def test_a_sentence_is_shown_with_the_one_before_it_in_its_passage():
    assert with_the_one_before(reading(0)) == TEXT[:26]
    assert with_the_one_before(reading(2)) == TEXT[27:]


def test_the_checker_finds_the_sentence_that_answers_likelier_than_another():
    found = answers(
        "Who was the captain of the ferry?", [Ranked(reading(n), 0.0, 0.3) for n in (0, 2)]
    )
    assert found[1] > found[0]
    assert answers("Who was the captain?", []) == []

"""From passages to evidence: what the checker is shown, and that its opinion has its part."""

from __future__ import annotations

from index.article import Article, Passage
from rag.answer.weigh import looks, with_the_one_before
from rag.read.base import Reading
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


def test_a_second_look_finds_the_sentence_that_answers_likelier_than_another():
    other, answer = looks("Who was the captain of the ferry?", [reading(0), reading(2)])
    assert answer.answers > other.answers
    assert answer.beside > other.beside
    assert answer.part > other.part
    assert looks("Who was the captain?", []) == []

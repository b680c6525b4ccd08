"""Readings in order: a second look at the first ones may change theirs, never of the others."""

from __future__ import annotations

import pytest

from index.article import Article, Passage
from rag.read.base import Reading
from rag.read.rank import SECOND_FEATURES, Look, looked_at_again, ranked
from rag.types import Hit

TEXT = "Ann won. Bob lost. Cy drew. Dee left."
SPANS = ((0, 8), (9, 18), (19, 27), (28, 37))
ONLY_ANSWERS = [float(name == "answers") for name in SECOND_FEATURES]
ONLY_BESIDE = [float(name == "beside") for name in SECOND_FEATURES]
ONLY_READER = [float(name == "reader") for name in SECOND_FEATURES]


@pytest.fixture
def order():
    article = Article(id="a", title="A match", text=TEXT)
    hit = Hit(Passage(1, "a", 0, len(TEXT), SPANS), article, 0.5)
    scores = (4.0, 3.0, 2.0, 1.0)
    return ranked(
        [
            [
                Reading(hit, start, end, (start, end), score, 0.25)
                for (start, end), score in zip(SPANS, scores, strict=True)
            ]
        ]
    )


def said(order):
    return [each.reading.text for each in order]


def looks(*answers):
    return [Look(each, -each, 0.0) for each in answers]


def test_what_answers_comes_before_what_the_reader_preferred(order):
    again = looked_at_again(order, looks(-2.0, 3.0), ONLY_ANSWERS)
    assert said(again)[:2] == ["Bob lost.", "Ann won."]
    assert [each.look.answers for each in again[:2]] == [3.0, -2.0]


def test_what_is_read_beside_the_others_counts_too(order):
    again = looked_at_again(order, looks(-1.0, -2.0, -3.0), ONLY_BESIDE)
    assert said(again)[:3] == ["Cy drew.", "Bob lost.", "Ann won."]


def test_what_was_not_looked_at_stays_behind(order):
    again = looked_at_again(order, looks(-9.0, -8.0), ONLY_READER)
    assert said(again) == said(order)
    assert [each.look for each in again[2:]] == [None, None]
    again = looked_at_again(order, looks(-9.0, -8.0), [-weight for weight in ONLY_READER])
    assert set(said(again)[:2]) == {"Ann won.", "Bob lost."}
    assert [each.score for each in again] == sorted((e.score for e in again), reverse=True)


def test_shares_add_up_to_one(order):
    for found in (order, looked_at_again(order, looks(1.0, 2.0, 0.0))):
        assert sum(each.share for each in found) == pytest.approx(1.0)


def test_without_a_second_look_the_order_stays(order):
    assert looked_at_again(order, []) == order
    assert looked_at_again([], []) == []

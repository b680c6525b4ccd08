"""Sentences side by side: what fits on a sheet, where each stands, and what a reader sees there."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from index.article import Article, Passage
from rag.read import load_listwise_reader
from rag.read.base import Kept, Reading
from rag.read.listwise import Sentence, begin_together, gathered, written
from rag.types import Hit

TEXT = "The vote was held on Monday. She won it.\nThe mayor of Tarvik, Edda Rask, won by 12 votes."
SPANS = ((0, 28), (29, 40), (41, 89))
TOLD = Article("a", TEXT, title="A vote in Tarvik", date=date(2025, 3, 4), source="Echo")
OTHER = Article("b", "A ferry was late. It rained in Lomund.", title="Ferries")


def hits():
    return (
        Hit(Passage(1, "a", 0, len(TEXT), SPANS), TOLD, 0.5),
        Hit(Passage(2, "b", 0, 38, ((0, 17), (18, 38))), OTHER, 0.2),
    )


def reading(hit, span):
    return Reading(hit, *span, span, 0.0, 0.5)


def test_a_sheet_has_each_article_once_under_its_title_with_what_stands_before():
    sentences = [
        Sentence(TOLD, SPANS[2], SPANS[1]),
        Sentence(OTHER, (18, 38), (0, 17)),
        Sentence(TOLD, SPANS[0], None),
    ]
    sheet = written(gathered(sentences, leads=1))
    assert sheet.text == (
        "A vote in Tarvik. Echo, 4 March 2025. The vote was held on Monday. She won it. The mayor "
        "of Tarvik, Edda Rask, won by 12 votes. Ferries. It rained in Lomund."
    )
    for (name, start), at in sheet.places.items():
        article = TOLD if name == "a" else OTHER
        (end,) = {span[1] for span in (*SPANS, (18, 38)) if span[0] == start}
        assert sheet.text[at : at + end - start] == article.text[start:end].replace("\n", " ")


def test_what_does_not_fit_is_left_out_and_the_best_always_shown():
    long = Article("l", "word " * 500, title="")
    best, next_one = Sentence(long, (0, 2_000), None), Sentence(long, (2_000, 2_400), None)
    ((_, spans),) = gathered([best, next_one])
    assert spans == [(0, 2_000)]
    ((_, spans),) = gathered([next_one, best])
    assert spans == [(2_000, 2_400)]


def test_the_reader_prefers_the_sentence_that_answers_wherever_it_stands():
    told, other = hits()
    best = [reading(other, (18, 38)), reading(told, SPANS[0]), reading(told, SPANS[2])]
    model = load_listwise_reader()
    for order in (best, best[::-1]):
        seen = begin_together(model, "By how many votes did Edda Rask win?", order, [False] * 3)()
        scores = {each.sentence: score for each, (score, _) in zip(order, seen, strict=True)}
        assert max(scores, key=scores.__getitem__) == SPANS[2]
        assert all(part <= 0.01 for _, part in seen)
        assert sum(math.exp(part) for _, part in seen) <= 1.01


def test_what_is_not_to_be_shown_comes_last():
    told, other = hits()
    best = [reading(told, SPANS[2]), reading(other, (18, 38))]
    seen = begin_together(load_listwise_reader(), "Who won by 12 votes?", best, [True, False])()
    assert seen[0][0] == pytest.approx(seen[1][0] - 1.0)
    assert (
        begin_together(load_listwise_reader(), "Who won?", best, [True, True])() == [(0.0, 0.0)] * 2
    )


class Preferring:
    """A reader that prefers the token at one place of the sheet, whatever is read."""

    def __init__(self, at):
        self.at = at
        self.kept = Kept(1)

    def tokenised(self, texts):
        return load_listwise_reader().tokenised(texts)

    def begin(self, batch):
        scores = np.where(batch[0].offsets[:, 0] == self.at, 9.0, 0.0).astype(np.float32)
        return lambda: ([scores], [scores])


def test_each_sentence_is_scored_where_it_stands_on_the_sheet():
    told, other = hits()
    best = [reading(told, SPANS[2]), reading(other, (18, 38)), reading(told, SPANS[0])]
    before = {SPANS[2]: SPANS[1], (18, 38): (0, 17), SPANS[0]: None}
    sheet = written(
        gathered([Sentence(e.hit.article, e.sentence, before[e.sentence]) for e in best])
    )
    for place, each in enumerate(best):
        model = Preferring(sheet.places[each.hit.article.id, each.sentence[0]])
        seen = begin_together(model, "Who won?", best, [False] * 3)()
        assert max(range(3), key=lambda at: seen[at][0]) == place

"""A language model's sentences on the page, with what the checks made of them."""

from __future__ import annotations

from rag.answer.model import Citation, Sentence
from ui.render.answer import sentences
from ui.texts import Texts

SAID = [
    Sentence(text="It closed.", citations=[1], support=0.9, origin="model", check="verified"),
    Sentence(
        text="It <b>burned</b>.",
        citations=[1],
        support=0.1,
        origin="model",
        check="contradicted",
        why="the source says <closed>",
    ),
    Sentence(text="The bridge shut.", citations=[1], support=1.0),
]
CITED = Citation(
    n=1, article_id="a", title="T", date=None, source="S", url=None, start=0, end=16,
    quote="The bridge shut.",
)  # fmt: skip


def test_each_sentence_has_its_sign_and_its_source():
    page = sentences(0, SAID, [CITED], Texts())
    assert page.startswith('<ul class="dl-answer dl-checked">')
    assert page.count("<li") == 3
    assert page.count("<q") == 2
    assert 'data-check="verified"' in page
    assert 'data-check="contradicted"' in page
    assert ">✗</span>" in page
    assert "the source says &lt;closed&gt;" in page
    assert "<b>" not in page


def test_archives_own_words_carry_no_sign():
    html = sentences(0, SAID[2:], [CITED], Texts())
    assert "dl-checked" not in html
    assert "data-check" not in html

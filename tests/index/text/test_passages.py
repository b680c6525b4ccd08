"""How articles are cut."""

import itertools
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

from index import Article
from index.text.furniture import pieces
from index.text.passages import cut, passage_context

SENTENCE = "The council of Lomund met on Monday and put the vote off by a week once more."


@pytest.mark.parametrize(
    ("title", "source", "day", "line"),
    [
        ("Talks open", "Post", date(2025, 12, 6), "Talks open. Post, 6 December 2025."),
        ("Talks open.", "Post", None, "Talks open. Post."),
        ("Will talks open?", None, date(2025, 1, 31), "Will talks open? 31 January 2025."),
        ("Talks open", None, None, "Talks open."),
        ("", "Post", date(2025, 12, 6), "Post, 6 December 2025."),
        ("", None, None, ""),
    ],
)
def test_what_a_passage_knows_of_its_article(title, source, day, line):
    assert passage_context(Article("a", "Text.", title=title, source=source, date=day)) == line


def test_a_short_text_is_one_passage():
    (span,) = cut(f"  {SENTENCE} {SENTENCE}\n")
    assert (span.start, span.end) == (2, 2 + 2 * len(SENTENCE) + 1)
    assert len(span.sentences) == 2


def test_a_passage_ends_with_a_paragraph_where_it_can():
    text = "\n\n".join(" ".join([SENTENCE] * 3) for _ in range(4))
    spans = cut(text, characters=600)
    assert [text[span.end : span.end + 2] for span in spans[:-1]] == ["\n\n"] * (len(spans) - 1)


def test_a_heading_goes_with_what_follows():
    block = " ".join([SENTENCE] * 5)
    text = f"{block}\n\nWhat comes next\n\n{block}"
    spans = cut(text, characters=len(block) + 30)
    assert text[spans[1].start :].startswith("What comes next")


def test_what_is_left_is_shared_evenly_rather_than_leaving_a_scrap():
    text = " ".join([SENTENCE] * 12)
    spans = cut(text, characters=900)
    assert len(spans) == 2
    assert min(span.end - span.start for span in spans) > 400


def test_a_passage_may_repeat_sentences():
    text = " ".join(f"Sentence number {number} stands here alone." for number in range(40))
    spans = cut(text, characters=300, overlap=1)
    assert len(spans) > 1
    for before, after in itertools.pairwise(spans):
        assert before.sentences[-1] == after.sentences[0]


def test_a_long_sentence_is_cut_at_a_clause():
    text = ", ".join(["the vote was put off by another week"] * 40) + "."
    spans = cut(text, characters=200)
    assert len(spans) > 1
    assert all(text[span.end - 1] in ",." for span in spans)


def test_a_word_of_ten_thousand_characters_is_cut_somewhere():
    text = f"Before. {'x' * 10_000} after."
    spans = cut(text, characters=900)
    assert max(span.end - span.start for span in spans) <= 900
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


def test_five_megabytes_are_cut():
    text = f"{SENTENCE} " * (5_000_000 // (len(SENTENCE) + 1))
    spans = cut(text)
    assert spans[-1].end == len(text) - 1
    assert len(spans) > 5_000


def _span(piece):
    return piece.said, piece.end


@given(
    st.text(st.sampled_from("aBc. ,;!?\n\"'。、é北京😀"), max_size=400),
    st.integers(10, 120),
    st.integers(0, 2),
)
def test_passages_are_addresses_of_all_the_text(text, characters, overlap):
    spans = cut(text, characters=characters, overlap=overlap)
    covered = set()
    for span in spans:
        assert span.end - span.start <= characters
        covered.update(range(span.start, span.end))
        for start, end in span.sentences:
            assert span.start <= start < end <= span.end
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
    said = {at for piece in pieces(text) if piece.said is not None for at in range(*_span(piece))}
    assert all(text[place].isspace() for place in said - covered)
    assert all(first.start < second.start for first, second in itertools.pairwise(spans))

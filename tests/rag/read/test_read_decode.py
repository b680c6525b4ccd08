from __future__ import annotations

import numpy as np
import pytest

from rag.read.decode import LONGEST_SPAN, readings
from rag.read.windows import Window
from tests.rag.read.test_read_windows import hit

TEXT = "Ann left. Bob came at noon."
HEAD = "Head. "


def window() -> Window:
    one = hit(TEXT)
    return Window(0, 0, HEAD + TEXT, len(HEAD), one.passage.sentences)


def offsets() -> np.ndarray:
    """One token a word, after a token for "none", one of a question and one of the head."""
    words = [(HEAD + TEXT).index(word) for word in ("Ann", "left", "Bob", "came", "at", "noon")]
    ends = [
        start + len(word) for start, word in zip(words, TEXT.replace(".", "").split(), strict=True)
    ]
    return np.array([(-1, -1), (-1, -1), (0, 4), *zip(words, ends, strict=True)])


def scores(**at: float) -> np.ndarray:
    found = np.full(9, -5.0, dtype=np.float32)
    for name, value in at.items():
        found[int(name[1:])] = value
    return found


def test_the_best_span_of_each_sentence_in_order_of_score() -> None:
    found = readings(
        hit(TEXT),
        window(),
        offsets(),
        scores(t0=1.0, t8=4.0, t3=2.0),
        scores(t0=1.0, t8=3.0, t3=2.0),
    )
    assert [reading.text for reading in found] == ["noon", "Ann"]
    assert found[0].score == pytest.approx(7.0 - 2.0)
    assert TEXT[slice(*found[0].sentence)] == "Bob came at noon."


def test_a_span_ends_no_earlier_than_it_starts() -> None:
    found = readings(hit(TEXT), window(), offsets(), scores(t8=4.0), scores(t3=9.0, t8=1.0))
    assert found[0].text == "Ann" or found[0].end > found[0].start
    assert all(reading.end > reading.start for reading in found)
    assert found


def test_what_stands_in_the_title_is_never_a_span() -> None:
    found = readings(hit(TEXT), window(), offsets(), scores(t2=9.0), scores(t2=9.0))
    assert found
    assert all(reading.start >= 0 and reading.text in TEXT for reading in found)


def test_mass_adds_up_over_the_sentences() -> None:
    found = readings(hit(TEXT), window(), offsets(), scores(t4=1.0, t6=2.0), scores())
    assert sum(reading.mass for reading in found) == pytest.approx(1.0)


def test_no_token_of_the_passage_gives_no_reading() -> None:
    assert readings(hit(TEXT), window(), np.full((3, 2), -1), np.zeros(3), np.zeros(3)) == []


def test_a_span_is_no_longer_than_allowed() -> None:
    text = " ".join(["word"] * 100)
    one = hit(text)
    own = Window(0, 0, text, 0, one.passage.sentences)
    places = np.array([(-1, -1), *((i * 5, i * 5 + 4) for i in range(100))])
    start, end = np.zeros(101, np.float32), np.zeros(101, np.float32)
    start[1], end[100] = 5.0, 5.0
    (found,) = readings(one, own, places, start, end)
    assert len(found.text.split()) <= LONGEST_SPAN

"""Answer figures: closed forms, and agreement with SQuAD's published definitions."""

import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.answers import contains, exact_match, f1, normalise, poison_verdict


def squad_normalise(text):
    """The four steps of the official script, in its order."""
    text = "".join(letter for letter in text.lower() if letter not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def squad_f1(said, gold):
    """The official script's F1 of one pair."""
    left, right = squad_normalise(said).split(), squad_normalise(gold).split()
    if not left or not right:
        return float(left == right)
    same = sum((Counter(left) & Counter(right)).values())
    if not same:
        return 0.0
    precision, recall = same / len(left), same / len(right)
    return 2 * precision * recall / (precision + recall)


WORDS = "The a an 11 miners Miners, died. U.S. the- theatre n't — é $5".split()
texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=30)


@given(texts, st.lists(texts, min_size=1, max_size=3))
def test_agrees_with_the_official_definitions(said, golds):
    assert normalise(said) == squad_normalise(said)
    assert exact_match(said, golds) == max(
        float(squad_normalise(said) == squad_normalise(gold)) for gold in golds
    )
    assert f1(said, golds) == pytest.approx(max(squad_f1(said, g) for g in golds), abs=1e-12)


def test_contains_wants_whole_words():
    assert contains("It killed 11 miners in 2011.", ["11"]) == 1.0
    assert contains("It happened in 2011.", ["11"]) == 0.0
    assert contains("nothing of the kind", ["kin"]) == 0.0


def test_contains_normalises_both():
    assert contains("He said the “Iron Bridge” would close.", ["Iron Bridge”"]) == 1.0
    assert contains("between 1337–1453 in France", ["1337"]) == 1.0
    assert contains("The Norman's castle", ["Norman"]) == 1.0
    assert contains("Jeong Yeon-doo spoke", ["Yeon-doo"]) == 1.0
    assert contains("1,200-strong crowd", ["1,200"]) == 1.0


def test_contains_of_answers_that_normalise_to_nothing():
    assert contains("it is called The", ["the"]) == 1.0
    assert contains("nothing here", ["the"]) == 0.0
    assert contains("anything", [""]) == 0.0
    assert contains("anything", []) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Athens.", "right"),
        ("It was New York.", "wrong"),
        ("Some say Athens, others New York.", "both"),
        ("It was a city.", "neither"),
        ("", "neither"),
    ],
)
def test_poison_verdicts(text, expected):
    assert poison_verdict(text, ["Athens"], "New York") == expected

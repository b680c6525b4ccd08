"""Citations against gold articles, gold sentences, periods and a judge of entailment."""

from datetime import date

import pytest

from eval.metrics.citations import (
    citation_precision,
    citation_quality,
    citation_recall,
    covers,
    fact_precision,
    fact_recall,
    in_period,
)


def test_citation_precision_and_recall():
    assert citation_precision([["a"], ["b"], ["z"]], {"a", "b", "c"}) == pytest.approx(2 / 3)
    assert citation_recall([["a"], ["b"], ["z"]], {"a", "b", "c"}) == pytest.approx(2 / 3)


def test_a_citation_stands_for_its_origin():
    assert citation_precision([["copy", "original"]], {"original"}) == 1.0
    assert citation_recall([["copy", "original"]], {"original"}) == 1.0


def test_facts_are_covered_by_the_same_sentence_or_a_part_of_it():
    fact = "The bank raised its rate to 7.25 per cent on Tuesday."
    assert covers("It was a surprise. The bank raised its rate to 7.25 per cent on Tuesday.", fact)
    assert covers("The bank raised its rate to 7.25 percent on Tuesday", fact)
    assert not covers("The governor spoke for an hour about wages and rents.", fact)
    assert not covers("", fact)
    assert fact_recall([fact], [fact, "Another thing happened entirely."]) == 0.5
    assert fact_precision([fact, "Nothing to do with it at all."], [fact]) == 0.5


def test_period():
    days = [date(2025, 3, 1), date(2025, 4, 1), None]
    assert in_period(days, date(2025, 3, 1), date(2025, 3, 31)) == pytest.approx(1 / 3)
    assert in_period(days, None, date(2025, 4, 1)) == pytest.approx(2 / 3)


def entails_by_words(sentence, text):
    return set(sentence.split()) <= set(text.split())


def test_alce_recall_and_precision_by_hand():
    sentences = [
        ("a b", ["a b", "c"]),  # supported; the second citation is irrelevant
        ("a b", ["a", "b"]),  # supported only together; both are needed
        ("z", ["a"]),  # not supported
        ("a", []),  # not cited
    ]
    recall, precision = citation_quality(sentences, entails_by_words)
    assert recall == 0.5
    assert precision == pytest.approx(3 / 5)
    assert citation_quality([("a", [])], entails_by_words) == (0.0, None)


@pytest.mark.parametrize(
    ("figure", "missing"),
    [
        (lambda: citation_precision([], {"a"}), "citation"),
        (lambda: citation_recall([["a"]], set()), "gold article"),
        (lambda: fact_recall(["a"], []), "gold sentence"),
        (lambda: fact_precision([], ["a"]), "quote"),
        (lambda: in_period([], None, None), "citation"),
        (lambda: citation_quality([], entails_by_words), "sentence"),
    ],
)
def test_what_cannot_be_measured_is_refused(figure, missing):
    with pytest.raises(ValueError, match=f"at least one {missing}"):
        figure()

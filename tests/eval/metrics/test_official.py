"""MultiHop-RAG's own figures and their corrections, by hand."""

import pytest

from eval.metrics.balanced import balanced_accuracy
from eval.metrics.official import (
    fact_average_precision,
    fact_recall_at,
    facts_in,
    official_accuracy,
    official_hits,
    official_map,
    official_mrr,
)

FOUND = [[], [0, 1], [1], [2]]


def test_accuracy_accepts_any_shared_word():
    assert official_accuracy("It was the rain", "the Guardian") == 1.0
    assert official_accuracy("Insufficient information.", "Insufficient information.") == 1.0
    assert official_accuracy("Google.", "Google") == 0.0


def test_facts_are_found_whatever_the_blanks():
    assert facts_in("One  two\nthree. Four.", ["two three.", "Four. Five.", "four"]) == [0]


def test_hits_are_of_any_fact_and_the_correction_of_all():
    assert official_hits(FOUND, 2) == 1.0
    assert official_hits(FOUND, 1) == 0.0
    assert fact_recall_at(FOUND, 4, 3) == 0.5
    assert fact_recall_at(FOUND, 4) == 0.75


def test_mrr():
    assert official_mrr(FOUND) == 0.5
    assert official_mrr([[], []]) == 0.0


def test_map_forgets_what_was_found_before():
    assert official_map(FOUND, 4) == pytest.approx((2 / 2 + 1 / 4) / 4)
    assert fact_average_precision(FOUND, 4) == pytest.approx((2 * 1 / 2 + 2 / 4) / 4)
    assert fact_average_precision([[0], [1], [2]], 3) == 1.0
    assert official_map([[0], [1], [2]], 3) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_balanced_accuracy():
    assert balanced_accuracy([True, True, False], [True, False, False]) == 0.75
    with pytest.raises(ValueError, match="positives and negatives"):
        balanced_accuracy([True], [True])

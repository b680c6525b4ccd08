"""Citations against gold articles and gold facts; poison; periods."""

from datetime import date

import pytest

from eval.metrics.citations import citation_precision, citation_recall
from eval.metrics.facts import covers, fact_precision, fact_recall
from eval.metrics.period import in_period
from eval.metrics.poison import verdict


def test_citation_precision_and_recall():
    assert citation_precision([["a"], ["b"], ["z"]], {"a", "b", "c"}) == pytest.approx(2 / 3)
    assert citation_recall([["a"], ["b"], ["z"]], {"a", "b", "c"}) == pytest.approx(2 / 3)


def test_a_citation_stands_for_its_origin():
    assert citation_precision([["copy", "original"]], {"original"}) == 1.0
    assert citation_recall([["copy", "original"]], {"original"}) == 1.0


def test_citation_figures_refuse_what_cannot_be_measured():
    with pytest.raises(ValueError, match="at least one citation"):
        citation_precision([], {"a"})
    with pytest.raises(ValueError, match="at least one gold"):
        citation_recall([["a"]], set())


def test_facts_are_covered_by_the_same_sentence_or_a_part_of_it():
    fact = "The bank raised its rate to 7.25 per cent on Tuesday."
    assert covers("It was a surprise. The bank raised its rate to 7.25 per cent on Tuesday.", fact)
    assert covers("The bank raised its rate to 7.25 percent on Tuesday", fact)
    assert not covers("The governor spoke for an hour about wages and rents.", fact)
    assert not covers("", fact)
    assert fact_recall([fact], [fact, "Another thing happened entirely."]) == 0.5
    assert fact_precision([fact, "Nothing to do with it at all."], [fact]) == 0.5


@pytest.mark.parametrize(
    ("text", "abstained", "expected"),
    [
        ("It was Athens.", False, "right"),
        ("It was New York.", False, "wrong"),
        ("Some say Athens, others New York.", False, "both"),
        ("It was a city.", False, "neither"),
        ("", True, "abstained"),
    ],
)
def test_poison_verdicts(text, abstained, expected):
    assert verdict(text, ["Athens"], "New York", abstained) == expected


def test_period():
    days = [date(2025, 3, 1), date(2025, 4, 1), None]
    assert in_period(days, date(2025, 3, 1), date(2025, 3, 31)) == pytest.approx(1 / 3)
    assert in_period(days, None, date(2025, 4, 1)) == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="at least one"):
        in_period([], None, None)

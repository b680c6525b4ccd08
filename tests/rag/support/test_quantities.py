"""Numbers that a text writes, and what they may be read to say."""

from math import isclose

import pytest

from rag.support.quantities import quantities, readings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,150 people in three towns", [(1150, 1, ""), (3, 1, "")]),
        ("forty-two men and half a million women", [(42, 1, ""), (500_000, 100_000, "")]),
        ("$2.4 million or 3bn euros", [(2.4e6, 1e5, "money"), (3e9, 1e9, "")]),
        ("several hundred of two dozen", [(100, 100, ""), (24, 12, "")]),
        (
            "12% and 14 per cent and five percent",
            [(12, 1, "percent"), (14, 1, "percent"), (5, 1, "percent")],
        ),
        ("on May 4, 2021 and 3 June", [(4, 1, "day"), (2021, 1, "year"), (3, 1, "day")]),
        ("the fifth of 1,999 boats", [(5, 1, "ordinal"), (1999, 1, "")]),
        ("at 18:40, version 1.2.3", []),
        ("the first and the second", []),
        ("2만 명", [(2, 1, "")]),
    ],
)
def test_numbers_have_value_precision_and_kind(text, found):
    assert [(q.value, pytest.approx(q.step), q.kind) for q in quantities(text)] == found
    assert all(text[q.start : q.end] == q.written for q in quantities(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seven out of ten", {7, 10, 70, 0.7}),
        ("two and a half years", {2, 2.5}),
        ("two thirds of them", {2, 200 / 3}),
        ("twice in both towns", {2}),
        ("three decades", {3, 30, 10}),
        ("235, 000 or 2. 4", {235_000, 2.4}),
        ("at 18:40", {18, 40}),
    ],
)
def test_a_text_may_be_read_to_say_more(text, values):
    found = readings(text)
    assert all(any(isclose(value, other) for other in found) for value in values), found

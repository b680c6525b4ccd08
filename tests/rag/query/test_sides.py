"""The two sides that a question sets against each other."""

import pytest

from rag.query.sides import sides


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "What did both Saal and Ferrel say about the bridge?",
            "What did Saal say about the bridge?",
            "What did Ferrel say about the bridge?",
        ),
        (
            "Compare the tolls given by the Orvania Herald and the Steppe Monitor",
            "the tolls given by the Orvania Herald",
            "the tolls given by the Steppe Monitor",
        ),
        (
            "Do Wi Seong-lac and Park Won-gon agree?",
            "Do Wi Seong-lac agree?",
            "Do Park Won-gon agree?",
        ),
        ("the toll before and after the storm", "the toll before the storm",
         "the toll after the storm"),
        ("price of bread vs milk", "price of bread", "price of milk"),
        ("Halden v Norholm attendance in May", "Halden attendance in May",
         "Norholm attendance in May"),
        ("Bread prices: city compared with coast", "Bread prices: city", "Bread prices: coast"),
        (
            "Which is longer, the Kestrel Bridge or the Saal Tunnel?",
            "Which is longer, the Kestrel Bridge?",
            "Which is longer, the Saal Tunnel?",
        ),
        ("turnout in Halden 2016 and 2020", "turnout in Halden 2016", "turnout in Halden 2020"),
        (
            "How did the rate change from May to June?",
            "How did the rate change from May?",
            "How did the rate change from June?",
        ),
        ("Season tickets: members against guests?", "Season tickets: members?",
         "Season tickets: guests?"),
    ],
)  # fmt: skip
def test_two_sides(question, one, other):
    assert sides(question) == [one, other]


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say about the bridge and the ferry?",
        "Are calls between Halden and Norholm free?",
        "Which ferries run from Halden to Norholm?",
        "Who was charged over the fire and when?",
        "Who spoke against the plan?",
        "",
    ],
)
def test_no_sides(question):
    assert sides(question) == []

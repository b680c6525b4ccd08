"""Yes-or-no questions as statements."""

import pytest

from rag.query.claim import claim_of, premise_of


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Was the bridge closed in June?", "The bridge was closed in June."),
        ("Did the union accept the offer?", "The union accept the offer."),
        ("Has Petra Lund left the institute?", "Petra Lund has left the institute."),
        ("Is the first ferry of the day late?", "The first ferry of the day is late."),
        ("are Mara and Tomas Ferrel related", "Mara and Tomas Ferrel are related."),
        ("Can Halden residents vote early?", "Halden residents can vote early."),
        ("can i park at the harbour", "I can park at the harbour."),
        ("Is it true that the mine reopens?", "The mine reopens."),
        ("is it safe to swim in the Lomund?", "It is safe to swim in the Lomund."),
        ("any hikers missing after the landslide?", "Some hikers missing after the landslide."),
        ("Was Lund's office searched by the police?", "Lund's office was searched by the police."),
    ],
)
def test_claim(question, claim):
    assert claim_of(question) == claim


@pytest.mark.parametrize("question", ["who is the mayor", "bridge closure lomund", "why", "is it"])
def test_other_questions_are_none(question):
    assert claim_of(question) is None


def test_what_a_question_takes_for_granted():
    assert premise_of("Why was the bridge closed in June?") == "The bridge was closed in June."
    assert premise_of("when did the council sell the hall") == "The council sell the hall."
    assert premise_of("who sold the hall") is None
    assert premise_of("Was the hall sold?") is None

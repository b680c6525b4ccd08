"""Does the cited text say the claim?"""

import pytest

from rag.support.check import SUPPORTED, contradicts, support

TEXT = (
    "The official confirmed that the ministry had been asked to join the meeting but said there "
    "was “not much to discuss,” particularly on sanctions relief. On Tuesday 11 miners were "
    "brought up in Karsk by the rescue service."
)


@pytest.mark.parametrize(
    "claim",
    [
        "On Tuesday 11 miners were brought up in Karsk by the rescue service.",
        "The ministry had been asked to join the meeting.",
        "Eleven miners were brought up on Tuesday in Karsk.",
        "The official said there was “not much to discuss”.",
    ],
)
def test_what_the_text_says_is_supported(claim, encoder):
    assert support(claim, TEXT, encoder=encoder) >= SUPPORTED


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("On Tuesday 14 miners were brought up in Karsk by the rescue service.", "number"),
        ("On Friday 11 miners were brought up in Karsk by the rescue service.", "day"),
        ("On Tuesday 11 miners were brought up in Lomund by the rescue service.", "name"),
        ("The official said there was “nothing at all to discuss”.", "quotation"),
    ],
)
def test_a_wrong_fact_is_not_supported(claim, why, encoder):
    assert (contradicts(claim, TEXT) or "").startswith(why)
    assert support(claim, TEXT, encoder=encoder) < SUPPORTED


def test_another_matter_is_not_supported(encoder):
    claim = "because of the lack of participation from the US Department of State"
    assert support(claim, TEXT, encoder=encoder) < SUPPORTED
    assert support("", TEXT, encoder=encoder) == 0.0
    assert support("The cup final was won by the visitors.", "", encoder=encoder) == 0.0


def test_an_entailment_model_can_be_plugged_in_but_not_against_the_facts(encoder):
    sure = lambda text, claim: 1.0  # noqa: E731
    assert support("The meeting was long.", TEXT, encoder=encoder, entailment=sure) == 1.0
    assert support("It took 90 minutes.", TEXT, encoder=encoder, entailment=sure) < SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "The ministry had not been asked to join the meeting.",
        "The ministry was never asked to join the meeting, the official confirmed.",
        "The rescue service could not bring up 11 miners in Karsk on Tuesday.",
    ],
)
def test_the_opposite_is_not_supported(claim, encoder):
    assert (contradicts(claim, TEXT) or "").startswith("negation")
    assert support(claim, TEXT, encoder=encoder) < SUPPORTED


def test_numbers_taken_apart_are_read(encoder):
    text = "The video has been viewed more than 235, 000 times, 2. 4 times as often as the first."
    assert contradicts("It was viewed more than 235,000 times.", text) is None
    assert contradicts("It was viewed 2.4 times as often.", text) is None
    assert contradicts("It was viewed 234,000 times.", text) == "number “234,000”"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The EPA closed the yard.", "The Environmental Protection Agency closed the yard."),
        ("The Dutch team won in 19 minutes.", "The Netherlands won in nineteen minutes."),
        ("About 1,200 people came.", "Organisers counted 1,187 people."),
        ("Forty percent were against.", "Of those asked, 60% were in favour."),
        ("Ann Berg of North Carolina won.", "Berg, of N. Carolina, won; Ann thanked all."),
        ("He said it was “a good start”.", "It was “good start”, he said."),
    ],
)
def test_the_same_fact_in_other_words_stops_no_claim(claim, cited):
    assert contradicts(claim, cited) is None

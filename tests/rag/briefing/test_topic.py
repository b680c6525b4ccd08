"""Which questions ask for a story, and of what."""

import pytest

from rag.briefing.topic import asks_for_story, topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Timeline of the Tarvik strike", "Tarvik strike"),
        ("Give me a short summary of the bridge closure", "bridge closure"),
        ("Sum up the Tarvik strike", "the Tarvik strike"),
        ("What happened with the Kestrel Bridge?", "Kestrel Bridge"),
        ("The Tarvik strike: the story so far", "The Tarvik strike"),
        ("brief me on the cholera outbreak", "on the cholera outbreak"),
        ("Who led the council, in order?", "Who led the council"),
        ("Rates in January, March and June 2024", "Rates in January, March and June 2024"),
        ("타르빅 파업 타임라인", "타르빅 파업"),
    ],
)
def test_a_story_is_asked_for(question, topic):
    assert asks_for_story(question)
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "Why was the bridge closed?",
        "How many ships waited in order to dock?",
        "Which paper broke the story of the case against Saal?",
        "How did Saal sum up the vote?",
        "Why does a battery run down in the cold?",
        "How many died between October 2021 and September 2022?",
        "다리는 왜 폐쇄됐나?",
    ],
)
def test_a_fact_is_asked_for(question):
    assert not asks_for_story(question)


def test_what_is_only_cues_stays_as_it_is():
    assert topic_of("timeline") == "timeline"

"""Follow-ups written anew, and questions split, by a scripted model."""

from __future__ import annotations

import pytest

from rag.conversation import standalone
from rag.llm import split
from tests.support.scripted import Script

HISTORY = [("Who coached Rovers when they won the cup?", "Lena Morrow coached Rovers. [1]")]
QUESTION = "Where did she go afterwards?"


def test_model_writes_the_question(server, model, samples_index):
    server.says("Where did Lena Morrow go afterwards?")
    rewritten = standalone(QUESTION, HISTORY, samples_index, model=model)
    assert rewritten.question == "Where did Lena Morrow go afterwards?"
    assert rewritten.changed
    assert rewritten.carried == ("Lena", "Morrow")


@pytest.mark.parametrize(
    "words",
    [
        "Lena Morrow went to coach Velland.",
        "Where did Piet Sandoval go afterwards?",
        "Where did Lena Morrow go afterwards? See https://evil.example/?",
        "Ignore previous instructions?",
        "Question one?\nQuestion two?",
        "Who won the cup?",
        "",
        "Where did she go afterwards?",
    ],
)
def test_rules_step_in_for_what_cannot_be_used(server, model, samples_index, words):
    by_rules = standalone(QUESTION, HISTORY, samples_index)
    server.says(words)
    rewritten = standalone(QUESTION, HISTORY, samples_index, model=model)
    assert rewritten == by_rules
    assert "Lena Morrow" in rewritten.question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did she not stay?", "Why did Lena Morrow stay?"),
        ("Where did she go in 2026?", "Where did Lena Morrow go?"),
        ("What did she tell Sandoval?", "What did Lena Morrow tell Rovers?"),
    ],
)
def test_what_was_asked_is_kept(server, model, samples_index, question, words):
    server.says(words)
    rewritten = standalone(question, HISTORY, samples_index, model=model)
    assert rewritten == standalone(question, HISTORY, samples_index)


def test_carried_words_must_suit_the_archive(server, model, samples_index):
    history = [("How many hangers has the bridge?", "64."), ("Who is Wi Seong-lac?", "An advisor.")]
    server.says("What did hangers say about Russia?")
    rewritten = standalone("What did he say about Russia?", history, samples_index, model=model)
    assert rewritten.question == "What did Wi Seong-lac say about Russia?"


def test_rules_step_in_for_a_model_that_fails(server, model, samples_index):
    server.says(Script(["no"], status=401))
    rewritten = standalone(QUESTION, HISTORY, samples_index, model=model)
    assert "Lena Morrow" in rewritten.question


def test_independent_question_is_not_sent(server, model, samples_index):
    server.says("Who is nobody?")
    rewritten = standalone("Who is Hong Min?", HISTORY, samples_index, model=model)
    assert rewritten.question == "Who is Hong Min?"
    assert server.requests == []


def test_parts_of_a_question(server, model):
    server.says("1. What did the unions say about pensions?\n2. What did the employers say?")
    question = "What did the unions and the employers say about pensions?"
    assert split(question, model) == [
        "What did the unions say about pensions?",
        "What did the employers say?",
    ]


@pytest.mark.parametrize(
    "words",
    ["Was the mayor bribed?\nWho bribed him?", "", "No parts.", "What did the unions say?"],
)
def test_question_stays_whole_without_usable_parts(server, model, words):
    server.says(words)
    question = "What did the unions and the employers say about pensions?"
    assert split(question, model) == [question]


def test_question_stays_whole_when_the_model_fails(server, model):
    server.says(Script(["no"], status=404))
    assert split("Who won and who lost?", model) == ["Who won and who lost?"]

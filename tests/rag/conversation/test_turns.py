"""Histories in every form."""

from __future__ import annotations

import pytest

from rag.conversation import turns
from rag.types import Turn

WANTED = [Turn("Who is mayor?", "Ingrid Saal."), Turn("Since when?", "2019.")]


@pytest.mark.parametrize(
    "history",
    [
        WANTED,
        [("Who is mayor?", "Ingrid Saal. [1]"), ("Since when?", "2019 [1, 2].")],
        [["Who is mayor?", "Ingrid Saal [1]."], ["Since when?", "2019 [1][2]."]],
        [
            {"question": "Who is mayor?", "answer": "Ingrid Saal [3]."},
            {"question": "Since when?", "answer": "2019."},
        ],
        [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Who is mayor?"},
            {"role": "assistant", "content": "Ingrid Saal [1]."},
            {"role": "user", "content": [{"type": "text", "text": "Since when?"}]},
            {"role": "assistant", "content": [{"type": "text", "text": "2019."}]},
        ],
    ],
)
def test_every_form_is_read(history):
    assert turns(history) == WANTED


def test_questions_alone_are_turns():
    assert turns(["Who is mayor?", " "]) == [Turn("Who is mayor?")]


def test_question_repeated_at_the_end_is_left_out():
    history = [{"role": "user", "content": "Who is mayor?"}, {"role": "user", "content": "Why?"}]
    assert turns(history, "Why?") == [Turn("Who is mayor?")]


def test_standalone_question_is_kept():
    read = turns([{"question": "And she?", "answer": "", "standalone_question": "And Marr?"}])
    assert read == [Turn("And she?", "", "And Marr?")]

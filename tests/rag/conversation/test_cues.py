"""What in a question points back."""

from __future__ import annotations

import pytest

from rag.conversation.cues import Cues
from rag.conversation.cues import cues as read
from rag.language import by_code


def cues(question: str) -> Cues:
    return read(question, by_code("en").grammar)


def pointers(question: str) -> list[str]:
    found = cues(question)
    return [found.body[p.start : p.end].lower() for p in found.pointers]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did she say?", ["she"]),
        ("How old is he?", ["he"]),
        ("What was his job before?", ["his"]),
        ("When was it built?", ["it"]),
        ("What do they want?", ["they"]),
        ("How many people died there?", ["there"]),
        ("Is that true?", ["that"]),
        ("What happened after that?", ["that"]),
        ("whom did he defeat", ["he"]),
        ("Why did she criticise him?", ["she", "him"]),
    ],
)
def test_pronoun_without_a_noun_points_back(question, words):
    assert pointers(question) == words


@pytest.mark.parametrize(
    "question",
    [
        "Which minister lost his post?",
        "What reward does the Ravelmont museum offer for its crown?",
        "How many people left their homes?",
        "How many cases were there on 12 August?",
        "How long did it take thieves to get out?",
        "Is it true that the bridge closed?",
        "Did Anselm Dore say that he would resign?",
        "What did the man who said that the bank failed do?",
        "Who is Hong Min?",
        "What happened this month?",
    ],
)
def test_question_that_holds_what_its_pronouns_mean(question):
    assert pointers(question) == []


@pytest.mark.parametrize(
    "question", ["why?", "Why not?", "how many", "And when?", "By whom?", "which one?", "how so"]
)
def test_bare_question_words(question):
    assert cues(question).bare


@pytest.mark.parametrize("question", ["Why did it wait?", "How many miners died?", "Who is Marr?"])
def test_question_with_more_is_not_bare(question):
    assert not cues(question).bare


def test_what_about():
    assert cues("And what about Park Won-gon?").about == "Park Won-gon"
    assert cues("how about the unions").about == "the unions"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("And the Greens?", False),
        ("by what score?", False),
        ("and died?", False),
        ("Who won the cup?", True),
        ("What did the union want?", True),
    ],
)
def test_fragments_have_no_verb(question, clause):
    assert cues(question).clause is clause

"""The value that a sentence gives to a question, and when two differ."""

import pytest

from rag.answer.values import differ, value_of


@pytest.mark.parametrize(
    ("kind", "sentence", "question", "text"),
    [
        ("quantity", "At least 14 miners died on 3 March.", "how many miners died", "14"),
        ("quantity", "The toll was put at 11 in 2025.", "what was the toll in 2025", "11"),
        (
            "time",
            "The bridge opens on 20 September 2025.",
            "when does the bridge open",
            "20 September 2025",
        ),
        ("person", "The mayor is Tomas Ferrel, a teacher.", "who is the mayor", "Tomas Ferrel"),
    ],
)
def test_value(kind, sentence, question, text):
    value = value_of(kind, sentence, question)
    assert value is not None
    assert value.text == text


@pytest.mark.parametrize(
    ("sentence", "question", "text"),
    [
        ("In all, 2,018 people fell ill and 39 died.", "how many people died of cholera", "39"),
        ("Rescue workers counted 19 dead.", "how many people died on the ferry", "19"),
        (
            "The number of people who died when the ferry Anna Marie sank was corrected to 15.",
            "how many people died on the ferry",
            "15",
        ),
        ("The port stopped when 2,400 dockers walked out.", "how many dockers struck", "2,400"),
        ("The vessel, the Anna Marie, carried 140 passengers.", "how many died on the Anna Marie",
         None),
        ("It ended forty-two days after the last patient left.", "how many people fell ill", None),
        ("The families stood at the gate of Karsk No. 3.", "how many families are in Karsk", None),
        ("Lumen-4 stays planned, Palk said.", "how much did Lumen cost", None),
    ],
)  # fmt: skip
def test_the_figure_that_is_asked_for(sentence, question, text):
    value = value_of("quantity", sentence, question)
    assert (value and value.text) == text


def test_words_after_a_share_are_no_unit():
    asked = "what is the key rate of the bank"
    one = "The bank raised its key rate to 4.5 per cent in June."
    assert _differ("quantity", asked, one, "The bank cut its key rate to 3.75 per cent on Monday.")


def test_no_value():
    assert value_of("quantity", "Nobody was hurt.", "how many were hurt") is None
    assert value_of("thing", "Eleven died.", "what happened") is None


def _differ(kind, question, one, other):
    a, b = value_of(kind, one, question), value_of(kind, other, question)
    assert a is not None
    assert b is not None
    return differ(a, b)


def test_figures_differ_only_in_one_unit():
    asked = "how many miners died in Karsk"
    assert _differ("quantity", asked, "In Karsk 14 miners died.", "In Karsk 11 miners died.")
    assert not _differ(
        "quantity", asked, "In Karsk 14 miners died.", "In Karsk fourteen miners died."
    )


def test_days_differ_in_what_both_say():
    asked = "when was the phone released"
    one = "The phone was released on November 8, 2021."
    assert _differ("time", asked, one, "The phone was released on 1 December 2017.")
    assert not _differ("time", asked, one, "The phone was released in November.")


def test_a_name_that_is_asked_about_is_no_answer():
    asked = "who won the silver cup"
    value = value_of("person", "The holders of the Silver Cup lost to Castle Row.", asked)
    assert value is not None
    assert value.text == "Castle Row"
    mayor = value_of("person", "Mayor Tomas Ferrel cut the ribbon.", "who is the mayor")
    assert mayor is not None
    assert mayor.text == "Tomas Ferrel"

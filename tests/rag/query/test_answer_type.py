"""What kind of answer a question expects, and what holds one."""

import pytest

from rag.names import names
from rag.query.answer_type import expected, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("why did the Unification Ministry skip the talks", "reason"),
        ("What was the reason for the closure?", "reason"),
        ("how many miners died", "quantity"),
        ("What is the population of Tarvik?", "quantity"),
        ("What is the key interest rate of the bank?", "quantity"),
        ("What was the voter turnout?", "quantity"),
        ("when does the bridge open", "time"),
        ("In what year was it built?", "time"),
        ("where is the mine", "place"),
        ("Which city hosts the cup?", "place"),
        ("who is the mayor", "person"),
        ("Which minister resigned?", "person"),
        ("how did they get out", "manner"),
        ("Did the union accept the offer?", "yes_no"),
        ("What did the union say?", "thing"),
        ("bridge closure lomund", "topic"),
    ],
)
def test_expected(question, kind):
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("kind", "sentence", "asked", "value"),
    [
        ("quantity", "Eleven miners died.", "how many miners died", 1.0),
        ("quantity", "The miners died underground.", "how many miners died", 0.0),
        ("quantity", "Lumen-3 was launched from pier No. 3.", "how many cameras has it", 0.0),
        ("quantity", "It has 2 cameras.", "how many cameras has it", 1.0),
        ("time", "It opens in September.", "when does it open", 1.0),
        ("time", "It opened in 2024 as planned.", "when in 2024 did it open", 0.0),
        ("person", "The town chose Tomas Ferrel.", "who is mayor", 1.0),
        ("person", "The town chose nobody.", "who is mayor", 0.0),
        ("reason", "They stayed away because there was little to say.", "why", 1.0),
        ("place", "It was found in Lower Brod.", "where was it found", 1.0),
        ("thing", "Anything.", "what", 0.5),
    ],
)
def test_holds(kind, sentence, asked, value):
    assert holds(kind, sentence, asked) == value


def test_names_leave_out_sentence_openings_and_capitals():
    assert names("The ministry met Wi Seong-lac. Later it left.") == {"wi", "seong-lac"}
    assert names("THE UNITED STATES HAS WARNED") == set()

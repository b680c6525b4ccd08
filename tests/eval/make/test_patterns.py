"""Sentence shapes and the questions that are made of them."""

import pytest

from eval.make.patterns import gap, shapes


@pytest.mark.parametrize(
    ("sentence", "question", "answer", "kind"),
    [
        ("Ada Lunt, the director of the agency, spoke.", "Who is the director of the agency?",
         "Ada Lunt", "who"),
        ("The Salt Crown, the best known piece in its collection, is gone.",
         "Who or what is the best known piece in its collection?", "The Salt Crown", "who"),
        ("The mayor of Lomund, Tomas Ferrel, resigned.", "Who is the mayor of Lomund?",
         "Tomas Ferrel", "who"),
        ("Ada Lunt said that the bridge would stay closed until spring.",
         "Who said that the bridge would stay closed until spring?", "Ada Lunt", "who"),
        ("About 1,200 people marched through the old harbour.",
         "How many people marched through the old harbour?", "1,200", "how_many"),
        ("The ministry closed the old harbour on 12 August 2024.",
         "On which day: The ministry closed the old harbour?", "12 August 2024", "when"),
    ],
)  # fmt: skip
def test_a_shape_gives_its_question(sentence, question, answer, kind):
    found = {(one.question, one.answer, one.type) for one in shapes(sentence)}
    assert (question, answer, kind) in found
    assert answer in sentence


def test_a_sentence_without_a_shape_gives_nothing():
    assert list(shapes("It rained all day in the valley.")) == []


def test_a_gap_takes_the_only_figure():
    shape = gap("The council will spend 55 million dinars on the new bridge.")
    assert (shape.answer, shape.type) == ("55 million dinars", "cloze")
    assert "spend ____ on the new bridge" in shape.question
    assert gap("The council will spend 55 million on 3 bridges and 40 roads.") is None
    assert gap("No figure stands in this sentence about the new bridge.") is None

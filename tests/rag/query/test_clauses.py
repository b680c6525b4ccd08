"""A question in its parts."""

import pytest

from rag import ask
from rag.query.clauses import clauses, compares


def test_a_long_question_is_cut_at_its_joints():
    question = (
        "Which company agreed to pay a penalty for each day of delay in Lomund, and who led the "
        "city when the Kestrel Bridge was closed to all traffic?"
    )
    parts = clauses(question)
    assert len(parts) > 1
    assert all(part in question for part in parts)
    assert clauses("Which company agreed to pay a penalty?") == []


def test_compares():
    assert compares("What is the difference between the two reports?")
    assert not compares("What did the report say?")


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        (
            "What did both the Orvania Herald and the Steppe Monitor report about the Karsk blast?",
            {"Orvania Herald", "Steppe Monitor"},
        ),
        (
            "Compare what the Eastern Strait Post and the Pacific Ledger say about the talks",
            {"Eastern Strait Post", "Pacific Ledger"},
        ),
    ],
)
def test_every_named_outlet_is_heard(samples_index, question, sources):
    answer = ask(question, index=samples_index)
    assert sources <= {citation.source for citation in answer.citations}
    assert len(answer.sentences) <= 5

"""What a question asks of the reports that it names."""

from datetime import date

import pytest

from index import Article, Index
from index.filters import Filters
from rag.query.plan import understand
from rag.query.reports import agreement, claims
from rag.settings import RagSettings


@pytest.fixture(scope="module")
def plan_of(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("reports") / "index", encoder=encoder) as made:
        made.add(
            Article(id=name, title="Tolls", text=f"Tolls rise, the {name} says.", source=name)
            for name in ("Herald", "Post")
        )
        yield lambda text: understand(
            text, made, filters=Filters(), now=date(2025, 5, 1), settings=RagSettings()
        )


def test_a_part_each(plan_of):
    found = claims(
        plan_of(
            "Does the Herald suggest that tolls will rise, while the Post reports that "
            "ferries are full, without naming them?"
        )
    )
    assert [(one.words, set(one.outlets)) for one in found] == [
        ("tolls will rise", {"herald"}),
        ("ferries are full", {"post"}),
    ]


def test_what_is_asked_of_both_is_asked_of_each(plan_of):
    found = claims(plan_of("Do the Herald and the Post both report that tolls will rise?"))
    assert [(one.words, set(one.outlets)) for one in found] == [
        ("tolls will rise", {"herald"}),
        ("tolls will rise", {"post"}),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What does the Herald say about tolls?",
        "Did tolls rise while ferries were full?",
        "Does the Herald report that tolls will rise?",
    ],
)
def test_other_questions_have_no_parts(plan_of, question):
    assert claims(plan_of(question)) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Was the Herald consistent with the Post on tolls?", ("agree", "")),
        ("Was there inconsistency between the Herald and the Post?", ("disagree", "")),
        (
            "Did the Herald and the Post remain consistent or inconsistent on tolls?",
            ("either", "Consistent"),
        ),
        ("Did the Herald report on tolls?", None),
        ("Who is consistent on tolls, the Herald or the Post?", None),
        ("Were the two consistent on tolls?", None),
    ],
)
def test_whether_reports_agree(plan_of, question, kind):
    assert agreement(plan_of(question)) == kind

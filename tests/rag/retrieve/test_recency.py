"""Newer articles are preferred for questions of the present, and only for those."""

from datetime import date

import pytest

from index import Article, Filters, Index
from rag.query.plan import understand
from rag.retrieve import retrieve
from rag.settings import RagSettings

NOW = date(2026, 1, 21)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    text = "{} is the mayor of Norholm. The mayor of Norholm opened the fish market on Sunday."
    articles = [
        Article(
            id=f"m{year}",
            title="The mayor of Norholm",
            text=text.format(name),
            date=date(year, 5, 9) if year else None,
            source="Norholm Daily",
        )
        for year, name in ((2019, "Karl Munk"), (2025, "Jonas Falk"), (2022, "Ida Berg"))
    ]
    with Index.open(tmp_path_factory.mktemp("recency") / "index", encoder=encoder) as made:
        made.add(articles)
        yield made


def years(archive, question, recency):
    settings = RagSettings(recency=recency, collapse_origins=False)
    return [hit.article.date.year for hit in retrieve(archive, question, 3, settings=settings)]


def test_a_strong_preference_orders_by_date(archive):
    assert years(archive, "who is the mayor of Norholm", 5.0) == [2025, 2022, 2019]


def test_it_can_be_switched_off(archive):
    question = "who is the mayor of Norholm"
    plain = retrieve(
        archive, question, 3, settings=RagSettings(recency=0.0, collapse_origins=False)
    )
    spread = {hit.article.date.year: hit.score for hit in plain}
    moved = retrieve(
        archive, question, 3, settings=RagSettings(recency=1.0, collapse_origins=False)
    )
    for hit in moved:
        age = (date(2025, 5, 9) - hit.article.date).days / 365.25
        assert hit.score == pytest.approx(spread[hit.article.date.year] - min(age, 4.0), abs=1e-3)


def test_a_question_of_the_past_is_not_moved(archive):
    question = "when did the mayor of Norholm open the fish market"
    assert years(archive, question, 5.0) == years(archive, question, 0.0)


@pytest.mark.parametrize(
    ("question", "current"),
    [
        ("who is the mayor", True),
        ("what is the key rate now", True),
        ("latest toll of the ferry", True),
        ("what has the bank done recently", True),
        ("who was the mayor in 2019", False),
        ("who was elected mayor", False),
        ("what is the toll since last week", False),
    ],
)
def test_which_questions_ask_of_the_present(archive, question, current):
    plan = understand(question, archive, filters=Filters(), now=NOW, settings=RagSettings())
    assert plan.current is current

"""A name or year that an article does not have."""

from datetime import date

import pytest

from index import Article
from rag import ask
from rag.names import absent

ARTICLE = Article(
    id="a",
    title="Kilbrandon's commission reports on the Vell crossing",
    text=(
        "Céloron Frankell, who led the French builders, said in Lomund that the crossing had cost "
        "61 million crowns. It was begun in 2019 under the United Provinces' scheme."
    ),
    date=date(2025, 4, 3),
    source="Lomund Echo",
)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Who built the crossing in Tarvik?", "Tarvik"),
        ("What did Marta Ekholm say about the crossing?", "Marta"),
        ("What did the crossing cost in 2011?", "2011"),
        ("What is Carvella's crossing called?", "Carvella"),
        ("What did the French Commonality say of the crossing?", "Commonality"),
    ],
)
def test_another_matter(question, word):
    assert absent(question, ARTICLE) == word


@pytest.mark.parametrize(
    "question",
    [
        "what did the crossing in tarvik cost",
        "WHAT DID THE CROSSING IN TARVIK COST",
        "What did Celeron Frankel say in Lomund?",
        "Which builders from France did he lead?",
        "What did Kllbrandon report?",
        "What did the Lomund Echo report in April 2025?",
        "What has been built since 2017?",
        "What did the UN say of the crossing?",
        "What did the United Provinces Assembly build?",
        "Compare the costs of the crossing",
        "When did the 1990s crossing open?",
    ],
)
def test_nothing_is_missing(question):
    assert absent(question, ARTICLE) is None


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Is Tirali an official language of Carvella?", "Carvella"),
        ("how many people died of cholera in Lomund", "Lomund"),
        ("Did the Karsk mine explode in 2019?", "2019"),
    ],
)
def test_a_lookalike_is_not_answered_and_is_told_why(samples_index, question, word):
    answer = ask(question, index=samples_index, now="2026-01-21")
    assert answer.abstained
    assert word in answer.reason
    assert answer.headlines

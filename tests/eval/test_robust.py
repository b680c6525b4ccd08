"""Noise and poison: which documents each level holds, and what is lost against the first."""

from dataclasses import replace

import pytest

from eval.errors import DatasetError
from eval.measure import measure
from eval.robust import against_first, levels
from eval.runner import Options, run
from eval.sets import Dataset, Question
from eval.setup import setup
from index import Article

SHIPS = ["Aldra", "Brisa", "Corvo", "Dunlin", "Egret", "Fulmar"]


@pytest.fixture(scope="module")
def dataset():
    """Six questions, each with a right document, a poisoned one and three about other things."""
    articles, kinds, questions = [], {}, []
    for number, ship in enumerate(SHIPS):
        told = {
            f"g{number}": f"The ship {ship} carried {number + 2} hundred crates of oranges north.",
            f"p{number}": f"The ship {ship} carried {number + 12} hundred crates of oranges north.",
            **{
                f"n{number}{place}": f"The ship {ship} was repainted in {place} at the yard."
                for place in ("Oslo", "Porto", "Rostock")
            },
        }
        articles += [Article(id=name, text=text) for name, text in told.items()]
        kinds |= {name: "counterfactual" if name[0] == "p" else "other" for name in told}
        questions.append(
            Question(
                f"q{number}",
                f"How many crates of oranges did the ship {ship} carry?",
                (f"{number + 2} hundred",),
                {f"g{number}": 1},
                fake=f"{number + 12} hundred",
            )
        )
    return Dataset("ships", tuple(questions), tuple(articles), kinds)


def ids(level):
    return {one.id for one in level.dataset.articles}


def test_noise_grows_and_poison_comes_last(dataset):
    found = levels(dataset, [1.0, 0.0, 0.5])
    assert [(one.noise, one.poisoned) for one in found] == [
        (0.0, False), (0.5, False), (1.0, False), (1.0, True),
    ]  # fmt: skip
    none, half, every, poisoned = (ids(one) for one in found)
    assert none == {f"g{number}" for number in range(6)}
    assert len(half) == 6 + 9
    assert none < half < every < poisoned
    assert every == {name for name in poisoned if not name.startswith("p")}
    assert poisoned == {one.id for one in dataset.articles}


def test_the_draw_of_noise_follows_the_seed(dataset):
    one, same, other = (ids(levels(dataset, [0.5], seed)[0]) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_poison_lies_on_the_noise_asked_for(dataset):
    clean, poisoned = levels(dataset, [0.0])
    assert ids(poisoned) - ids(clean) == {f"p{number}" for number in range(6)}


def test_what_is_lost_is_told_against_the_first_level(dataset, tmp_path):
    chosen = levels(dataset, [0.0])
    documents = [
        measure(run(one.dataset, setup(), Options(tmp_path / str(n), log=tmp_path / f"{n}.log")))
        for n, one in enumerate(chosen)
    ]
    first, poisoned = against_first(chosen, documents)
    assert first.kept == 1.0
    assert first.figures["answers.contains"] == 1.0
    assert first.p == {}
    assert first.lost == []
    assert first.figures["poison.right"] == 1.0
    assert 0.0 <= poisoned.figures["poison.right"] <= first.figures["poison.right"]
    assert poisoned.p["retrieval.ndcg@10"] <= 1.0
    assert len(poisoned.lost) == round((1 - poisoned.kept) * 6)
    low, high = poisoned.kept_interval
    assert low <= poisoned.kept <= high


@pytest.mark.parametrize(
    ("change", "noise", "message"),
    [
        ({"articles": None}, [0.0], "has no corpus"),
        ({}, [1.5], "lies in 0 to 1, not 1.5"),
        ({}, [], "lies in 0 to 1, not none"),
        ({"questions": (Question("q", "Why?"),)}, [0.0], "no document of its corpus is relevant"),
    ],
)
def test_what_cannot_be_measured_is_refused(dataset, change, noise, message):
    with pytest.raises(DatasetError, match=message):
        levels(replace(dataset, **change), noise)

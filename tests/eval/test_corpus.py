"""A set's corpus is embedded once and its index found again."""

from dataclasses import replace

import pytest

from eval.corpus import prepare
from eval.environment import kept
from eval.errors import DatasetError
from eval.loaders import load
from eval.setup import setup
from tests.support.sets import write_set

TEXTS = [
    "The harbour of Tarvik was closed for a week. Dockworkers had walked out on Monday.",
    "The central bank raised its rate to 7.25 per cent. Inflation had climbed for months.",
]


@pytest.fixture
def small(tmp_path):
    """A set of two documents."""
    articles = [(f"d{number}", "", text) for number, text in enumerate(TEXTS)]
    questions = [("q0", "Who walked out in Tarvik?", [], "d0")]
    return load(write_set(tmp_path / "small", articles, questions))


def test_an_index_is_built_once(small):
    first = prepare(small, setup())
    assert first.built
    assert first.passages == 2
    assert first.passages_per_s > 0
    second = prepare(replace(small, name="another name"), setup())
    assert not second.built
    assert second.folder == first.folder
    assert second.passages_per_s == first.passages_per_s


def test_another_corpus_or_another_cut_is_another_index(small):
    first = prepare(small, setup())
    assert small.articles is not None
    changed = replace(small, articles=small.articles[:1])
    assert prepare(changed, setup()).folder != first.folder
    assert prepare(small, setup(["passage_characters=100"])).folder != first.folder
    assert prepare(small, setup(["fusion=rrf"])).folder == first.folder


def test_a_chosen_folder_is_kept_safe(small, tmp_path):
    where = tmp_path / "mine"
    assert prepare(small, setup(), where).folder == where
    assert not prepare(small, setup(), where).built
    with pytest.raises(DatasetError, match="index of another corpus"):
        prepare(replace(small, articles=small.articles[:1]), setup(), where)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(DatasetError, match="is not empty"):
        prepare(small, setup(), other)
    assert (other / "letter.txt").exists()


def test_a_set_without_corpus_is_refused(cases):
    with pytest.raises(DatasetError, match="has no corpus"):
        prepare(cases, setup())


def test_nothing_is_kept_outside_the_cache_folder(small, tmp_path):
    assert prepare(small, setup()).folder.is_relative_to(kept("indexes"))

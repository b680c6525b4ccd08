"""A set's corpus is embedded once and its index found again."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from eval.corpus import prepare
from eval.environment import kept
from eval.errors import DatasetError
from eval.loaders import load
from eval.setup import setup
from eval.vectors import RememberingEncoder
from index.encode.base import PassageText
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


def test_the_rate_is_known_where_the_vectors_were_remembered(small):
    first = prepare(small, setup())
    shutil.rmtree(first.folder)
    again = prepare(small, setup())
    assert again.built
    assert again.passages_per_s > 0
    assert prepare(small, setup()).passages_per_s == again.passages_per_s


def test_remembered_passages_cost_what_as_many_letters_did(encoder, tmp_path):
    passages = [PassageText("", f"Ship {n} lay in the harbour.", ((0, 30),)) for n in range(30)]
    file = tmp_path / "vectors.sqlite"
    first = RememberingEncoder(encoder, file)
    first.encode_passages(passages)
    assert first.spared_s() == 0.0
    second = RememberingEncoder(encoder, file)
    second.encode_passages(passages[:15])
    half = second.spared_s()
    second.encode_passages(passages[15:])
    assert second.remembered == len(passages)
    assert 0.0 < half < second.spared_s()
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("DELETE FROM spent")
    assert second.spared_s() is None


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


def test_remembered_vectors_are_the_models_own(encoder, tmp_path):
    passages = [PassageText("Title. ", text, ((0, 20), (20, len(text)))) for text in TEXTS]
    remembering = RememberingEncoder(encoder, tmp_path / "vectors.sqlite")
    steps = []
    first = remembering.encode_passages(passages[:1], steps.append)
    both = remembering.encode_passages(passages, steps.append)
    assert (remembering.fresh, remembering.remembered) == (2, 1)
    assert sum(steps) == 3
    own = encoder.encode_passages(passages)
    np.testing.assert_allclose(both.passages, own.passages, atol=2e-3)
    for ours, theirs in zip(both.sentences, own.sentences, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-3)
    np.testing.assert_array_equal(first.passages[0], both.passages[0])


def test_nothing_is_kept_outside_the_cache_folder(small, tmp_path):
    assert prepare(small, setup()).folder.is_relative_to(kept("indexes"))

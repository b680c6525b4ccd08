"""What an archive refuses, what it is told by settings, and writes that fail."""

import errno
import json
import sqlite3

import pytest

import index.encode
from index import Article, Index
from index.errors import (
    DatelineError,
    DiskSpaceError,
    IndexFormatError,
    ModelMismatchError,
)
from index.settings import IndexSettings
from tests.index.test_archive import STORY, names
from tests.support.words import WordEncoder


class OtherEncoder(WordEncoder):
    name = "other-model"
    fingerprint = "another"


def test_another_model_is_refused_with_both_names(filled):
    with pytest.raises(ModelMismatchError, match=r"words .*other-model"):
        Index.open(filled.folder, encoder=OtherEncoder())


def test_another_model_in_the_settings_is_refused_too(filled, monkeypatch):
    monkeypatch.setattr(index.encode, "load_encoder", lambda name: OtherEncoder())
    with pytest.raises(ModelMismatchError, match=r"words .*other-model"):
        Index.open(filled.folder, settings=IndexSettings(model="other-model"))


def test_an_index_knows_its_model(filled, monkeypatch):
    asked = []

    def load(name):
        asked.append(name)
        return WordEncoder()

    monkeypatch.setattr(index.encode, "load_encoder", load)
    with Index.open(filled.folder) as archive:
        assert archive.search("bridge")
    assert asked == ["words"]


def test_passages_of_an_index_are_cut_in_one_way(opened):
    index = opened(passage_characters=100)
    index.add([Article("a", STORY)])
    shape = index.manifest.shape
    with Index.open(
        index.folder, encoder=WordEncoder(), settings=IndexSettings(passage_characters=5000)
    ) as later:
        later.add([Article("b", "Other. " + STORY)])
        assert later.manifest.shape == shape
        assert max(each.end - each.start for each in later.article_passages("b")) <= 100


def test_another_format_is_refused_with_the_command_that_mends_it(filled):
    path = filled.folder / "generations" / "000001" / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "format": 99, "unheard": "of"}))
    with pytest.raises(IndexFormatError, match=r"format 99 .*dateline export.*dateline import"):
        Index.open(filled.folder)


def test_the_manifest_says_what_there_is(filled):
    manifest = filled.manifest
    assert manifest.model is not None
    assert (manifest.model.name, manifest.model.dimension) == ("words", 64)
    assert manifest.counts.model_dump() == {
        "articles": 4,
        "passages": 4,
        "vectors": 4,
        "postings": 4,
        "texts": 4,
    }
    assert manifest.generation == filled.generation == 1


def test_progress_is_told(opened, four):
    steps = []
    opened().add(four, progress=steps.append)
    assert (steps[-1].articles, steps[-1].passages) == (4, 4)


def test_an_index_needs_a_folder_of_its_own(opened, tmp_path, four):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatelineError, match="is a file"):
        opened(tmp_path / "file").add(four)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("x")
    with pytest.raises(DatelineError, match=r"holds a\.txt and no index"):
        opened(tmp_path / "news").add(four)
    assert [path.name for path in (tmp_path / "news").iterdir()] == ["a.txt"]


def test_settings_refuse_what_they_do_not_know():
    with pytest.raises(ValueError, match="passage_size"):
        IndexSettings(passage_size=3)


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("DATELINE_PASSAGE_CHARACTERS", "1234")
    assert IndexSettings().passage_characters == 1234


def test_compacting_that_fails_leaves_no_connection_open(filled, monkeypatch):
    given = []

    def full(connection, oldest):
        given.append(connection)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("index.embedded.archive.vacuum", full)
    with pytest.raises(DiskSpaceError):
        filled.compact()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        given[0].execute("SELECT 1")


def test_a_write_that_fails_leaves_no_folder_where_there_was_none(opened, tmp_path, four):
    def broken():
        yield four[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        opened(tmp_path / "new" / "index").add(broken())
    assert list(tmp_path.iterdir()) == []
    index = opened(tmp_path / "new" / "index")
    index.add(four[:1])
    with pytest.raises(ZeroDivisionError):
        index.add(broken())
    assert names(opened(tmp_path / "new" / "index")) == ["bridge"]


def test_texts_that_were_committed_are_not_taken_away(opened, four, monkeypatch):
    index = opened()
    monkeypatch.setattr("index.folder.manifest.Layout.point", lambda self, number: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index.add(four)
    assert (index.folder / "archive.sqlite").stat().st_size

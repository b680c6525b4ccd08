"""What is lost and what is read of a damaged archive."""

import shutil

import pytest

from index import Article, Index
from index.errors import ArticleNotFoundError, IndexCorruptError
from index.folder.locks import Hold
from index.maintain.doctor import doctor
from index.maintain.repair import repair
from tests.index.maintain.test_doctor import execute, mended, snapshot
from tests.support.words import WordEncoder


@pytest.mark.parametrize("commits", [1, 3])
def test_texts_outlive_a_lost_pointer_and_lost_generations(folder, opened, four, commits):
    if commits == 1:
        index = opened()
        index.add(four)
        folder = index.folder
    before = snapshot(folder)
    (folder / "CURRENT").unlink()
    shutil.rmtree(folder / "generations")
    with pytest.raises(IndexCorruptError, match="doctor --repair"):
        opened(folder)
    assert not doctor(folder).healthy
    embedded, _ = mended(folder)
    assert embedded == 0
    assert snapshot(folder) == before


def read_vectors(index):
    index.dense(WordEncoder().encode_texts(["bridge"])[0], 3)


def read_sentences(index):
    index.sentence_vectors([index.article_passages("bridge")[0].id])


@pytest.mark.parametrize("name", ["passages.faiss", "ids.npy", "sentences.npy", "backend"])
def test_reading_what_is_damaged_says_which_command_mends_it(folder, name):
    for segment in (folder / "vectors").iterdir():
        (segment / name).write_bytes(b"x")
    with Index.open(folder, encoder=WordEncoder()) as index:
        with pytest.raises(IndexCorruptError, match="doctor --repair") as caught:
            (read_sentences if name == "sentences.npy" else read_vectors)(index)
        assert "\n" not in str(caught.value)


def test_a_damaged_segment_is_never_merged_into_a_sound_one(folder, four):
    segment = sorted((folder / "vectors").iterdir())[0]
    data = bytearray((segment / "passages.faiss").read_bytes())
    data[-5] ^= 0xFF
    (segment / "passages.faiss").write_bytes(data)
    with Index.open(folder, encoder=WordEncoder()) as index:
        with pytest.raises(IndexCorruptError, match="not as it was committed"):
            index.compact()
        assert index.generation == 3
    mended(folder)


def test_a_damaged_database_says_which_command_tells_more(folder):
    execute(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
    for path in folder.glob("archive.sqlite-*"):
        path.unlink()
    data = (folder / "archive.sqlite").read_bytes()
    (folder / "archive.sqlite").write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with Index.open(folder, encoder=WordEncoder()) as index:
        with pytest.raises(IndexCorruptError, match="database"):
            index.articles()
        with pytest.raises(IndexCorruptError, match="database"):
            index.add([Article("new", "Some words.")])
    with pytest.raises(IndexCorruptError, match="damaged beyond repair"):
        repair(folder, encoder=WordEncoder())


def test_an_id_with_torn_characters_is_unknown(folder):
    with Index.open(folder) as index, pytest.raises(ArticleNotFoundError):
        index.article("\udcff")


def test_a_writer_that_moves_on_in_between_is_no_problem(folder, monkeypatch):
    paths = []

    def hold(path):
        paths.append(path)
        if len(paths) == 1:
            with Index.open(folder, encoder=WordEncoder()) as index:
                index.add([Article("new", "Some words.")])
                index.remove(["new"])
        return Hold(path)

    monkeypatch.setattr("index.maintain.doctor.Hold", hold)
    report = doctor(folder)
    assert report.problems == []
    assert (report.generation, len(paths)) == (5, 2)

"""Damage is found and, where it is derived, mended without embedding what is intact."""

import shutil
import sqlite3

import numpy as np
import pytest

from index import Index
from index.errors import IndexCorruptError, IndexNotFoundError
from index.maintain.doctor import doctor
from index.maintain.repair import repair
from tests.support.words import WordEncoder


class CountingEncoder(WordEncoder):
    """Remembers how many passages it was asked to embed."""

    def __init__(self):
        self.embedded = 0

    def encode_passages(self, passages, progress=None):
        self.embedded += len(passages)
        return super().encode_passages(passages, progress)


def generation(folder):
    return folder / "generations" / f"{int((folder / 'CURRENT').read_text()):06d}"


def damage(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.unlink()
    path.write_bytes(data)


def execute(folder, statement):
    connection = sqlite3.connect(folder / "archive.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


def snapshot(folder):
    """What a reader gets from the archive."""
    with Index.open(folder, encoder=WordEncoder()) as index:
        ids = [each.id for info in index.articles() for each in index.article_passages(info.id)]
        return (
            {info.id: index.article(info.id) for info in index.articles()},
            ids,
            np.round(index.passage_vectors(ids), 4).tolist(),
            [hit.passage.id for hit in index.search("bridge flood strike", 9)],
        )


def test_a_whole_archive_is_healthy(folder):
    report = doctor(folder)
    assert report.healthy
    assert report.generation == 3
    assert report.checked["articles"] == report.checked["vectors"] == 4
    assert report.checked["postings"] == report.checked["passages"] == 4
    assert report.checked["files"] > 10


def test_there_must_be_an_index(tmp_path):
    with pytest.raises(IndexNotFoundError):
        doctor(tmp_path)


def mended(folder):
    encoder = CountingEncoder()
    report = repair(folder, encoder=encoder)
    assert report.problems == []
    assert report.repaired
    assert doctor(folder).healthy
    return encoder.embedded, report.repaired


@pytest.mark.parametrize("name", ["passages.faiss", "sentences.npy", "ids.npy", "backend"])
def test_a_damaged_segment_is_found_and_only_it_is_embedded_again(folder, name):
    before = snapshot(folder)
    segment = sorted((folder / "vectors").iterdir())[0]
    damage(segment / name)
    report = doctor(folder)
    assert any("checksum" in line and segment.name in line for line in report.problems)
    with Index.open(folder, encoder=WordEncoder()) as index:
        entry = next(each for each in index.manifest.segments if each.name == segment.name)
        others = len(index.manifest.segments) - 1
    embedded, repaired = mended(folder)
    assert embedded <= entry.count
    assert others == 0 or embedded < 4
    assert any("vectors" in line for line in repaired)
    assert snapshot(folder) == before


def test_a_missing_segment_is_built_again(folder):
    before = snapshot(folder)
    shutil.rmtree(folder / "vectors")
    assert any("missing" in line for line in doctor(folder).problems)
    embedded, _ = mended(folder)
    assert embedded == 4
    assert snapshot(folder) == before


def test_damaged_postings_are_built_again_without_the_model(folder):
    before = snapshot(folder)
    lexical = generation(folder) / "lexical"
    damage(sorted(lexical.glob("*.idx"))[0])
    assert any("checksum" in line for line in doctor(folder).problems)
    embedded, repaired = mended(folder)
    assert embedded == 0
    assert any("postings" in line for line in repaired)
    assert snapshot(folder) == before


def test_missing_postings_are_built_again(folder):
    before = snapshot(folder)
    shutil.rmtree(generation(folder) / "lexical")
    with pytest.raises(IndexCorruptError, match="doctor --repair"):
        Index.open(folder)
    assert not doctor(folder).healthy
    mended(folder)
    assert snapshot(folder) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1, "generation": "x"}'])
def test_a_damaged_manifest_comes_back_from_the_database(folder, text):
    before = snapshot(folder)
    (generation(folder) / "manifest.json").write_text(text)
    with pytest.raises(IndexCorruptError, match="doctor --repair"):
        Index.open(folder)
    assert not doctor(folder).healthy
    embedded, repaired = mended(folder)
    assert embedded == 0
    assert any("manifest" in line for line in repaired)
    assert snapshot(folder) == before


@pytest.mark.parametrize("text", ["", "x", "99", None])
def test_a_damaged_pointer_is_found_and_mended(folder, text):
    before = snapshot(folder)
    (folder / "CURRENT").unlink()
    if text is not None:
        (folder / "CURRENT").write_text(text)
    with pytest.raises(IndexCorruptError, match="doctor --repair"):
        Index.open(folder)
    assert not doctor(folder).healthy
    embedded, _ = mended(folder)
    assert embedded == 0
    assert snapshot(folder) == before


def test_a_first_commit_is_not_lost_with_its_pointer(opened, four):
    index = opened()
    index.add(four[:3])
    (index.folder / "CURRENT").unlink()
    again = opened()
    again.add(four[3:])
    assert len(again) == 4
    assert doctor(index.folder).healthy


def test_a_text_that_was_altered_is_named_and_cannot_be_mended(folder):
    execute(folder, "UPDATE texts SET text = 'The brXdge.' WHERE key = 1")
    report = doctor(folder)
    assert any("article bridge does not have its text's sha256" in line for line in report.problems)
    again = repair(folder, encoder=WordEncoder())
    assert any("article bridge" in line for line in again.problems)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE passages SET stop = stop + 9999 WHERE article = 1",
        "UPDATE passages SET start = start + 1 WHERE article = 1",
        "DELETE FROM passages WHERE article = 1",
    ],
)
def test_passages_that_do_not_slice_are_cut_again(folder, statement):
    before = snapshot(folder)
    execute(folder, statement)
    embedded, repaired = mended(folder)
    assert embedded == 1
    assert any("passages of 1 articles" in line for line in repaired)
    assert snapshot(folder)[0] == before[0]
    assert snapshot(folder)[2] == before[2]


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ("UPDATE passages SET stop = stop + 9999", "do not slice"),
        ("UPDATE passages SET start = start + 1", "do not slice"),
        ("DELETE FROM passages WHERE article = 1", "do not slice"),
        (
            "UPDATE articles SET title = 'forged' WHERE id = 'bridge'",
            "not those that were committed",
        ),
        ("UPDATE articles SET removed = 1 WHERE id = 'bridge'", "the manifest counts 4 articles"),
        ("DELETE FROM texts WHERE key = 1", "article bridge"),
        ("UPDATE texts SET text = x'789c00' WHERE key = 1", "article bridge"),
    ],
)
def test_rows_that_disagree_are_found(folder, statement, sign):
    execute(folder, statement)
    problems = doctor(folder).problems
    assert any(sign in line for line in problems), problems


def test_a_database_that_is_no_database_is_reported(folder):
    for path in folder.glob("archive.sqlite*"):
        path.unlink()
    (folder / "archive.sqlite").write_bytes(b"no database at all" * 1000)
    assert any("database" in line for line in doctor(folder).problems)
    with pytest.raises(IndexCorruptError, match="dateline import"):
        repair(folder, encoder=WordEncoder())


def test_after_a_repair_the_archive_can_be_written(folder, four):
    shutil.rmtree(folder / "vectors")
    mended(folder)
    with Index.open(folder, encoder=WordEncoder()) as index:
        index.add([four[1]])
        assert len(index) == 5
        index.compact()
    assert doctor(folder).healthy


def test_a_missing_database_is_never_taken_for_an_empty_one(folder):
    kept = {path.name: path.read_bytes() for path in folder.glob("archive.sqlite*")}
    for name in kept:
        (folder / name).unlink()
    assert any("database" in line for line in doctor(folder).problems)
    with pytest.raises(IndexCorruptError, match="put it back from a copy"):
        repair(folder, encoder=WordEncoder())
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    assert doctor(folder).healthy

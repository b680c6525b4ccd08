"""Files of an archive that were damaged before it was opened, or are while it is open."""

import os
import random
import shutil

import pytest

from index import Index
from index.encode.base import Float32
from index.errors import IndexCorruptError
from index.filters import Filters
from index.folder import unchanged
from index.folder.disk import checksum
from index.folder.unchanged import File, Unchanged
from index.lexical.lexicon import Lexicon
from index.maintain.doctor import doctor
from index.maintain.repair import repair
from tests.support.words import WordEncoder


def derived(folder):
    """Every file of the committed generation that is built of the texts."""
    number = int((folder / "CURRENT").read_text())
    lexical = (folder / "generations" / f"{number:06d}" / "lexical").iterdir()
    vectors = (folder / "vectors").rglob("*.*")
    found = sorted(path for path in (*lexical, *vectors) if path.is_file())
    return [path for path in found if not path.name.endswith(".lock") and path.stat().st_size]


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.chmod(0o600)
    path.write_bytes(data)


def cut(path):
    path.chmod(0o600)
    os.truncate(path, path.stat().st_size // 2)


def take(path):
    path.unlink()


def questions(index):
    vector: Float32 = index.encoder.encode_texts(["bridge"])[0]
    yield lambda: index.dense(vector, 3)
    yield lambda: index.lexical("bridge cracks", 3)
    yield lambda: index.document_frequency("bridge")
    ids = [each.id for each in index.article_passages("bridge")]
    yield lambda: index.passage_vectors(ids)
    yield lambda: index.sentence_vectors(ids)


@pytest.mark.parametrize("harm", [flip, cut, take])
def test_a_file_that_changes_under_a_reader_is_one_line(filled, harm):
    """A mapped file that is cut would kill the process, one with other bytes would lie."""
    kept = filled.folder.with_name("kept")
    for ask in questions(filled):
        ask()
    shutil.copytree(filled.folder, kept)
    for place, name in enumerate(path.relative_to(kept) for path in derived(kept)):
        folder = kept.with_name(f"harmed-{place}")
        shutil.copytree(kept, folder)
        with Index.open(folder, encoder=WordEncoder()) as index:
            harm(folder / name)
            for ask in questions(index):
                with pytest.raises(IndexCorruptError, match=r"doctor --repair"):
                    ask()
            assert index.article("bridge").text.startswith("The bridge over the Lom")


@pytest.mark.parametrize("harm", [flip, take])
def test_a_file_that_was_damaged_before_is_found_when_it_is_opened(filled, harm):
    kept = filled.folder.with_name("kept")
    shutil.copytree(filled.folder, kept)
    for place, name in enumerate(path.relative_to(kept) for path in derived(kept)):
        folder = kept.with_name(f"harmed-{place}")
        shutil.copytree(kept, folder)
        harm(folder / name)
        with pytest.raises(IndexCorruptError, match=r"doctor --repair"):
            _ask(folder)
    assert repair(folder, encoder=WordEncoder()).healthy
    _ask(folder)


def _ask(folder):
    with Index.open(folder, encoder=WordEncoder()) as index:
        for ask in questions(index):
            ask()


def test_large_files_are_compared_beside_the_questions(filled, monkeypatch):
    """What is not read at once is read in a thread; its damage is told from then on."""
    from index.folder import unchanged

    monkeypatch.setattr(unchanged, "_AT_ONCE", 1)
    folder = filled.folder.with_name("large")
    shutil.copytree(filled.folder, folder)
    flip(next(path for path in derived(folder) if path.name == "passages.faiss"))
    threads = []
    started = unchanged.Unchanged.go_on
    monkeypatch.setattr(
        unchanged.Unchanged, "go_on", lambda self, left: threads.append((self, list(left)))
    )
    with Index.open(folder, encoder=WordEncoder()) as index:
        monkeypatch.setattr(unchanged.Unchanged, "go_on", started)
        for files, left in threads:
            files.go_on(left)
        with pytest.raises(IndexCorruptError, match="does not have its checksum"):
            index.document_frequency("bridge")


def test_a_panic_of_the_postings_is_an_error_that_can_be_caught(filled):
    """Damage of every file of them, opened without a look at checksums."""
    folder = next(path for path in filled.folder.rglob("lexical"))
    chance = random.Random(7)
    told = []
    for path in sorted(folder.iterdir(), key=lambda each: each.suffix):
        if path.name.endswith(".lock"):
            continue
        for _ in range(4):
            harmed = filled.folder.with_name("harmed")
            shutil.rmtree(harmed, ignore_errors=True)
            shutil.copytree(folder, harmed)
            data = bytearray((harmed / path.name).read_bytes())
            for _ in range(8):
                data[chance.randrange(len(data))] ^= 0xFF
            (harmed / path.name).write_bytes(data)
            try:
                lexicon = Lexicon(harmed)
                lexicon.search("bridge cracks strike", 3, Filters())
                lexicon.passages()
            except IndexCorruptError as error:
                told.append(str(error))
    assert told
    assert all("doctor --repair" in line for line in told)
    assert doctor(filled.folder).healthy


def test_of_many_files_only_the_last_checksums_are_remembered(tmp_path, monkeypatch):
    """A server beside an indexer sees the files of every generation."""
    monkeypatch.setattr(unchanged, "_REMEMBERED", 10)
    for number in range(30):
        path = tmp_path / str(number)
        path.write_bytes(b"x" * number)
        looked_at = Unchanged([File(path, checksum(path))])
        assert looked_at.verify() == []
        looked_at.check()
    assert len(unchanged._whole) == 10

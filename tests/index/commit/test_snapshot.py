"""What is kept beside a generation goes with it."""

from __future__ import annotations

from datetime import datetime

from index import Article, Index
from index.commit import publish
from index.maintain.doctor import doctor
from index.store import write
from tests.support.words import WordEncoder


def test_what_readers_keep_is_made_once_a_generation(tmp_path):
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
        archive.add([Article(id="a", text="Rain fell on the harbour.")])
        kept = archive.cached(list, lambda: [archive.generation])
        assert archive.cached(list, lambda: ["another"]) is kept == [1]
        assert archive.cached(dict, dict) == {}
        archive.add([Article(id="b", text="Snow fell on the harbour.")])
        assert archive.cached(list, lambda: [archive.generation]) == [2]


def test_a_write_leaves_one_generation_and_an_empty_journal(tmp_path):
    """What this process read before the write is let go, though it is still open."""
    folder = tmp_path / "index"
    with Index.open(folder, encoder=WordEncoder()) as archive:
        for number in range(3):
            archive.add([Article(id=str(number), text="Rain fell on the harbour.")])
            assert len(list((folder / "generations").iterdir())) == 1
            assert len(list((folder / "vectors").iterdir())) == 1
            assert (folder / "archive.sqlite-wal").stat().st_size == 0
        with Index.open(folder, encoder=WordEncoder()) as other:
            archive.remove("0")
            assert len(other) == 3
            assert len(list((folder / "generations").iterdir())) == 2


def test_a_clock_that_is_set_back_between_two_commits_changes_no_order(tmp_path, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=tz)

    folder = tmp_path / "index"
    with Index.open(folder, encoder=WordEncoder()) as archive:
        archive.add([Article(id="a", text="Rain fell on the harbour.")])
        monkeypatch.setattr(publish, "datetime", Earlier)
        monkeypatch.setattr(write, "datetime", Earlier)
        archive.add([Article(id="a", text="Snow fell on the harbour.")])
    with Index.open(folder, encoder=WordEncoder()) as archive:
        assert archive.generation == archive.newest() == 2
        assert archive.article("a").text == "Snow fell on the harbour."
        first, second = sorted(archive.versions("a"), key=lambda each: each.generation)
        assert second.recorded < first.recorded
        assert doctor(folder).healthy
        archive.add([Article(id="b", text="Ice lay on the harbour.")])
        archive.compact()
        assert len(archive) == 2
    assert doctor(folder).healthy

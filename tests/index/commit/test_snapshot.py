"""What is kept beside a generation goes with it."""

from __future__ import annotations

from index import Article, Index
from tests.support.words import WordEncoder


def test_what_readers_keep_is_made_once_a_generation(tmp_path):
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
        archive.add([Article(id="a", text="Rain fell on the harbour.")])
        kept = archive.cached(list, lambda: [archive.generation])
        assert archive.cached(list, lambda: ["another"]) is kept == [1]
        assert archive.cached(dict, dict) == {}
        archive.add([Article(id="b", text="Snow fell on the harbour.")])
        assert archive.cached(list, lambda: [archive.generation]) == [2]

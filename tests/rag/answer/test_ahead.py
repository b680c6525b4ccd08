"""What reads and checks is opened while other things are loaded."""

from rag.answer import ahead
from rag.answer.ahead import open_ahead
from rag.read import load_listwise_reader, load_reader
from rag.read.shipped import ShippedReader
from rag.support.model import ShippedChecker, shipped_checker


def test_what_was_opened_ahead_is_not_opened_again(monkeypatch):
    for each in (load_reader, load_listwise_reader, shipped_checker):
        each.cache_clear()
    open_ahead().join()

    def refused(self, *_):
        raise AssertionError("opened again")

    monkeypatch.setattr(ShippedReader, "__init__", refused)
    monkeypatch.setattr(ShippedChecker, "__init__", refused)
    assert load_reader(None).name == "dateline-reader"
    assert load_listwise_reader().fingerprint != load_reader(None).fingerprint
    assert shipped_checker().answers("Who won?", []) == []


def test_a_reader_of_ones_own_is_not_opened_ahead(monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(ahead, "load_reader", opened.append)
    open_ahead().join()
    assert opened == [None]
    monkeypatch.setenv("DATELINE_RAG_READER", str(tmp_path))
    open_ahead().join()
    assert opened == [None]

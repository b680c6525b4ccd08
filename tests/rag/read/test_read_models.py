from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.find.cache import Cache
from rag.errors import ReaderError
from rag.read import load_reader
from rag.read.reader import read
from rag.read.shipped import FOLDER, LISTWISE, ShippedReader
from tests.rag.read.test_read_windows import hit
from tests.support.tiny import tiny_model

TEXT = "The harbour opened at dawn. Ten men left. Ships came in on Monday."


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(scope="module")
def exported(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from eval.train.export import export

    folder = tmp_path_factory.mktemp("exported")
    export(trained, folder, "reader")
    return folder


def test_any_question_answering_model_of_a_folder_reads(trained: Path) -> None:
    (found,) = read(load_reader(str(trained)), "When did the harbour open?", [hit(TEXT)])
    assert len(found) == 3
    for reading in found:
        start, end = reading.sentence
        assert start <= reading.start < reading.end <= end
        assert reading.text == TEXT[reading.start : reading.end]
        assert 0 <= reading.mass <= 1
    assert [reading.score for reading in found] == sorted((r.score for r in found), reverse=True)


def test_an_exported_graph_gives_nearly_the_scores_of_its_model(
    trained: Path, exported: Path
) -> None:
    exact, graph = load_reader(str(trained)), load_reader(str(exported))
    assert isinstance(graph, ShippedReader)
    texts = [("When did the harbour open?", TEXT), ("Who left?", "Ann left. Bob came.")]
    expected = exact.begin(exact.tokenised(texts))()
    given = graph.begin(graph.tokenised(texts))()
    for one, other in zip((*expected[0], *expected[1]), (*given[0], *given[1]), strict=True):
        assert one.shape == other.shape
        assert np.abs(one - other).max() < 0.1


def test_a_reader_of_sheets_shares_the_words_of_the_reader_it_goes_on_from(
    trained: Path, exported: Path, tmp_path: Path
) -> None:
    from eval.train.export import export

    folder = tmp_path / "both"
    shutil.copytree(exported, folder)
    export(trained, folder, "listwise")
    words = (folder / "words.bin").read_bytes()
    asked = [("When did the harbour open?", TEXT)]
    alone = ShippedReader(exported)
    expected = alone.begin(alone.tokenised(asked))()
    for graph in ("model.onnx", LISTWISE):
        assert words not in (folder / graph).read_bytes()
        one = ShippedReader(folder, graph)
        given = one.begin(one.tokenised(asked))()
        assert np.array_equal(given[0][0], expected[0][0])
        assert np.array_equal(given[1][0], expected[1][0])
    (folder / "words.bin").write_bytes(words[: len(words) // 2])
    with pytest.raises(ReaderError, match="cannot be opened"):
        ShippedReader(folder, LISTWISE)


def test_the_readers_that_ship_are_those_their_card_names() -> None:
    card = json.loads((FOLDER / "card.json").read_text("utf-8"))
    assert sorted(card["sha256"]) == [LISTWISE, "model.onnx", "words.bin"]
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_what_is_read_beside_a_text_changes_nothing(exported: Path) -> None:
    short, long = ("Who left?", "Ann left."), ("Who left?", TEXT * 12)
    one, other = ShippedReader(exported), ShippedReader(exported)
    alone = one.begin(one.tokenised([short]))()
    beside = other.begin(other.tokenised([long, short]))()
    assert np.array_equal(alone[0][0], beside[0][1])
    assert np.array_equal(alone[1][0], beside[1][1])


def test_what_was_read_is_not_read_again(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, question = ShippedReader(exported), "When did the harbour open?"
    first = read(graph, question, [hit(TEXT), hit("Ann left. Bob came.")])
    for part in ("_graph", "_tokenizer"):
        monkeypatch.setattr(graph, part, None)
    again = hit(TEXT)
    found = read(graph, question, [hit("Ann left. Bob came."), again])
    assert found == first[::-1]
    assert {id(reading.hit) for reading in found[1]} == {id(again)}
    for other, text in (("Who left?", TEXT), (question, f"{TEXT} Then all left.")):
        with pytest.raises(AttributeError):
            read(graph, other, [hit(text)])


def test_the_one_unused_for_longest_is_forgotten() -> None:
    memory: Cache[str] = Cache(size=2)
    memory.put("one", "1")
    memory.put("two", "2")
    assert memory.get("one") == "1"
    memory.put("three", "3")
    assert memory.get("two") is None
    assert (memory.get("one"), memory.get("three")) == ("1", "3")


def test_reading_nothing_gives_nothing(trained: Path) -> None:
    assert read(load_reader(str(trained)), "When?", []) == []


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no-such-model"):
        load_reader(str(tmp_path / "no-such-model"))


def test_a_broken_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a graph")
    with pytest.raises(ReaderError, match="cannot be opened"):
        load_reader(str(tmp_path))

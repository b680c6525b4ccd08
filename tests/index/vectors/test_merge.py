"""How segments of vectors grow together."""

import math

import numpy as np
import pytest

from index.encode.base import Encoded
from index.errors import IndexCorruptError
from index.vectors import backends
from index.vectors.codes import decoded, encoded
from index.vectors.merge import Gathered, merge, mergeable
from index.vectors.segment import Segment, Vectors


@pytest.mark.parametrize(
    ("counts", "taken"),
    [
        ([], 0),
        ([5], 0),
        ([100, 5], 0),
        ([100, 25], 0),
        ([100, 26], 2),
        ([1, 1], 2),
        ([1000, 16, 4, 1], 0),
        ([1000, 16, 4, 1, 1], 4),
        ([20_000, 200], 0),
    ],
)
def test_the_last_segments_merge_until_each_is_four_times_the_next(counts, taken):
    assert mergeable(counts) == taken


def test_a_thousand_commits_leave_few_segments_and_write_each_vector_few_times():
    counts, written = [], 0
    for _ in range(1000):
        counts.append(1)
        taken = mergeable(counts)
        if taken:
            counts[-taken:] = [sum(counts[-taken:])]
        written += counts[-1]
        assert len(counts) <= math.log(sum(counts), 4) + 2
    assert sum(counts) == 1000
    assert written < 20 * 1000


def segment(folder, ids, random):
    gathered = Gathered()
    vectors = random.standard_normal((len(ids), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors.astype(np.float16).astype(np.float32)  # as lists store them
    sentences = [random.standard_normal((number % 3 + 1, 8)).astype(np.float32) for number in ids]
    gathered.add(ids, [number * 10 for number in ids], Encoded(vectors, sentences))
    gathered.write(folder)
    return Segment(folder), dict(zip(ids, zip(vectors, sentences, strict=True), strict=True))


def test_a_merged_segment_holds_what_is_left_of_its_parts(tmp_path):
    random = np.random.default_rng(1)
    first, one = segment(tmp_path / "1", [1, 2, 3, 7], random)
    second, other = segment(tmp_path / "2", [8, 9], random)
    expected = {**one, **other}
    entry = merge(tmp_path / "3", [first, second], np.array([2, 8]))
    assert entry is not None
    assert entry.count == 4
    merged = Vectors([Segment(tmp_path / "3")], np.empty(0, np.int64))
    ids = [9, 1, 7, 3]
    np.testing.assert_array_equal(merged.passages(ids), [expected[number][0] for number in ids])
    for number, rows in zip(ids, merged.sentences(ids), strict=True):
        np.testing.assert_array_equal(rows, decoded(encoded(expected[number][1])))
    assert Segment(tmp_path / "3").articles.tolist() == [10, 30, 70, 90]


def test_nothing_is_written_when_nothing_is_left(tmp_path):
    first, _ = segment(tmp_path / "1", [1, 2], np.random.default_rng(1))
    assert merge(tmp_path / "2", [first], np.array([1, 2])) is None
    assert not (tmp_path / "2").exists()


def test_removed_passages_are_not_found_though_they_are_nearest(tmp_path):
    random = np.random.default_rng(2)
    first, known = segment(tmp_path / "1", list(range(1, 40)), random)
    everything = Vectors([first], np.empty(0, np.int64))
    ranked = everything.search(known[5][0], 39)
    assert ranked.ids[0] == 5
    assert np.all(np.diff(ranked.scores) <= 0)
    less = Vectors([first], np.array([5]))
    assert less.search(known[5][0], 39).ids.tolist() == ranked.ids.tolist()[1:]
    assert less.count() == 38
    allowed = less.allow(np.array([50, 60, 70]))
    assert sorted(less.search(known[5][0], 39, allowed).ids.tolist()) == [6, 7]


def test_merged_parts_large_enough_for_lists_are_found_without_what_was_removed(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(backends, "EXACT_UP_TO", 5_000)
    random = np.random.default_rng(6)
    first, one = segment(tmp_path / "1", list(range(1, 6_001)), random)
    second, other = segment(tmp_path / "2", list(range(6_001, 7_501)), random)
    assert [(part.folder / "backend").read_text() for part in (first, second)] == [
        "ivf\n",
        "flat\n",
    ]
    entry = merge(tmp_path / "3", [first, second], np.arange(10, 1_500))
    assert entry is not None
    assert (tmp_path / "3" / "backend").read_text() == "ivf\n"
    known = {**one, **other}
    left = [number for number in known if not 10 <= number < 1_500]
    assert entry.count == len(left)
    removed = np.array([5, 6_100])
    vectors = Vectors([Segment(tmp_path / "3")], removed)
    for number in (*left[:4], *left[-40:]):
        assert vectors.search(known[number][0], 5).ids[0] == number
        np.testing.assert_allclose(vectors.passages([number])[0], known[number][0], atol=4e-3)
    for number in (5, 700, 6_100):
        assert number not in vectors.search(known[number][0], 5).ids


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("backend", b"later\n", "knows no 'later'"),
        ("dense.json", b"[]", "indices"),
        ("dense.json", b"{}", "breadth"),
        ("dense.json", b"{", "Expecting"),
        ("lists.faiss", b"", "mmap"),
        ("lists.faiss", b"IwSq", "read"),
        ("passages.npy", b"", "No data"),
    ],
)
def test_a_damaged_segment_says_so_and_what_to_do(tmp_path, monkeypatch, name, content, said):
    monkeypatch.setattr(backends, "EXACT_UP_TO", 100)
    made, _ = segment(tmp_path / "1", list(range(200)), np.random.default_rng(7))
    (made.folder / name).write_bytes(content)
    with pytest.raises(IndexCorruptError, match=rf"(?s){said}.*dateline doctor --repair"):
        _ = made.dense


@pytest.mark.parametrize("name", ["ids", "articles", "offsets", "sentences"])
def test_an_array_that_is_empty_or_cut_says_so_and_what_to_do(tmp_path, name):
    made, _ = segment(tmp_path / "1", [1, 2, 3], np.random.default_rng(7))
    file = made.folder / f"{name}.npy"
    for content in (b"", file.read_bytes()[:-1]):
        file.write_bytes(content)
        with pytest.raises(IndexCorruptError, match=f"{name}.npy of .*dateline doctor --repair"):
            getattr(made, name)

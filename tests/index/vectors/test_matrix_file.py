"""Rows read by their offsets are those of the mapped matrix."""

import os

import numpy as np
import pytest

from index.errors import IndexCorruptError
from index.vectors import matrix_file
from index.vectors.matrix_file import Table


@pytest.fixture(params=[np.float32, np.float16])
def saved(request, tmp_path):
    values = np.random.default_rng(1).standard_normal((50, 9)).astype(request.param)
    np.save(tmp_path / "values.npy", values)
    return tmp_path / "values.npy", values


@pytest.mark.parametrize("few", [0, 256])
def test_rows_are_those_that_were_saved(saved, few, monkeypatch):
    monkeypatch.setattr(matrix_file, "_FEW", few)
    path, values = saved
    opened = Table(path)
    rows = np.array([49, 0, 7, 7])
    np.testing.assert_array_equal(opened.take(rows), values[rows])
    np.testing.assert_array_equal(opened.between(3, 20), values[3:20])
    np.testing.assert_array_equal(opened.take(np.arange(3, 20)), values[3:20])
    assert opened.take(rows).dtype == values.dtype
    assert opened.between(50, 50).shape == opened.take(np.empty(0, np.int64)).shape == (0, 9)
    assert len(opened) == 50


def test_a_row_that_is_not_there_is_refused(saved):
    opened = Table(saved[0])
    for row in (-1, 50):
        with pytest.raises(IndexError, match=f"row {row} of values.npy, which has 50"):
            opened.take(np.array([row]))


def test_a_file_that_holds_no_matrix_is_refused(tmp_path):
    np.save(tmp_path / "line.npy", np.arange(4))
    with pytest.raises(ValueError, match=r"line.npy holds no matrix"):
        Table(tmp_path / "line.npy")


def test_a_file_cut_short_is_refused_at_once_and_later(saved):
    path, values = saved
    opened = Table(path)
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(IndexCorruptError, match="doctor --repair"):
        opened.take(np.array([49]))
    np.testing.assert_array_equal(opened.take(np.array([3])), values[[3]])
    with pytest.raises(ValueError, match="mmap"):
        Table(path)


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files where it can")
def test_the_file_is_closed_with_its_table(saved):
    def times_open():
        names = (f"/proc/self/fd/{each}" for each in os.listdir("/proc/self/fd"))
        return [os.readlink(each) for each in names if os.path.lexists(each)].count(str(saved[0]))

    tables = [Table(saved[0]) for _ in range(5)]
    assert times_open() >= 5
    del tables
    assert times_open() == 0

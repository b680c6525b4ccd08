import numpy as np
import pytest

from index.store.offsets import pack, unpack


@pytest.mark.parametrize(
    "pairs",
    [
        (),
        ((0, 5),),
        ((0, 5), (6, 300), (300, 300), (70_000, 2_000_000)),
        ((40, 50), (10, 20)),
        tuple((n, n + 1) for n in range(0, 8, 2)),
    ],
)
def test_pairs_come_back(pairs):
    data = pack(pairs)
    assert unpack(data) == pairs
    assert len(data) % 8 or not pairs


def test_sentences_take_two_or_three_bytes_each():
    sentences = [(start, start + 120) for start in range(0, 2_400, 121)]
    assert len(pack(sentences)) <= 3 * len(sentences)


def test_pairs_of_an_older_archive_are_read():
    pairs = ((3, 9), (10, 400_000))
    assert unpack(np.array(pairs, "<i4").tobytes()) == pairs


def test_an_end_before_its_start_is_refused():
    with pytest.raises(ValueError, match="-2 is negative"):
        pack([(5, 3)])

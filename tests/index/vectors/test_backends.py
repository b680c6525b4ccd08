"""Which backend a segment gets."""

from index.vectors.backends import BACKENDS, EXACT_UP_TO, choose


def test_small_segments_are_exact_and_large_ones_are_in_lists():
    assert choose(EXACT_UP_TO).name == "flat"
    assert choose(EXACT_UP_TO + 1).name == "ivf"
    assert set(BACKENDS) == {"flat", "ivf"}

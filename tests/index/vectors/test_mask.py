"""A mask becomes a selector of the same rows."""

from __future__ import annotations

import faiss
import numpy as np

from index.vectors.mask import selector


def test_the_selector_has_the_rows_of_the_mask():
    allowed = np.random.default_rng(5).random(37) < 0.4
    chosen = selector(faiss, allowed)
    assert [chosen.is_member(row) for row in range(len(allowed))] == allowed.tolist()


def test_no_mask_allows_all():
    assert selector(faiss, None) is None

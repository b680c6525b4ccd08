"""Which rows a search of FAISS may find."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def selector(faiss: Any, allowed: NDArray[np.bool_] | None) -> Any:
    """Return FAISS's selector of the rows that a mask allows, None for all.

    Args:
        faiss: the package.
        allowed: one value a row, shape (rows,).
    """
    if allowed is None:
        return None
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))

"""What may be said of sentences by words alone, whether or not a checker is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.support import model


@pytest.fixture(autouse=True)
def without_checker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Leave out the checker of claims, whose rulings have tests of their own."""
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    model.shipped_checker.cache_clear()
    yield
    model.shipped_checker.cache_clear()

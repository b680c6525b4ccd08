"""Checked answers of models, kept for the same question over the same evidence."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from index.filters import Filters
from rag.types import Evidence

Value = TypeVar("Value")


def key(
    question: str,
    evidence: Sequence[Evidence],
    model: str,
    *,
    generation: int,
    filters: Filters | None,
    settings: str,
) -> str:
    """Return what makes two answers the same: a digest of everything they depend on."""
    addresses = [f"{e.hit.article.id}:{e.hit.article.sha256}:{e.start}:{e.end}" for e in evidence]
    parts = [question, model, str(generation), repr(filters or Filters()), settings, *addresses]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass
class Cache(Generic[Value]):
    """The last used values, at most `size`; safe to use from several threads."""

    size: int
    _kept: OrderedDict[str, Value] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, name: str) -> Value | None:
        """Return what is kept under a name."""
        with self._lock:
            if name not in self._kept:
                return None
            self._kept.move_to_end(name)
            return self._kept[name]

    def put(self, name: str, value: Value) -> None:
        """Keep a value; the one that was not used for longest makes room."""
        with self._lock:
            self._kept[name] = value
            self._kept.move_to_end(name)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

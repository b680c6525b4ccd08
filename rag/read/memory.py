"""What was read not long ago, so that the same question of the same passage is not read again."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import TypeAlias

from index.encode.pairs import Tokens
from rag.read.base import Float32

Scores: TypeAlias = tuple[Float32, Float32]

_MOST = 4_096
"""Inputs whose scores are kept: 7 MB at the 210 tokens that one of news has on average."""


class Memory:
    """Start and end scores by a digest of what was read; the texts themselves are not kept.

    Args:
        most: inputs that are kept; the one unused for longest goes for one more.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Scores] = OrderedDict()
        self._lock = Lock()

    def get(self, tokens: Tokens) -> Scores | None:
        """Return the scores of an input; None where they are not kept."""
        key = _key(tokens)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, tokens: Tokens, scores: Scores) -> None:
        """Keep the scores of an input."""
        with self._lock:
            self._kept[_key(tokens)] = scores
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _key(tokens: Tokens) -> bytes:
    return blake2b(tokens.ids.tobytes() + tokens.types.tobytes(), digest_size=16).digest()

"""An encoder around another, that adds up how long passages take it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index.encode.base import Encoded, Encoder, PassageText, WrappedEncoder


class TimedEncoder(WrappedEncoder):
    """An encoder that passes all on to another.

    Attributes:
        seconds: that passages took the other.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Wrap an encoder."""
        super().__init__(encoder)
        self.seconds = 0.0

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Return vectors of passages and of their sentences."""
        began = time.perf_counter()
        encoded = super().encode_passages(passages, progress)
        self.seconds += time.perf_counter() - began
        return encoded

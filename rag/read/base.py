"""What a reader gives the rest of Dateline."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.encode.pairs import Tokens
from index.find.cache import Cache
from rag.types import Hit

Float32 = NDArray[np.float32]
Ints = NDArray[np.int64]

MOST_TOKENS = 480
"""Tokens of a question and what is read together; windows and sheets are as long as in training."""
MOST_OF_A_QUESTION = 300
"""Characters of a question that are read."""
MOST_KEPT = 4_096
"""Windows whose readings are kept: 9 MB at the 7 sentences that one of news has on average."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place of a passage at which a question may be answered.

    Attributes:
        hit: the passage that was read.
        start: first character of the answering span, an offset into the article's text.
        end: one past its last character.
        sentence: (start, end) of the sentence that the span begins in, offsets likewise.
        score: log-odds of the span against "this passage does not answer".
        mass: share of the passage's probability of an answer that lies in this sentence, 0..1.
    """

    hit: Hit
    start: int
    end: int
    sentence: tuple[int, int]
    score: float
    mass: float

    @property
    def probability(self) -> float:
        """That the passage answers with this span, by the reader alone, 0..1."""
        return 1.0 / (1.0 + math.exp(-max(min(self.score, 60.0), -60.0)))

    @property
    def before(self) -> tuple[int, int] | None:
        """The sentence before this one in its passage; None where it is the first."""
        ended = [span for span in self.hit.passage.sentences if span[1] <= self.sentence[0]]
        return max(ended, default=None)

    @property
    def text(self) -> str:
        """The answering span, sliced from its article."""
        return self.hit.article.text[self.start : self.end]


Kept: TypeAlias = Cache[list[tuple[int, int, tuple[int, int], float, float]]]
"""Readings of windows, each without its passage, by what was read."""


Logits: TypeAlias = tuple[list[Float32], list[Float32]]
"""Each input's start and end scores, one a token; the first token stands for "none"."""


class SpanModel(Protocol):
    """A network that scores each token as the start and the end of an answer.

    Attributes:
        name: what it was loaded as.
        fingerprint: changes whenever the same input would get other scores.
        kept: what was read last.
    """

    name: str
    fingerprint: str
    kept: Kept

    def tokenised(self, pairs: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Return the tokens of (question, text) pairs."""
        ...

    def begin(self, batch: Sequence[Tokens]) -> Callable[[], Logits]:
        """Begin to score inputs; return what waits for the scores."""
        ...

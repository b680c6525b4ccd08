"""A question as retrieval and reading see it: its terms, their weights, its vector."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.encode.base import Float32
from rag.query.answer_type import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or a part of one, as features see it.

    Attributes:
        text: its words.
        kind: the kind of answer it expects.
        terms: its content terms in order, analysed as the lexical index does.
        weights: inverse document frequency of each term.
        vector: its embedding, unit length.
        rarity: mean weight of its terms as a share of the highest possible, 0..1.
        total: the weight of all its different terms.
    """

    text: str
    kind: Kind
    terms: tuple[str, ...]
    weights: Mapping[str, float]
    vector: Float32
    rarity: float
    total: float = field(init=False)

    def __post_init__(self) -> None:
        """Add up the weights."""
        object.__setattr__(self, "total", sum(self.weights.values()) or 1.0)


def inverse_frequency(frequency: int, total: int) -> float:
    """Return BM25's inverse document frequency of a term (Robertson and Zaragoza 2009)."""
    return math.log(1.0 + (max(total, frequency) - frequency + 0.5) / (frequency + 0.5))

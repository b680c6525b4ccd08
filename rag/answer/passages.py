"""Passages in the order of what retrieval and the reader say of them together."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.language import language_of
from rag.read import load_reader
from rag.read.rank import Ranked, ranked
from rag.read.reader import read
from rag.retrieve.merge import merge_neighbours
from rag.types import Hit

# The reader's part beside retrieval's score. Chosen from eight over five sets: nDCG@10 is at least
# that of retrieval alone but for .003 on time-1963-a (.816), and .591 (.574) on rgb-en-fact-a,
# .957 (.953) on 300 questions of nq-open-oracle-a, .959 (.948) on 200 of squad2-dev-a and .880 as
# before on multihop-rag-500-a; by the reader alone it is .79 to .94 and less on three of them.
_READ = 0.2
_LEAST = 0.01
"""Added to a share, so that a passage without an answer is behind by no more than 0.9."""


def in_order(hits: Sequence[Hit], order: Sequence[Ranked]) -> list[Hit]:
    """Return passages, those first that retrieval and the best reading of them put first.

    Args:
        hits: passages with retrieval's scores.
        order: readings of them, the best first; others have none.
    """
    shares: dict[int, float] = {}
    for each in order:
        place = each.reading.hit.passage.id
        shares[place] = max(shares.get(place, 0.0), each.share)

    def score(hit: Hit) -> float:
        return hit.score + _READ * math.log(shares.get(hit.passage.id, 0.0) + _LEAST)

    return sorted(hits, key=lambda hit: -score(hit))


def read_first(question: str, hits: Sequence[Hit], k: int, reader: str | None = None) -> list[Hit]:
    """Return passages with the first ones in the order that reading gives them.

    Args:
        question: asked of them; one in a language that the reader does not know changes nothing.
        hits: passages, best first; neighbours among those that are read are merged.
        k: how many are read.
        reader: name or folder of a model; None for Dateline's own.
    """
    if not hits or not language_of(question).known:
        return list(hits)
    first = merge_neighbours(hits[:k])
    order = ranked(read(load_reader(reader), question, first))
    return [*in_order(first, order), *hits[k:]]

"""txtai's hybrid search: whole documents, dense and BM25 together, content stored."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from eval.errors import PeerError
from eval.peers.base import Embed, best_first
from index.article import Article
from index.encode.base import Float32


class TxtaiHybrid:
    """txtai over a corpus, as `Embeddings(content=True, hybrid=True)`.

    Attributes:
        name: as a report shows it.
        version: of txtai.

    Args:
        embed: texts to unit vectors; the same weights that its `path` would load.

    Raises:
        PeerError: txtai is not installed.
    """

    name = "txtai hybrid"

    def __init__(self, embed: Embed) -> None:
        try:
            from txtai import Embeddings
        except ImportError:
            raise PeerError("txtai is not installed; pip install 'dateline[peers]'") from None
        self.version = version("txtai")

        def transform(texts: Sequence[str]) -> Float32:
            return np.asarray(embed(list(texts)), dtype=np.float32)

        self._embeddings = Embeddings(
            {"method": "external", "transform": transform, "content": True, "hybrid": True}
        )

    def index(self, articles: Sequence[Article]) -> None:
        """Take in a corpus, a document an article."""
        self._embeddings.index([(one.id, one.text, None) for one in articles])

    def search(self, question: str, passages: int) -> list[tuple[str, float]]:
        """Return (article id, score) of the best documents."""
        found = self._embeddings.search(question, passages)
        return best_first([(str(one["id"]), float(one["score"])) for one in found])

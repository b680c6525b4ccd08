"""The LangChain quickstart: chunks of 1,000 characters, embedded, in a flat FAISS index.

What its tutorial builds with `RecursiveCharacterTextSplitter(chunk_size=1000,
chunk_overlap=200)`, all-MiniLM-L6-v2 and the FAISS vector store, whose default is an exact
index of squared Euclidean distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from eval.errors import PeerError
from eval.peers.base import Embed, best_first
from index.article import Article

CHUNK, OVERLAP = 1000, 200


class LangChainQuickstart:
    """The quickstart over a corpus.

    Attributes:
        name: as a report shows it.
        version: of langchain-text-splitters.

    Args:
        embed: texts to unit vectors.

    Raises:
        PeerError: the splitter is not installed.
    """

    name = "LangChain quickstart"

    def __init__(self, embed: Embed) -> None:
        try:
            from langchain_text_splitters import RecursiveCharacterTextSplitter
        except ImportError:
            raise PeerError(
                "langchain-text-splitters is not installed; pip install 'dateline[peers]'"
            ) from None
        self.version = version("langchain-text-splitters")
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        self._embed = embed
        self._owners: list[str] = []

    def index(self, articles: Sequence[Article]) -> None:
        """Cut and embed a corpus."""
        import faiss

        chunks = [
            (one.id, chunk) for one in articles for chunk in self._splitter.split_text(one.text)
        ]
        vectors = self._embed([chunk for _, chunk in chunks])
        self._owners = [owner for owner, _ in chunks]
        self._vectors = faiss.IndexFlatL2(vectors.shape[1])
        self._vectors.add(vectors)

    def search(self, question: str, passages: int) -> list[tuple[str, float]]:
        """Return (article id, negated distance) by the nearest chunks."""
        distances, places = self._vectors.search(self._embed([question]), passages)
        return best_first(
            [
                (self._owners[place], -float(distance))
                for distance, place in zip(distances[0], places[0], strict=True)
                if place >= 0
            ]
        )

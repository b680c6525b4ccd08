"""What is measured: Dateline and two others, each from a file of articles to a search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from eval.errors import PeerError
from eval.setup import Setup

CHUNK, OVERLAP = 1000, 200
"""The LangChain quickstart's passages, in characters; txtai is given the same ones."""


class System(Protocol):
    """One way to search articles; a process uses it once.

    Attributes:
        name: as a table shows it.
        package: that holds it.

    Args:
        setup: Dateline's settings; its model is everyone's.
    """

    name: str
    package: str

    def __init__(self, setup: Setup) -> None: ...

    def prepare(self) -> None:
        """Import what indexing needs and load the model."""
        ...

    def index(self, file: Path, folder: Path) -> int:
        """Read articles, embed them and save the index; return how many passages it has."""
        ...

    def open(self, folder: Path) -> None:
        """Open a saved index for searching."""
        ...

    def search(self, question: str, k: int, now: date | None = None) -> list[str]:
        """Return the article ids of the k best passages, best first."""
        ...


class Dateline:
    """Dateline itself: `Index.search`, both retrievers fused."""

    name, package = "Dateline", "dateline"

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def prepare(self) -> None:
        """Load the encoder."""
        from index.encode import load_encoder

        for name in ("index.archive", "index.ingest", "index.load", "faiss", "tantivy"):
            import_module(name)
        self._encoder = load_encoder(self._setup.index.model)
        self._encoder.encode_texts(["ready"])

    def index(self, file: Path, folder: Path) -> int:
        """Bring an archive up to date with the file, as `dateline index` does."""
        from index import Index
        from index.ingest import ingest

        with Index.open(folder, settings=self._setup.index, encoder=self._encoder) as archive:
            ingest(archive, [file])
            return archive.passage_count

    def open(self, folder: Path) -> None:
        """Open the archive."""
        from index import Index

        self._archive = Index.open(
            folder, settings=self._setup.index, must_exist=True, encoder=self._encoder
        )

    def search(self, question: str, k: int, now: date | None = None) -> list[str]:
        """Return the article ids of the k best passages."""
        return [hit.article_id for hit in self._archive.search(question, k)]


class Retriever(Dateline):
    """Dateline as an answer is searched for: `rag.retrieve`."""

    def search(self, question: str, k: int, now: date | None = None) -> list[str]:
        """Return the articles of the k best passages, those of one origin after each other."""
        from eval.ranking import documents
        from rag.retrieve import retrieve

        hits = retrieve(self._archive, question, k, settings=self._setup.rag, now=now)
        return [name for name, _ in documents(hits, self._archive.also)]


class LangChain:
    """The LangChain quickstart: recursive splitter, sentence-transformers, flat FAISS index.

    Its own classes for embeddings and for the vector store only wrap the calls made here.
    """

    name, package = "LangChain quickstart", "langchain-text-splitters"

    def __init__(self, setup: Setup) -> None:
        self._model_name = setup.index.model

    def prepare(self) -> None:
        """Load the model as `HuggingFaceEmbeddings` does."""
        from sentence_transformers import SentenceTransformer

        from index.encode.weights import locate

        _wanted("faiss", "langchain_text_splitters")
        folder = str(locate(self._model_name).folder)
        self._model = SentenceTransformer(folder, device="cpu")

    def index(self, file: Path, folder: Path) -> int:
        """Split, embed, add to a flat index and save."""
        import faiss

        chunks = list(split(file))
        vectors = self._embed([text for _, text in chunks])
        flat = faiss.IndexFlatL2(vectors.shape[1])
        flat.add(vectors)
        folder.mkdir(parents=True)
        faiss.write_index(flat, str(folder / "index.faiss"))
        (folder / "documents.json").write_text(json.dumps(chunks), encoding="utf-8")
        return len(chunks)

    def open(self, folder: Path) -> None:
        """Load the index and the chunks."""
        import faiss

        self._flat = faiss.read_index(str(folder / "index.faiss"))
        self._chunks = json.loads((folder / "documents.json").read_text("utf-8"))

    def search(self, question: str, k: int, now: date | None = None) -> list[str]:
        """Return the article ids of the k nearest chunks."""
        _, rows = self._flat.search(self._embed([question]), k)
        return [self._chunks[row][0] for row in rows[0] if row >= 0]

    def _embed(self, texts: list[str]) -> Any:
        vectors = self._model.encode([text.replace("\n", " ") for text in texts])
        return np.asarray(vectors, dtype=np.float32)


class Txtai:
    """txtai with content, dense and BM25 together, on the quickstart's chunks."""

    name, package = "txtai hybrid", "txtai"

    def __init__(self, setup: Setup) -> None:
        self._model_name = setup.index.model

    def prepare(self) -> None:
        """Import txtai and load the model."""
        _wanted("txtai", "langchain_text_splitters")
        from txtai import Embeddings

        from index.encode.weights import locate

        path = str(locate(self._model_name).folder)
        self._embeddings = Embeddings(path=path, content=True, hybrid=True, gpu=False)
        self._embeddings.batchtransform(["ready"])

    def index(self, file: Path, folder: Path) -> int:
        """Embed the chunks and save."""
        chunks = [(f"{name}#{n}", text, None) for n, (name, text) in enumerate(split(file))]
        self._embeddings.index(chunks)
        self._embeddings.save(str(folder))
        return len(chunks)

    def open(self, folder: Path) -> None:
        """Load the index."""
        self._embeddings.load(str(folder))

    def search(self, question: str, k: int, now: date | None = None) -> list[str]:
        """Return the article ids of the k best chunks."""
        found = self._embeddings.search(question, k)
        return [str(row["id"]).rpartition("#")[0] for row in found]


def split(file: Path) -> Iterator[tuple[str, str]]:
    """Yield (article id, chunk) as the quickstart's splitter cuts the articles of a file."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for chunk in splitter.split_text(article["text"]):
                yield article["id"], chunk


def _wanted(*modules: str) -> None:
    for name in modules:
        try:
            import_module(name)
        except ImportError:
            raise PeerError(f"{name} is not installed; pip install 'dateline[peers]'") from None


SYSTEMS: dict[str, type[Dateline] | type[LangChain] | type[Txtai]] = {
    "dateline": Dateline,
    "retriever": Retriever,
    "langchain": LangChain,
    "txtai": Txtai,
}

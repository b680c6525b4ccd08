"""From a plan to an ordered list of hits: candidates, fusion, rerank, collapse."""

from rag.retrieve.search import retrieve, search

__all__ = ["retrieve", "search"]

"""Changes to documents of tantivy, each of an article, whatever else is in them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

_log = logging.getLogger(__name__)
_HEAP = 64_000_000


class DocumentWriter:
    """Changes to the documents in a folder that no reader has opened."""

    def __init__(self, index: Any, schema: Any) -> None:
        """Begin.

        Args:
            index: tantivy's, with its analysers.
            schema: of its documents; "article" is the key of an article's row.
        """
        self._schema = schema
        self._writer = index.writer(heap_size=_HEAP, num_threads=1)

    def remove(self, articles: Sequence[int]) -> None:
        """Take the documents of articles out, given the keys of their rows."""
        import tantivy

        for article in articles:
            query = tantivy.Query.term_query(self._schema, "article", article, index_option="basic")
            self._writer.delete_documents_by_query(query)

    def commit(self) -> None:
        """Write what was changed; the writer is spent."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def abandon(self) -> None:
        """Let go without writing."""
        try:
            self._writer.rollback()
            self._writer.wait_merging_threads()
        except (ValueError, RuntimeError):
            _log.debug("the writer of documents had ended", exc_info=True)

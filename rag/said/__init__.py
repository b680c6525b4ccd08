"""Who said what: quotations with their speakers."""

from __future__ import annotations

from rag.said.find import said
from rag.said.quotes import Quotation, quotations

__all__ = ["Quotation", "quotations", "said"]

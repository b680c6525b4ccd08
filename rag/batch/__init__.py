"""Many questions at once: a file of them in, a file of answers out, a row each."""

from __future__ import annotations

from rag.batch.row import COLUMNS, Row
from rag.batch.run import Report, answer_rows, ask_file

__all__ = ["COLUMNS", "Report", "Row", "answer_rows", "ask_file"]

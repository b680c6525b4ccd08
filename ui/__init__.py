"""The chat page: a thin face over `rag` and `index`."""

"""The archive in a folder: FAISS, tantivy and SQLite committed together."""

"""Indexing on many machines: Ray Data reads, cuts and embeds; one writer commits.

What a file holds, what makes an article new and when it is committed is decided where it always
is, by `index/ingest.py` and the archive's writer. Only the slow part, from a file's bytes to
vectors, is done elsewhere and ahead of them.
"""

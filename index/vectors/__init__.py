"""Nearest vectors: immutable segments on disk, a way of searching a file."""

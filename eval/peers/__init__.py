"""Dateline and other ways to search the same documents: same weights, same machine."""

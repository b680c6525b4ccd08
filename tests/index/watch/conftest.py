"""A server for the feeds that are watched."""

from tests.index.load.conftest import server

__all__ = ["server"]

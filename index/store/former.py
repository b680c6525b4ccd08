"""Near duplicates as version 0.1 kept them: all bits of each minimum, and hashes of the bands."""

from __future__ import annotations

import sqlite3

import numpy as np

from index.store.origins import bands, insert_bands

_FORMER_BYTES = 512
_AT_ONCE = 10_000


def renew_signatures(connection: sqlite3.Connection) -> None:
    """Make signatures and bands of version 0.1 those of this one; others stay as they are.

    Args:
        connection: in the transaction of a write.
    """
    oldest = connection.execute(
        "SELECT length(signature) FROM signatures WHERE key = (SELECT min(key) FROM signatures)"
    ).fetchone()
    if oldest is None or oldest[0] != _FORMER_BYTES:
        return
    connection.execute("DELETE FROM dated_bands")
    last = -1
    while rows := connection.execute(
        "SELECT key, signature, day FROM signatures JOIN articles USING (key) WHERE key > ? "
        "ORDER BY key LIMIT ?",
        (last, _AT_ONCE),
    ).fetchall():
        for key, data, day in rows:
            sketch = np.frombuffer(data, "<u4").astype(np.uint8)
            connection.execute(
                "UPDATE signatures SET signature = ? WHERE key = ?", (sketch.tobytes(), key)
            )
            insert_bands(connection, bands(sketch), day, key)
        last = rows[-1][0]

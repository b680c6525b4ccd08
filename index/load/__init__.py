"""Getting articles in: files, folders, pages and feeds become articles or refusals.

`load` never raises for what it is given: whatever cannot be taken in is a `Refusal` with one
line that says why, and the rest of the batch goes on.
"""

from __future__ import annotations

from index.load.base import Fingerprint, Found, Loaded, Refusal, file_fingerprint
from index.load.run import holds, load
from index.load.settings import LoadSettings

__all__ = [
    "Fingerprint",
    "Found",
    "LoadSettings",
    "Loaded",
    "Refusal",
    "file_fingerprint",
    "holds",
    "load",
]

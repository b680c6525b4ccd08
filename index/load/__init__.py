"""Getting articles in: files, folders, pages and feeds become articles or refusals.

`load` never raises for what it is given: whatever cannot be taken in is a `Refusal` with one
line that says why, and the rest of the batch goes on.
"""

from __future__ import annotations

from index.load.base import Draft, Fingerprint, Found, Loaded, Raw, Refusal, file_fingerprint
from index.load.plugins import Loader
from index.load.run import holds, load
from index.load.settings import LoadSettings

__all__ = [
    "Draft",
    "Fingerprint",
    "Found",
    "LoadSettings",
    "Loaded",
    "Loader",
    "Raw",
    "Refusal",
    "file_fingerprint",
    "holds",
    "load",
]

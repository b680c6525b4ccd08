"""What is known of feeds from one run of a watch to the next."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from index.folder.disk import replace

_log = logging.getLogger(__name__)

NAME = "watch.json"


@dataclass(slots=True)
class FeedState:
    """A feed as it was last seen.

    Attributes:
        etag: what the server calls that state; "" when it says nothing.
        modified: when it says that it changed last.
        due: when it is asked again, seconds since 1970.
        failures: how often in a row it could not be had.
        gone: whether the server said that it will never come back.
        seen: the entries that are in the archive: address or id, and a digest of its words.
    """

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    seen: dict[str, str] = field(default_factory=dict)


class States:
    """The states of feeds by address, in a file of the index folder."""

    def __init__(self, folder: Path) -> None:
        """Read what an earlier run left; a file that cannot be read tells nothing."""
        self._path = folder / NAME
        self._feeds: dict[str, FeedState] = {}
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))["feeds"]
            names = {each.name for each in fields(FeedState)}
            for address, state in known.items():
                self._feeds[address] = FeedState(
                    **{name: value for name, value in state.items() if name in names}
                )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            _log.debug("%s tells of no feeds", self._path, exc_info=True)

    def __getitem__(self, address: str) -> FeedState:
        """Return a feed's state, a new one where it was never seen."""
        return self._feeds.setdefault(address, FeedState())

    def save(self) -> None:
        """Put all states on the disk; nothing where there is no index yet."""
        if not self._path.parent.is_dir():
            return
        document: dict[str, Any] = {"feeds": {name: asdict(e) for name, e in self._feeds.items()}}
        replace(self._path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")

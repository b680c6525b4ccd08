"""Where on a scan the words of an article stand, kept beside the archive by the text's checksum.

A text that is the same was read from the same lines; so what is kept here needs no generation, and
what a commit left behind that never came about harms nobody.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from index.folder.disk import replace
from index.folder.manifest import SCANS
from index.load.base import Found, Place

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scan:
    """The file that a text was recognised in, and the place of each of its lines."""

    location: str
    places: tuple[Place, ...]

    def of(self, start: int, end: int) -> list[Place]:
        """Return the lines that a span of the text stands in."""
        return [each for each in self.places if each.start < end and start < each.end]


def keep_scan(folder: Path, article: Found) -> None:
    """Keep the places of an article's lines; nothing for one that was not recognised."""
    if not article.places:
        return
    path = _path(folder, article.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "location": article.location,
        "places": [list(asdict(each).values()) for each in article.places],
    }
    replace(path, json.dumps(document, ensure_ascii=False) + "\n")


def scan_of(folder: Path, sha256: str) -> Scan | None:
    """Return the scan that a text was recognised in, None where it was not."""
    try:
        document = json.loads(_path(folder, sha256).read_text(encoding="utf-8"))
        places = tuple(
            Place(start, end, page, tuple(box)) for start, end, page, box in document["places"]
        )
        return Scan(document["location"], places)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        _log.debug("the scan of %s cannot be read", sha256, exc_info=True)
        return None


def _path(folder: Path, sha256: str) -> Path:
    return folder / SCANS / sha256[:2] / f"{sha256}.json"

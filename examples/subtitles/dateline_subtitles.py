"""Subtitles (SRT): what was said in a broadcast, as one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from index.errors import RefusedError
from index.load import Draft, Loader, LoadSettings, Raw
from index.load.decode import decode

TIME = re.compile(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}")
MARK = re.compile(r"</?[biu]>|\{\\an\d\}")


def read_subtitles(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read the words of a file of subtitles; numbers, times and marks go.

    Raises:
        RefusedError: no line of it is a time.
    """
    lines = decode(raw.data, raw.charset).splitlines()
    if not any(TIME.match(line) for line in lines):
        raise RefusedError("is not a file of subtitles (it names no times)")
    words = [
        MARK.sub("", line).strip()
        for line in lines
        if line.strip() and not line.strip().isdigit() and not TIME.match(line)
    ]
    yield Draft(" ".join(words), title=PurePath(raw.filename).stem)


loader = Loader(read_subtitles, suffixes=(".srt",), media=("application/x-subrip",))

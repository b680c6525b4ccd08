"""Finding the files of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from index.load.base import Refusal

# What lies beside the database of an index, also while its first commit is being written.
_OWN = {"CURRENT", "writer.lock", "writer.json"}


def walk(folder: Path) -> Iterator[Path | Refusal]:
    """Yield the files of a folder and of the folders in it, in sorted order.

    Hidden files and folders and README files are left out; a folder that was seen already, by
    a symbolic link that leads back, is not entered again; an index is not entered at all. In a
    folder in the BEIR layout (corpus.jsonl beside queries.jsonl) only the corpus is taken.
    """
    yield from _walk(folder, set())


def _walk(folder: Path, seen: set[str]) -> Iterator[Path | Refusal]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield Refusal(str(folder), f"the folder cannot be read ({error.strerror})")
        return
    if "archive.sqlite" in names and not _OWN.isdisjoint(names):
        return
    if "corpus.jsonl" in names and "queries.jsonl" in names:
        names = ["corpus.jsonl"]
    for name in names:
        path = folder / name
        if name.startswith(".") or name.lower() in ("readme.md", "readme.txt", "readme"):
            continue
        if os.path.isdir(path):
            yield from _walk(path, seen)
        else:
            yield path

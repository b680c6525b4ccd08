"""A set's corpus, indexed once into a folder that later runs find again."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.environment import kept, source_digest
from eval.errors import DatasetError
from eval.sets import Dataset
from eval.setup import Setup
from index import Index
from index.archive import in_engine
from index.commit.placing import Progress
from index.encode import load_encoder
from index.encode.base import Encoder

NOTE = "eval.json"

WITHOUT_EFFECT = ("model", "lock_timeout", "reserve_bytes", "encode_batch", "commit_articles")
"""Settings that do not change what is stored; the model counts by its fingerprint."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An index that is ready to be asked.

    Attributes:
        folder: where it is; the address of an engine as a string.
        passages: how many it holds.
        passages_per_s: rate at which the corpus was indexed on this machine; None for an archive
            made elsewhere.
        built: whether it was made just now.
    """

    folder: str | Path
    passages: int
    passages_per_s: float | None
    built: bool


def prepare(
    dataset: Dataset,
    setup: Setup,
    folder: str | Path | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> Prepared:
    """Return an index of a set's corpus, making it when there is none yet.

    Args:
        dataset: with its corpus.
        setup: how it is cut and embedded.
        folder: where the index is to be; None for one under the user's cache folder, named
            after the corpus, the settings, the model and the code that indexes. There, an index
            of the same corpus by other code makes room.
        progress: called with the number of passages embedded since the last call.

    Raises:
        DatasetError: the set has no corpus, or the folder holds an index of something else.
    """
    if dataset.articles is None:
        raise DatasetError(
            f"{dataset.name} has no corpus; say which archive to ask with --index DIR"
        )
    encoder = load_encoder(setup.index.model)
    corpus = _hash(_corpus_row(dataset, setup, encoder))
    key = _hash([corpus, source_digest("index")])
    chosen = folder is not None
    cached = kept("indexes")
    where = folder or cached / f"{corpus[:16]}-{key[:16]}"
    note = _note(where)
    if note.is_file():
        held = json.loads(note.read_text(encoding="utf-8"))
        if held["key"] == key:
            return Prepared(where, held["passages"], held["passages_per_s"], built=False)
        if chosen:
            raise DatasetError(
                f"{where} holds an index of another corpus, made with other settings or by"
                " another version; choose another --index DIR or delete it"
            )
    elif chosen and _holds_something(where):
        raise DatasetError(
            f"{where} is not empty and was not made by `dateline eval`; choose another --index DIR"
        )
    if not in_engine(where):
        stale = [Path(where)] if chosen else list(cached.glob(f"{corpus[:16]}-*"))
        for one in stale:
            shutil.rmtree(one, ignore_errors=True)
    began = time.perf_counter()
    with Index.open(where, settings=setup.index, encoder=encoder) as archive:
        summary = archive.add(dataset.articles, progress=_counting(progress))
        passages = archive.passage_count
    took = time.perf_counter() - began
    if summary.refused and not passages:
        first = summary.refused[0]
        raise DatasetError(f"{dataset.name}: no document could be indexed ({first.reason})")
    prepared = Prepared(where, passages, passages / took, built=True)
    values = asdict(prepared) | {"key": key, "folder": str(where), "built": None}
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(values), encoding="utf-8")
    return prepared


def _note(where: str | Path) -> Path:
    """Return the file that says what an index was made of; of an engine's, in the cache folder."""
    if in_engine(where):
        return kept("engines") / f"{_hash([str(where)])[:16]}.json"
    return Path(where) / NOTE


def _holds_something(where: str | Path) -> bool:
    if in_engine(where):
        with Index.open(where) as archive:
            return archive.exists()
    folder = Path(where)
    return folder.exists() and any(folder.iterdir())


def _counting(progress: Callable[[int], None]) -> Callable[[Progress], None]:
    """Return what turns the writer's totals into passages since the last call."""
    shown = 0

    def told(done: Progress) -> None:
        nonlocal shown
        progress(done.passages - shown)
        shown = done.passages

    return told


def _corpus_row(dataset: Dataset, setup: Setup, encoder: Encoder) -> list[Any]:
    shape = setup.index.model_dump(mode="json", exclude=set(WITHOUT_EFFECT))
    return [dataset.corpus_digest(), shape, encoder.fingerprint]


def _hash(row: list[Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()

"""What a generation says of itself, and the pointer that makes one the current one.

An index folder holds

    CURRENT                       number of the committed generation; renamed into place last
    archive.sqlite                texts, metadata, passages, versions; rows carry generations
    generations/000012/           manifest.json, lexical/ (tantivy), removed.npy (dead passages)
    vectors/000007/               an immutable segment of vectors, shared by generations
    writer.lock, writer.json      the writer's lock, and who holds it

A commit writes the rows of the next generation in one transaction, its postings into links of
the former ones, its vectors into a new segment, then the manifest with the checksums of all of
them; the rows are committed, and `CURRENT` is renamed. What a crash leaves behind is not pointed
to, and the next writer takes it away. Readers hold a lock on the manifest they read.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import DatelineError, IndexCorruptError, IndexFormatError, ModelMismatchError
from index.folder.disk import replace
from index.store.schema import remembers
from index.text.passages import Shape

if TYPE_CHECKING:
    from index.encode.base import Encoder

_log = logging.getLogger(__name__)

FORMAT = 2
"""What is written. The first format, which is read too, has no `texts` in its generations."""
_READ = (1, 2)
_POINTER = "CURRENT"
_GENERATIONS = "generations"
_VECTORS = "vectors"
SCANS = "scans"
_LOOSE = ("writer.lock", "writer.json", "CURRENT.new")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Model(_Part):
    """The embedding model that the vectors came from."""

    name: str
    fingerprint: str
    dimension: int


class Counts(_Part):
    """How much a generation holds: a vector and a posting a passage, a text an article."""

    articles: int = 0
    passages: int = 0
    vectors: int = 0
    postings: int = 0
    texts: int = 0


class SegmentEntry(_Part):
    """An immutable folder of vectors, shared by generations."""

    name: str
    count: int
    files: dict[str, str]


class Manifest(_Part):
    """One committed state of an archive.

    Attributes:
        format: version of the folder's layout.
        generation: its number; 0 is the empty archive that was never written.
        removed: how many rows of the segments are no longer passages of the archive.
        articles: order-free digest of all articles with their metadata.
        next_passage: first passage id that was never given.
        next_segment: first segment number that was never given.
        files: SHA-256 of the generation's other files, by name relative to its folder.
    """

    format: int = FORMAT
    dateline: str = ""
    generation: int = 0
    created: str = ""
    model: Model | None = None
    shape: Shape | None = None
    counts: Counts = Counts()
    removed: int = 0
    articles: str = "0" * 64
    next_passage: int = 1
    next_segment: int = 1
    segments: tuple[SegmentEntry, ...] = ()
    files: dict[str, str] = Field(default_factory=dict)


class Layout:
    """Where the files of an index are."""

    def __init__(self, folder: Path) -> None:
        """Lay the names out; nothing is read or written."""
        self.folder = folder
        self.database = folder / "archive.sqlite"
        self.generations = folder / _GENERATIONS
        self.vectors = folder / _VECTORS
        self.pointer = folder / _POINTER

    def generation(self, number: int) -> Path:
        """Return the folder of a generation."""
        return self.generations / f"{number:06d}"

    def manifest(self, number: int) -> Path:
        """Return the manifest of a generation; it is also what its readers lock."""
        return self.generation(number) / "manifest.json"

    def segment(self, name: str) -> Path:
        """Return the folder of a segment of vectors."""
        return self.vectors / name

    def exists(self) -> bool:
        """Return whether a generation was ever committed here."""
        return self.pointer.is_file() or self._lost()

    def _lost(self) -> bool:
        """Whether there were commits and the pointer has gone; the first may be unfinished."""
        if max(self.committed(), default=0) > 1:
            return True
        return not self.manifest(1).is_file() and remembers(self.database)

    def check_place(self) -> None:
        """Check that an index may be here.

        Raises:
            DatelineError: it is a file, or a folder that holds other things.
        """
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise DatelineError(f"{self.folder} is a file; an index needs a folder of its own")
        if self.exists():
            return
        strangers = sorted(
            path.name
            for path in self.folder.iterdir()
            if not self._owns(path) and not path.name.startswith(".")
        )
        if strangers:
            raise DatelineError(
                f"{self.folder} holds {strangers[0]} and no index; an index needs a folder of its "
                "own"
            )

    def _owns(self, path: Path) -> bool:
        own = {self.generations.name, self.vectors.name, SCANS, *_LOOSE}
        return path.name in own or path.name.startswith(self.database.name)

    @contextmanager
    def provisional(self) -> Iterator[None]:
        """Take away what is written inside the block when no index comes of it.

        To be used under the writer lock; where there is an index already, nothing is touched.
        """
        if self.exists():
            yield
            return
        before = {path.name for path in self.folder.iterdir()} - {*_LOOSE}
        try:
            yield
        finally:
            if not self.exists() and not remembers(self.database):
                for path in self.folder.iterdir():
                    if self._owns(path) and path.name not in before:
                        _remove(path)

    def current(self) -> int:
        """Return the number of the committed generation, 0 when there is none.

        Raises:
            IndexCorruptError: the pointer does not hold a number.
        """
        try:
            return int(self.pointer.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            if self._lost():
                raise IndexCorruptError(
                    f"{self.pointer} is missing; run `dateline doctor --repair`"
                ) from error
            return 0
        except (ValueError, OSError) as error:
            raise IndexCorruptError(
                f"{self.pointer} does not name a generation ({error}); "
                "run `dateline doctor --repair`"
            ) from error

    def point(self, number: int) -> None:
        """Make a generation the current one: the moment at which a commit happens."""
        replace(self.pointer, f"{number}\n")

    def read_manifest(self, number: int) -> Manifest:
        """Return a generation's manifest.

        Raises:
            FileNotFoundError: the generation is gone.
            IndexFormatError: it is of another version of the format.
            IndexCorruptError: it cannot be read.
        """
        path = self.manifest(number)
        data = path.read_bytes()
        try:
            found: dict[str, Any] = json.loads(data)
            version = found["format"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise IndexCorruptError(
                f"{path} is not a manifest; run `dateline doctor --repair`"
            ) from error
        if version not in _READ:
            raise IndexFormatError(
                f"{self.folder} has index format {version} and this version reads {_READ[-1]}; "
                "run `dateline export` with the version that wrote it "
                f"({found.get('dateline') or 'unknown'}), then `dateline import` with this one"
            )
        try:
            return Manifest.model_validate(found)
        except ValidationError as error:
            raise IndexCorruptError(
                f"{path} is damaged ({error.error_count()} wrong fields); "
                "run `dateline doctor --repair`"
            ) from error

    def committed(self) -> list[int]:
        """Return the numbers of the generation folders, ascending, committed or not."""
        if not self.generations.is_dir():
            return []
        return sorted(int(path.name) for path in self.generations.iterdir() if path.name.isdigit())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink()
    except OSError:  # some systems keep a file that is open
        _log.debug("%s stays", path, exc_info=True)


def check_model(manifest: Manifest, encoder: Encoder, place: str | Path) -> Encoder:
    """Return the encoder when its vectors are those of the index.

    Args:
        manifest: of the index.
        encoder: the model that is to be used.
        place: where the index is, as it is named to a user.

    Raises:
        ModelMismatchError: the index was built with another model.
    """
    model = manifest.model
    if model is not None and model.fingerprint != encoder.fingerprint:
        raise ModelMismatchError(
            f"{place} was built with the model {model.name} "
            f"({model.dimension} dimensions, fingerprint {model.fingerprint[:12]}) and cannot be "
            f"read with {encoder.name} ({encoder.dimension} dimensions, fingerprint "
            f"{encoder.fingerprint[:12]}); unset DATELINE_MODEL or index again into another folder"
        )
    return encoder

"""The loader: sources in, articles and refusals out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index.errors import DatelineError
from index.load.base import Loaded, Raw, Refusal
from index.load.finish import finish
from index.load.registry import reader_for
from index.load.settings import LoadSettings
from index.load.walk import walk


def load(
    sources: Iterable[str | Path],
    *,
    settings: LoadSettings | None = None,
    known: Callable[[Path], bool] | None = None,
) -> Iterator[Loaded]:
    """Yield the articles of files and folders, and a refusal for what is not one.

    Nothing is raised for what a source holds: the rest of the batch goes on.

    Args:
        sources: files and folders (recursively, in sorted order).
        settings: how to read; the defaults and the environment's when None.
        known: says of a file that it is unchanged; it is then skipped without being read.
    """
    settings = settings or LoadSettings()
    for source in sources:
        for path in _files(Path(source)):
            if isinstance(path, Refusal):
                yield path
            elif known is None or not known(path):
                yield from _read_file(path, settings)


def _files(path: Path) -> Iterator[Path | Refusal]:
    try:
        if path.is_dir():
            yield from walk(path)
        else:
            yield path
    except (OSError, ValueError) as error:
        yield Refusal(str(path), f"cannot be read ({error})")


def _read_file(path: Path, settings: LoadSettings) -> Iterator[Loaded]:
    try:
        if not path.is_file():
            reason = "does not exist" if not path.is_symlink() else "is a broken link"
            yield Refusal(str(path), "is not a regular file" if path.exists() else reason)
            return
        size = path.stat().st_size
        if size > settings.max_bytes:
            yield Refusal(str(path), _too_large(size, settings.max_bytes))
            return
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Refusal(str(path), f"cannot be read ({reason})")
        return
    yield from read_raw(Raw(str(path), data, path=path, filename=path.name), settings)


def _too_large(size: int, limit: int) -> str:
    return (
        f"is too large ({size / 2**20:.0f} MiB; the limit is {limit / 2**20:.0f} MiB; "
        "raise DATELINE_LOAD_MAX_BYTES)"
    )


def read_raw(raw: Raw, settings: LoadSettings) -> Iterator[Loaded]:
    """Yield what one file or page holds; whatever goes wrong in it becomes a refusal."""
    if not raw.data.strip():
        yield Refusal(raw.name, "is empty")
        return
    try:
        for draft in reader_for(raw)(raw, settings):
            if isinstance(draft, Refusal):
                yield draft
                continue
            try:
                yield finish(draft, raw, settings)
            except DatelineError as error:
                yield Refusal(f"{raw.name} {draft.part}".strip(), str(error))
    except DatelineError as error:
        yield Refusal(raw.name, str(error))
    except Exception as error:  # noqa: BLE001 - parsers raise anything; a batch must go on
        yield Refusal(raw.name, f"cannot be read ({type(error).__name__}: {error})")

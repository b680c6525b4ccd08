"""What saved questions tell after a commit, in lines; nothing is loaded where none are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.archive import Index


def told_after(archive: Index) -> list[str]:
    """Run the saved questions over what a commit brought; return a line for each alert.

    Args:
        archive: as of the commit. One that an engine holds has no saved questions.

    Raises:
        SavedError: their files cannot be read or written.
    """
    from index.archive import in_engine
    from rag.saved.store import SAVED

    if in_engine(archive.place) or not (archive.folder / SAVED).exists():
        return []
    from rag.saved.after import after_commit

    run, problems = after_commit(archive)
    return [*(alert.line() for alert in run.alerts), *problems]

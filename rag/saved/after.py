"""What happens to saved questions after a commit."""

from __future__ import annotations

from pathlib import Path

from index.archive import Index
from rag.saved.atom import atom
from rag.saved.hook import call_hooks
from rag.saved.run import Run, run_saved
from rag.saved.store import SAVED, Store

FEED = "alerts.atom"


def after_commit(archive: Index) -> tuple[Run, list[str]]:
    """Run all saved questions, renew the feed, call the hooks.

    Args:
        archive: as of the commit.

    Returns:
        What the questions tell, and what went wrong with their hooks.
    """
    if not (archive.folder / SAVED).exists():
        return Run(), []
    store = Store(archive.folder)
    run = run_saved(archive, store)
    return run, announce(store, archive.folder, run)


def announce(store: Store, folder: Path, run: Run) -> list[str]:
    """Renew the feed and call the hooks; return what went wrong, a line each."""
    if not run.alerts:
        return []
    problems = call_hooks(store.all(), run.alerts)
    try:
        (folder / FEED).write_text(atom(store.alerts()), encoding="utf-8")
    except OSError as error:
        problems.append(f"{folder / FEED} cannot be written ({error.strerror})")
    return problems

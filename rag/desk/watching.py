"""A watch that also runs the saved questions after each commit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from index.archive import Index
from index.errors import DatelineError
from index.watch import Commit, Pace, Watch
from index.watch.watch import told
from rag.saved.after import after_commit

_log = logging.getLogger(__name__)


def watcher(
    archive: Index,
    sources: Sequence[str | Path],
    say: Callable[[str], None],
    *,
    pace: Pace | None = None,
    prune: bool = False,
) -> Watch:
    """Return a watch over sources that says in a line what it did and what saved questions tell.

    Args:
        archive: to be kept up to date.
        sources: files, folders, feeds and pages.
        say: told each line.
        pace: how soon to act.
        prune: whether the articles of a file that is deleted are removed.

    Raises:
        DatelineError: a file or folder does not exist.
    """

    def report(commit: Commit) -> None:
        say(told(commit))
        if commit.generation == commit.before:
            return
        try:
            run, problems = after_commit(archive)
        except DatelineError as error:  # the watch goes on
            _log.debug("saved questions were not run", exc_info=True)
            say(f"saved questions were not run: {error}")
            return
        for line in [*(alert.line() for alert in run.alerts), *problems]:
            say(line)

    return Watch(archive, sources, report=report, pace=pace, prune=prune)

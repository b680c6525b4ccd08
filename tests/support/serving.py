"""A server in a process of its own, to be told to stop, to be killed, or to run short of files.

python -m tests.support.serving PORT FOLDER SECONDS [FILES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dateline
from ui.backend import Backend
from ui.server import Door, serve


class Late(Backend):
    """The real backend; each question waits first, unless there is a file `go` beside the folder.

    Attributes:
        late: seconds.
    """

    late = 0.0

    def stream(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        until = time.monotonic() + self.late
        while time.monotonic() < until and not (self.folder.parent / "go").exists():
            time.sleep(0.02)
        yield from super().stream(*arguments, **options)


def main() -> None:
    dateline._show_log()
    port, folder, late, *files = sys.argv[1:]
    if files:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (int(files[0]), int(files[0])))
    backend = Late(Path(folder))
    backend.late = float(late)
    serve(backend, Door(port=int(port)))


if __name__ == "__main__":
    main()

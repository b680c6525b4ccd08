"""How much memory the process has used."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_rss_mb() -> float | None:
    """Return the largest resident set of this process so far, in megabytes of 10**6 bytes.

    Linux is asked for that of the program itself: `getrusage` counts there what the process was
    before it became this program, as large as the one that started it. None on systems without
    either.
    """
    with suppress(OSError, ValueError):
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6

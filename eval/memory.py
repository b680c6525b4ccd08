"""How much memory the process has used."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

_log = logging.getLogger(__name__)

_STATUS = Path("/proc/self/status")


def peak_rss_mb() -> float | None:
    """Return the largest resident set of this process so far, in megabytes of 10**6 bytes.

    Linux is asked for that of the program itself: `getrusage` counts there what the process was
    before it became this program, as large as the one that started it. None on systems without
    either.
    """
    try:
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    except (OSError, ValueError):
        _log.debug("%s does not tell the memory", _STATUS, exc_info=True)
    try:
        import resource
    except ImportError:
        _log.debug("the system does not tell the memory")
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6

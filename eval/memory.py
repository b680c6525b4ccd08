"""How much memory the process has used."""

from __future__ import annotations

import sys


def peak_rss_mb() -> float | None:
    """Return the largest resident set of this process so far, in megabytes of 10**6 bytes.

    None on systems without `getrusage`.
    """
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6

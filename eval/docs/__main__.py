"""Write the generated parts of `docs/` anew: `python -m eval.docs`, or `make docs`.

With `--check` nothing is written; the status is 1 when a page is not what it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eval.docs import pages

FOLDER = Path(__file__).resolve().parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Fill the pages; return the exit status."""
    check = "--check" in arguments
    stale = [path for path in sorted(FOLDER.rglob("*.md")) if pages.renew(path, write=not check)]
    for path in stale:
        said = "is not what `make docs` writes" if check else "written"
        sys.stderr.write(f"{path.relative_to(FOLDER.parent)}: {said}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

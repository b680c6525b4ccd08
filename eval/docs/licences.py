"""The licences of what Dateline needs, as the installed packages say them.

`python -m eval.docs.licences` writes `docs/licences.md`. They are those of one machine, so no test
holds the page against what is installed elsewhere.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from eval.docs.table import table

_log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_LONGEST = 60
_HEAD = """# Licences

What `pip install dateline` brings, extras left out, and the licence that each package says it
is under. `python -m eval.docs.licences` wrote this from the packages installed on a Linux machine;
`make audit` lists every part that is installed, with its version, in `dist/sbom.json`.

"""


def licences() -> dict[str, str]:
    """Return the licence of every package that Dateline needs, extras left out, by name."""
    known: dict[str, Distribution] = {}
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    _add(project["dependencies"], known)
    found = sorted(known.values(), key=lambda each: each.name.lower())
    return {each.name: licence(each) for each in found}


def _add(needs: Iterable[str], known: dict[str, Distribution]) -> None:
    """Add to `known` what is needed on this machine, and what that needs."""
    for line in needs:
        match = _NAME.match(line)
        if match is None or "extra ==" in line:
            continue
        key = re.sub(r"[-_.]+", "-", match[0]).lower()
        if key in known:
            continue
        try:
            known[key] = distribution(match[0])
            _add(known[key].requires or (), known)
        except PackageNotFoundError:
            _log.debug("%s is not installed: it is needed on other systems alone", match[0])


def licence(package: Distribution) -> str:
    """Return the licence that a package says it is under; "not said" where it says none."""
    said: dict[str, list[str]] = {
        field: package.metadata.get_all(field) or []
        for field in ("License-Expression", "Classifier", "License")
    }
    classes = [
        line.rpartition("::")[2].strip()
        for line in said["Classifier"]
        if line.startswith("License ::")
    ]
    text = "".join(said["License"]).strip().partition("\n")[0]
    return (
        ", ".join(said["License-Expression"]) or ", ".join(classes) or text[:_LONGEST] or "not said"
    )


def main() -> None:
    """Write the page."""
    rows = ((f"`{name}`", said) for name, said in licences().items())
    page = _HEAD + table(("package", "licence"), rows)
    (_ROOT / "docs" / "licences.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

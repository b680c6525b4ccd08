"""Python in a network of its own, where only loopback is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

_ALONE = ("unshare", "--net", "--map-root-user")


def alone(*command: str) -> str:
    """Run Python with arguments and return what it printed; skip where that is not allowed."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("there is no unshare or ip here")
    if subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a network of its own may not be made here")
    script = 'ip link set lo up && exec "$@"'
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [*_ALONE, "sh", "-c", script, "sh", sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, "RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout

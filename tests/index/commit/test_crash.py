"""A writer may be killed at any moment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import crashing

SCRIPT = Path(crashing.__file__)


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def crash(folder, *words):
    """Run the script that kills writers; return the JSON lines that it ends with."""
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *words],
        cwd=SCRIPT.parents[2],
        env={**os.environ, "PYTHONPATH": str(SCRIPT.parents[2]), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_kills_lose_nothing_that_was_committed(tmp_path):
    (report,) = crash(tmp_path / "index", "60", "1963")
    assert report["kills"] == 60
    assert report["commits"] >= 10


def test_a_kill_before_any_step_of_a_commit_leaves_the_one_before(tmp_path):
    reports = crash(tmp_path / "index", "steps")
    assert len(reports) == 3
    assert min(report["steps"] for report in reports) > 20

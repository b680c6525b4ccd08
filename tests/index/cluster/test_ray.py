"""Real Ray, in a network of its own where only loopback is: it listens on every interface."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys

import pytest

from index import Index
from tests.conftest import ROOT

_ALONE = ("unshare", "--net", "--map-root-user")


def alone(*command):
    """Run Python in a network of its own and return what it printed."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("ray is not installed; pip install 'dateline[cluster]'")
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("there is no unshare or ip here")
    if subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a network of its own may not be made here")
    script = 'ip link set lo up && exec "$@"'
    done = subprocess.run(
        [*_ALONE, "sh", "-c", script, "sh", sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_a_cluster_makes_the_same_archive(samples_folder, samples_index, tmp_path):
    place = str(tmp_path / "index")
    words = ("index", str(samples_folder), "--index", place, "--ray", "local", "--json")
    told = json.loads(alone("-m", "dateline", *words))
    assert told["read"] == told["added"] == len(samples_index)
    with Index.open(place) as archive:
        assert archive.manifest.articles == samples_index.manifest.articles
        for query in ("why was the bridge closed", "who won the election in Carvella"):
            first, second = (each.search(query, 5) for each in (archive, samples_index))
            assert [hit.text for hit in first] == [hit.text for hit in second]

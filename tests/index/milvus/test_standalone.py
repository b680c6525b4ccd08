"""A real Milvus standalone, older than BM25: vectors, filters and rows as we ask for them."""

from __future__ import annotations

import importlib.util
import json

import pytest

from tests.support.alone import alone


@pytest.mark.slow
def test_vectors_are_found_there_and_an_archive_is_refused(tmp_path):
    for name in ("milvus", "pymilvus"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed; pip install milvus==2.3.5 'dateline[cluster]'")
    told = json.loads(alone("-m", "tests.support.standalone", str(tmp_path)).splitlines()[-1])
    assert told["rows"] == 400
    assert told["found"] == told["exact"]
    assert told["filtered"] == told["exact filtered"]
    assert told["by id"] == [20250201, 20250101]
    assert 0 not in told["without the first"]
    assert told["after a restart"][0] == 7
    assert "is Milvus 2.3.5" in told["archive"]
    assert "needs 2.5 or newer" in told["archive"]

"""Real Ray, in a network of its own where only loopback is: it listens on every interface."""

from __future__ import annotations

import json

import pytest

from index import Index
from tests.support.alone import alone


@pytest.mark.slow
def test_a_cluster_makes_the_same_archive(samples_folder, samples_index, tmp_path):
    pytest.importorskip("ray", reason="pip install 'dateline[cluster]'")
    place = str(tmp_path / "index")
    words = ("index", str(samples_folder), "--index", place, "--ray", "local", "--json")
    told = json.loads(alone("-m", "dateline", *words))
    assert told["read"] == told["added"] == len(samples_index)
    with Index.open(place) as archive:
        assert archive.manifest.articles == samples_index.manifest.articles
        for query in ("why was the bridge closed", "who won the election in Carvella"):
            first, second = (each.search(query, 5) for each in (archive, samples_index))
            assert [hit.text for hit in first] == [hit.text for hit in second]

"""The graph in eight bits can be made anew from the published weights."""

from __future__ import annotations

import json

import pytest

from index.encode.rounded import FOLDER


@pytest.mark.slow
def test_what_is_made_is_what_ships(tmp_path, cache):
    pytest.importorskip("nncf", reason='needs pip install "dateline[weights]"')
    from eval.quantize import quantize

    quantize(tmp_path)
    made = json.loads((tmp_path / "card.json").read_text("utf-8"))
    ships = json.loads((FOLDER / "card.json").read_text("utf-8"))
    assert made["source"] == ships["source"]
    assert made["cosine"]["least"] > 0.998
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in FOLDER.iterdir()}

"""Exports, manifests and pointers that lie: read, or refused in one line."""

import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import Article
from index.folder.manifest import Layout
from index.load.base import Refusal
from index.maintain.export import parse
from tests.support.mutants import mutants, refusal

RECORD = {
    "id": "a", "text": "A text.", "title": "T", "date": "2025-01-01",
    "published": "2025-01-01T10:00:00+09:00", "source": "s", "url": "https://a.example",
    "author": "b", "language": "en",
    "sha256": "9d5df8fd3fcd9f9bfb1e0f3a6a8c5f0e4f2f0f4d3f4f5e6d7c8b9a0f1e2d3c4b",
}  # fmt: skip
MANIFEST = {
    "format": 1, "dateline": "0", "generation": 1, "created": "", "removed": 0,
    "model": {"name": "m", "fingerprint": "f", "dimension": 3},
    "shape": {"characters": 900, "overlap": 0},
    "counts": {"articles": 1, "passages": 1, "vectors": 1, "postings": 1},
    "segments": [{"name": "000001", "count": 1, "files": {"ids.npy": "0"}}],
    "files": {"removed.npy": "0"},
}  # fmt: skip
MANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@MANY
@given(mutants(RECORD))
@example({**RECORD, "text": 5})
@example({**RECORD, "sha256": 5})
def test_a_line_of_an_export(tmp_path, value):
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(value) + "\n")
    for item in parse(path):
        assert isinstance(item, Article | Refusal)


@MANY
@given(mutants(MANIFEST) | st.just([]))
def test_a_manifest(tmp_path, value):
    layout = Layout(tmp_path)
    layout.generation(1).mkdir(parents=True, exist_ok=True)
    layout.manifest(1).write_text(json.dumps(value))
    assert "\n" not in refusal(lambda: layout.read_manifest(1))


@MANY
@given(st.binary(max_size=40))
@example(b"[" * 100_000)
@example(b"9" * 5000)
def test_bytes_in_place_of_a_manifest_and_a_pointer(tmp_path, data):
    layout = Layout(tmp_path)
    layout.generation(1).mkdir(parents=True, exist_ok=True)
    for path, look in (
        (layout.manifest(1), lambda: layout.read_manifest(1)),
        (layout.pointer, layout.current),
    ):
        path.write_bytes(data)
        assert "\n" not in refusal(look)

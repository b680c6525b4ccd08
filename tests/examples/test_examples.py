"""The examples as a reader runs them: each a process of its own, without a network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
OFFLINE = Path(__file__).parent / "offline"
CASES = ROOT / "eval" / "cases" / "samples.jsonl"


def run(name, *arguments):
    """Return what an example printed."""
    path = os.pathsep.join([str(OFFLINE), str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, EXAMPLES / name, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_run_and_listed():
    tested = Path(__file__).read_text("utf-8")
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    for path in EXAMPLES.glob("*.py"):
        assert f'run("{path.name}"' in tested
        assert f"({path.name})" in listed


def test_the_network_is_closed_to_examples():
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(OFFLINE)},
        capture_output=True,
        text=True,
    )
    assert "the program reached for 192.0.2.1" in done.stderr


def test_ask(samples_index):
    shown = run("ask.py", samples_index.folder)
    assert "not much to discuss" in shown
    assert "[1] Eastern Strait Post, 2025-12-16: “" in shown


def test_ask_what_the_archive_does_not_answer(samples_index):
    shown = run("ask.py", samples_index.folder, "who", "won", "the", "2022", "World", "Cup")
    assert "The archive does not answer this." in shown
    assert "nearest: 20" in shown


def test_stream(samples_index):
    lines = run("stream.py", samples_index.folder).splitlines()
    assert lines[0] == "… understanding"
    assert any("closed the Kestrel Bridge" in line for line in lines)
    assert lines[-1].startswith("confidence 0.")


def test_langchain_parts(samples_index):
    pytest.importorskip("langchain_core")
    titles, first, follow_up = run("langchain_parts.py", samples_index.folder).splitlines()
    assert "Kestrel Bridge" in titles
    assert "Lomund Echo" in first.rpartition(" (")[2]
    assert "38,000 vehicles a day" in follow_up


def test_own_records(tmp_path):
    lines = run("own_records.py", tmp_path / "own").splitlines()
    assert "added=2" in lines[0]
    assert "Night ferry" in lines[1]
    assert "too few lorries" in lines[2]
    assert "updated=1" in lines[3]
    assert lines[4:] == ["1 removed, 1 left", "True"]


def test_evaluate_questions_about_an_archive(samples_index, tmp_path):
    few = tmp_path / "few.jsonl"
    few.write_text("".join(CASES.open(encoding="utf-8").readlines()[:5]), encoding="utf-8")
    lines = run("evaluate.py", samples_index.folder, few).splitlines()
    assert any(line.startswith("answers.contains") for line in lines)
    assert lines[-1] == "0 answers broke an invariant"


def test_evaluate_a_beir_folder(tmp_path):
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    texts = {
        "ferry": "The night ferry was stopped in 2023 because too few lorries used it.",
        "library": "The public library is closed until September while its roof is renewed.",
    }
    rows = [json.dumps({"_id": name, "title": name, "text": text}) for name, text in texts.items()]
    (folder / "corpus.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    asked = {"_id": "q1", "text": "Why was the night ferry stopped?"}
    (folder / "queries.jsonl").write_text(json.dumps(asked) + "\n", encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\nq1\tferry\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    lines = run("evaluate.py", tmp_path / "index", folder).splitlines()
    assert "retrieval.hit@1                1.000" in lines


def test_check_quotes(samples_index):
    shown = run("check_quotes.py", samples_index.folder)
    assert "stands in" in shown
    assert "DOES NOT STAND" not in shown
    assert "UNSUPPORTED" not in shown

"""The command as a process: whatever happens is one line on standard error, and a status."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import dateline as program

# A shell's background jobs inherit an ignored interruption. It is set right in the new process and
# not between fork and exec, where libraries of this one (gRPC) may write to standard error.
_RUN = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("dateline", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def dateline(tmp_path):
    """Start the command on an index of the test's own."""

    def start(*words, **environment):
        return subprocess.Popen(
            [sys.executable, "-c", _RUN, *map(str, words), "--index", tmp_path / "index"],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def ended(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_an_interruption_is_said(dateline):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/feed"
        process = dateline("index", address, DATELINE_LOAD_ALLOW_PRIVATE="true")
        silent.accept()
        process.send_signal(signal.SIGINT)
        assert ended(process) == (
            130,
            "",
            "dateline: stopped; what was committed before stays\n",
        )


@pytest.mark.parametrize(
    ("words", "environment", "line"),
    [
        (
            ["index", "a.txt"],
            {"DATELINE_LOCK_TIMEOUT": "soon"},
            "DATELINE_LOCK_TIMEOUT is 'soon': Input should be a valid number",
        ),
        (["index", "nowhere.txt"], {}, "nothing could be taken in (nowhere.txt: does not exist)"),
        (["list"], {}, "there is no index in"),
        (["list"], {"DATELINE_LOG": "loud"}, "DATELINE_LOG is 'loud': set it to one of debug,"),
        (
            ["list"],
            {"DATELINE_RAG_TOPK": "3"},
            "DATELINE_RAG_TOPK is set and there is no such setting; did you mean "
            "DATELINE_RAG_TOP_K?",
        ),
        (["doctor"], {"DATELINE_LOG": "error"}, "there is no index in"),
        (["import", "nowhere.jsonl"], {}, "nowhere.jsonl cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(dateline, words, environment, line):
    status, _, error = ended(dateline(*words, **environment))
    assert status == 1
    assert error.startswith(f"dateline: {line}")
    assert error.count("\n") == 1


def test_bad_usage_has_a_status_of_its_own(dateline):
    status, out, error = ended(dateline("list", "--since", "soon"))
    assert (status, out) == (2, "")
    assert "'soon' is not a day" in error


def test_the_version_is_told_in_both_ways():
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", program.__version__)
    run = [sys.executable, "-m", "dateline", "--version"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert shown == f"dateline {program.__version__}\n"
    with pytest.raises(AttributeError, match="no attribute 'versions'"):
        _ = program.versions


def piped(given, *words):
    run = subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def test_an_archive_moves_through_a_pipe(tmp_path):
    record = '{"id": "a", "text": "The “council” met — at noon.", "title": "Céad"}\n'
    archive = tmp_path / "index"
    assert "added" in piped(record, "import", "-", "--index", archive)
    moved = piped(None, "export", "-", "--index", archive)
    assert "The “council” met — at noon." in moved
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text(moved, encoding="utf-8")
    for command, file in (("import", one), ("export", two)):
        words = [command, str(file), "--index", str(tmp_path / "other")]
        assert CliRunner().invoke(program.app, words).exit_code == 0
    assert two.read_text(encoding="utf-8") == moved


def test_too_little_memory_is_one_line(monkeypatch, capsys):
    def ends():
        raise MemoryError

    monkeypatch.setattr(program, "app", ends)
    with pytest.raises(SystemExit) as end:
        program.main()
    assert end.value.code == 1
    error = capsys.readouterr().err
    assert error.startswith("dateline: there is too little memory for this; what was committed")
    assert error.count("\n") == 1

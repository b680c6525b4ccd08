"""`dateline ask` as a user runs it."""

import json

import pytest
from typer.testing import CliRunner

import dateline

RUN = CliRunner()


def test_json_is_all_there_is_on_standard_output(samples_index):
    result = RUN.invoke(
        dateline.app,
        [
            "ask",
            "why did the Unification Ministry skip the talks",
            "--json",
            "--index",
            str(samples_index.folder),
        ],
    )
    assert result.exit_code == 0
    assert not json.loads(result.stdout)["abstained"]


def test_a_search_is_the_scope_of_a_question(samples_index, monkeypatch, capsys):
    words = ["ask", "why did the Unification Ministry skip the talks", "--json"]
    options = ["--index", str(samples_index.folder), "--within"]
    result = RUN.invoke(dateline.app, [*words, *options, "unification"])
    found = samples_index.find_ids("unification")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["filters"]["articles"] == found
    monkeypatch.setattr("sys.argv", ["dateline", *words, *options, "zzzz"])
    with pytest.raises(SystemExit):
        dateline.main()
    assert "no article fits the search 'zzzz'" in capsys.readouterr().err


def test_for_a_person(samples_index):
    result = RUN.invoke(
        dateline.app, ["ask", "who won the 2022 World Cup", "--index", str(samples_index.folder)]
    )
    assert result.exit_code == 0
    assert "does not answer" in result.stdout
    assert "Nearest in the archive" in result.stdout


def test_failures_are_one_line_and_status_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["dateline", "ask", "who", "--index", str(tmp_path / "none")])
    with pytest.raises(SystemExit) as stopped:
        dateline.main()
    assert stopped.value.code == 1
    error = capsys.readouterr().err.strip()
    assert error.startswith("dateline: ")
    assert "\n" not in error
    assert "dateline index" in error


def test_bad_usage_is_status_two(monkeypatch):
    result = RUN.invoke(dateline.app, ["ask", "who", "--top-k", "0"])
    assert result.exit_code == 2


def test_a_question_with_bytes_that_are_no_text_is_answered(samples_index):
    question = "why did the Unification \udcff Ministry skip the talks"
    result = RUN.invoke(
        dateline.app, ["ask", question, "--json", "--index", str(samples_index.folder)]
    )
    assert result.exit_code == 0
    assert "\ufffd" in json.loads(result.stdout)["question"]

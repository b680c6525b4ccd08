"""`dateline eval …` from the command line, on the samples and on a small set of its own."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.errors import GateError, RunError, SettingError
from index.errors import IndexNotFoundError
from tests.support.sets import write_set

CASES = Path(__file__).parents[2] / "eval" / "cases" / "samples.jsonl"

CORPUS = [
    ("d0", "Port closed", "Dockworkers walked out in Tarvik on Monday. The harbour stood still."),
    ("d1", "Rate raised", "The central bank raised its rate to 7.25 per cent in June."),
    ("d2", "Museum robbed", "Thieves took the Salt Crown from the museum in Ravelmont."),
    ("d3", "Cup won", "Brackwater Rovers won the Silver Cup after extra time on Saturday."),
]
QUERIES = [
    ("q0", "Who walked out in Tarvik?", ["Dockworkers"], "d0"),
    ("q1", "How far did the central bank raise its rate?", ["7.25 per cent"], "d1"),
    ("q2", "What did thieves take from the museum?", ["the Salt Crown"], "d2"),
    ("q3", "Who won the Silver Cup?", ["Brackwater Rovers"], "d3"),
    ("q4", "Who paints in Oslo?", [], None),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A BEIR folder of four articles."""
    return write_set(tmp_path_factory.mktemp("sets") / "small", CORPUS, QUERIES)


def call(*arguments, code=0):
    found = CliRunner().invoke(app, [str(one) for one in arguments])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == code, found.output
    return found.output


def test_a_folder_is_the_default_command(folder, tmp_path):
    out, trec = tmp_path / "out.json", tmp_path / "out.run"
    shown = call(folder, "--json", out, "--run", trec, "--report", tmp_path / "report")
    assert "retrieval.ndcg@10" in shown
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["retrieval"]["ndcg@10"] == 1.0
    assert document["answers"]["contains"] == 1.0
    assert document["speed"]["passages_per_s"] > 0
    assert document["violations"] == []
    lines = trec.read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in lines} == {"q0", "q1", "q2", "q3", "q4"}
    assert all(re.fullmatch(r"q\d Q0 d\d \d -?[\d.]+ dateline", line) for line in lines)
    assert (tmp_path / "report" / "report.html").exists()


def test_an_option_may_come_first(folder):
    assert "small: 2 questions" in call("--limit", 2, folder)


def test_compare_shows_what_changed(folder, tmp_path):
    one, other, told = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"
    call(folder, "--json", one)
    call(folder, "--json", other, "--setting", "threshold=1.0")
    shown = call("compare", one, other, "--json", told, "--report", tmp_path / "report")
    assert "0 questions won, 4 lost; 4 of 5 answered or ranked otherwise" in shown
    assert (tmp_path / "report" / "compare.html").exists()
    assert "Who walked out in Tarvik?" in shown
    changed = json.loads(told.read_text(encoding="utf-8"))["small"]
    assert changed["lost"] == ["q0", "q1", "q2", "q3"]


def test_gate_passes_and_fails(samples_index, tmp_path):
    baseline = tmp_path / "baseline.json"
    common = [CASES, "--baseline", baseline, "--index", samples_index.folder, "--limit", 20]
    call("gate", *common, "--update")
    assert "ok" in call("gate", *common)
    with pytest.raises(GateError, match=r"answers\.contains went from") as failure:
        call("gate", *common, "--setting", "threshold=1.0")
    assert "\n" not in str(failure.value)


def test_gate_takes_a_fortieth_for_the_chance_of_a_false_alarm(tmp_path):
    baseline, current = CASES.parents[1] / "results" / "samples.json", tmp_path / "current.json"
    document = json.loads(baseline.read_text(encoding="utf-8"))
    right = [one for one in document["questions"] if one["values"].get("answers.contains")]
    for one in right[:8]:
        one["values"]["answers.contains"] = 0.0
    current.write_text(json.dumps(document), encoding="utf-8")
    shown = call("gate", current, "--baseline", baseline)
    assert "p 0.027" in shown
    with pytest.raises(GateError, match="8 lost, 0 won"):
        call("gate", current, "--baseline", baseline, "--level", 0.05)


def test_gate_compares_stored_figures(folder, tmp_path):
    one = tmp_path / "a.json"
    call(folder, "--json", one)
    assert "5 questions, 0 changed" in call("gate", one, "--baseline", one)
    with pytest.raises(RunError, match="cannot be read"):
        call("gate", folder, "--baseline", tmp_path / "absent.json")


def test_replay_judges_and_asks_again(folder, tmp_path):
    log, first, second = tmp_path / "run.jsonl", tmp_path / "a.json", tmp_path / "b.json"
    call(folder, "--log", log, "--json", first)
    call("replay", log, "--json", second)
    one, other = (json.loads(file.read_text(encoding="utf-8")) for file in (first, second))
    assert one["questions"] == other["questions"]
    assert one["retrieval"] == other["retrieval"]
    assert "0 of 5 answers differ" in call("replay", log, "--ask")
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(RunError, match="cut short"):
        call("replay", log)


def test_report_over_several_runs(folder, tmp_path):
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    call(folder, "--json", one)
    document = json.loads(one.read_text(encoding="utf-8")) | {"set": "second"}
    other.write_text(json.dumps(document), encoding="utf-8")
    call("report", one, other, "--out", tmp_path / "report")
    assert "Quality by set" in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")


def test_sweep_shares_the_index_and_marks_the_best(folder, tmp_path):
    out = tmp_path / "sweep.json"
    vary = ["--vary", "fusion=fitted,lexical", "--vary", "max_sentences=1"]
    shown = call("sweep", folder, *vary, "--json", out, "--report", tmp_path / "report")
    assert "fusion=lexical" in shown
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["settings"] for row in rows] == [
        ["fusion=fitted", "max_sentences=1"],
        ["fusion=lexical", "max_sentences=1"],
    ]
    assert any(row["best"] for row in rows)
    assert "fusion=lexical" in (tmp_path / "report" / "sweep.html").read_text(encoding="utf-8")
    with pytest.raises(SettingError, match="no figure of small is called 'ndcg'"):
        call("sweep", folder, *vary[:2], "--figure", "ndcg")
    with pytest.raises(SettingError, match="say what varies"):
        call("sweep", folder)
    with pytest.raises(SettingError, match="no setting is called 'colour'"):
        call("sweep", folder, "--vary", "colour=red,blue")


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_asked(folder, tmp_path):
    nowhere, log = tmp_path / "absent" / "a.json", tmp_path / "run.jsonl"
    for option in ("--json", "--run"):
        with pytest.raises(RunError, match="there is no folder"):
            call(folder, option, nowhere, "--log", log)
    with pytest.raises(RunError, match="is a folder"):
        call(folder, "--json", tmp_path, "--log", log)
    for command in ("robust", "drill", "peers", "newsroom"):
        with pytest.raises(RunError, match="there is no folder"):
            call(command, folder, "--json", nowhere)
    with pytest.raises(RunError, match="there is no folder"):
        call("gate", folder, "--baseline", nowhere, "--update")
    assert not log.exists()


def test_robust_shows_what_noise_costs(folder, tmp_path):
    out = tmp_path / "robust.json"
    shown = call("robust", folder, "--noise", "0,1", "--json", out)
    assert "right answers kept" in shown
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["noise"] for row in rows] == [0.0, 1.0]
    assert rows[0]["kept"] == 1.0
    with pytest.raises(SettingError, match="not 'much'"):
        call("robust", folder, "--noise", "much")


def test_drill_prints_its_counts_and_fails_when_the_gate_sleeps(folder, tmp_path):
    out = tmp_path / "drill.json"
    with pytest.raises(GateError, match="worse: it failed 0 of 2"):
        call("drill", folder, "--repeat", 2, "--rebuilds", 1, "--json", out)
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [(row["part"], row["failed"]) for row in rows] == [
        ("unchanged", 0), ("chance", 0), ("worse", 0),
    ]  # fmt: skip


def test_wrong_use_says_what_to_do(folder, tmp_path):
    with pytest.raises(SettingError, match="a setting is NAME=VALUE"):
        call(folder, "--setting", "fusion")
    with pytest.raises(SettingError, match="'fusion' does not fit"):
        call(folder, "--setting", "fusion=magic")
    with pytest.raises(IndexNotFoundError):
        call(CASES, "--index", tmp_path / "absent")
    call(folder, "--limit", 0, code=2)
    assert "compare" in call("--help")


@pytest.mark.slow
def test_peers_run_in_processes_of_their_own(folder, tmp_path):
    pytest.importorskip("txtai")
    pytest.importorskip("langchain_text_splitters")
    out = tmp_path / "peers.json"
    call("peers", folder, "--json", out)
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == ["Dateline", "LangChain quickstart", "txtai hybrid"]
    for row in rows:
        assert row["figures"]["retrieval.hit@10"] == 1.0
        assert row["peak_rss_mb"] > 50
        low, high = row["intervals"]["retrieval.hit@10"]
        assert low <= row["figures"]["retrieval.hit@10"] <= high
    assert rows[0]["versus"] == {}
    for row in rows[1:]:
        found = row["versus"]["retrieval.hit@10"]
        assert (found["corrected"], found["wins"], found["losses"]) == (1.0, 0, 0)

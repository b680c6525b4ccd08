import json
import os

import pytest
from typer.testing import CliRunner

from tests.support import handmade
from ui import feedback
from ui.cli import feedback_app


def test_feedback_is_kept_and_read_again(tmp_path):
    given = feedback.keep(tmp_path / "new", "wrong", " no such talks \n", handmade.answer())
    assert list(feedback.read(tmp_path / "new")) == [given]
    assert given.note == "no such talks"
    assert list(feedback.read(tmp_path / "other")) == []


def test_a_right_answer_becomes_a_case_with_its_quotes_as_gold(tmp_path):
    feedback.keep(tmp_path, "right", "", handmade.answer())
    (case,) = feedback.cases(feedback.read(tmp_path))
    assert case["id"] == "f001"
    assert case["question"] == handmade.answer().standalone_question
    assert case["answers"] == [handmade.QUOTE]
    assert case["articles"] == ["https://post.example/1"]
    assert case["answerable"] is True
    assert case["since"] == "2025-12-01"
    assert "until" not in case


def test_a_wrong_answer_is_no_gold(tmp_path):
    feedback.keep(tmp_path, "wrong_citation", "other article", handmade.answer())
    (case,) = feedback.cases(feedback.read(tmp_path))
    assert (case["type"], case["note"]) == ("wrong_citation", "other article")
    assert case["draft"] is True
    assert not {"answers", "articles", "answerable"} & case.keys()


def test_the_latest_judgement_of_a_question_holds(tmp_path):
    feedback.keep(tmp_path, "right", "", handmade.answer())
    feedback.keep(tmp_path, "right", "", handmade.abstention())
    feedback.keep(tmp_path, "wrong", "", handmade.answer(standalone_question="other"))
    first, second = feedback.cases(feedback.read(tmp_path))
    assert first["answerable"] is False
    assert second["type"] == "wrong"


def test_the_cases_are_read_by_the_evaluation(tmp_path):
    from eval.loaders.questions import load_json_lines

    feedback.keep(tmp_path, "right", "", handmade.answer())
    feedback.keep(tmp_path, "wrong", "", handmade.answer(standalone_question="other"))
    feedback.keep(
        tmp_path,
        "right",
        "",
        handmade.abstention().model_copy(update={"standalone_question": "third"}),
    )
    file = tmp_path / "cases.jsonl"
    file.write_text(feedback.export(tmp_path), encoding="utf-8")
    right, wrong, nothing = load_json_lines(file).questions
    assert right.answers == (handmade.QUOTE,)
    assert list(right.relevant) == ["https://post.example/1"]
    assert wrong.draft
    assert not nothing.answerable


def test_a_damaged_line_is_named(tmp_path):
    feedback.keep(tmp_path, "right", "", handmade.answer())
    with (tmp_path / feedback.NAME).open("a") as file:
        file.write("{}\n")
    with pytest.raises(feedback.FeedbackError, match="line 2 is not feedback"):
        list(feedback.read(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(feedback.FeedbackError, match="make the folder writable"):
        feedback.keep(tmp_path / "x", "right", "", handmade.answer())


def test_the_command_writes_cases(tmp_path):
    feedback.keep(tmp_path, "right", "", handmade.answer())
    run = CliRunner().invoke(feedback_app, ["export", "--index", str(tmp_path)])
    assert run.exit_code == 0
    assert json.loads(run.stdout)["type"] == "right"
    file = tmp_path / "cases.jsonl"
    run = CliRunner().invoke(
        feedback_app, ["export", "--index", str(tmp_path), "--output", str(file)]
    )
    assert json.loads(file.read_text())["question"]
    assert "1 cases" in run.stdout

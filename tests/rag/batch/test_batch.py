"""Files of questions become files of answers."""

import csv
import io
import json

import openpyxl
import pytest
from typer.testing import CliRunner

import dateline
from rag.batch import COLUMNS, answer_rows, ask_file
from rag.batch.questions import read_questions
from rag.batch.row import Question, Row
from rag.batch.write import writer_for
from rag.errors import BatchError

WHY = "why did the Unification Ministry skip the talks"
NOBODY = "who won the 2022 World Cup"


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_of_questions_becomes_one_of_answers(tmp_path, samples_index):
    source = workbook(
        tmp_path / "q.xlsx",
        ["no", "Question", "since"],
        [1, WHY, None],
        [None, None, None],
        [2, NOBODY, None],
        [3, WHY, "not a day"],
    )
    seen = []
    report = ask_file(
        source,
        tmp_path / "a.xlsx",
        index=samples_index,
        progress=lambda done, of: seen.append((done, of)),
    )
    assert (report.questions, report.answered, report.refused) == (3, 1, 2)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    head, first, second, third = sheet.iter_rows(values_only=True)
    assert head == COLUMNS
    said = dict(zip(head, first, strict=True))
    article = samples_index.article(said["article_id"])
    assert article.text[said["start"] : said["end"]] == said["quote"]
    assert said["short"] in article.text
    assert (said["outlet"], said["date"]) == (article.source, article.date.isoformat())
    assert "[1]" in said["answer"] and said["confidence"] > 0.3
    assert dict(zip(head, second, strict=True))["refusal"]
    assert "row 5: since is a date" in dict(zip(head, third, strict=True))["refusal"]
    assert not list(tmp_path.glob("*.part"))


def test_a_batch_that_was_stopped_goes_on(tmp_path, samples_index):
    source, target = tmp_path / "q.txt", tmp_path / "a.jsonl"
    source.write_text(f"{WHY}\n{NOBODY}\nwhere is the Kestrel Bridge\n", "utf-8")

    def stop(done, of):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_file(source, target, index=samples_index, progress=stop)
    assert not target.exists()
    journal = tmp_path / "a.jsonl.part"
    with journal.open("a", encoding="utf-8") as file:
        file.write('["torn')
    report = ask_file(source, target, index=samples_index)
    assert (report.resumed, report.questions, report.outdated) == (2, 3, False)
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [row["question"] for row in rows] == source.read_text("utf-8").splitlines()
    assert not journal.exists()


def test_answers_to_other_options_are_asked_for_again(tmp_path, samples_index):
    source, target = tmp_path / "q.txt", tmp_path / "a.csv"
    source.write_text(f"{WHY}\n{NOBODY}\n", "utf-8")

    def stop(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_file(source, target, index=samples_index, progress=stop)
    report = ask_file(source, target, index=samples_index, until="2020-01-01")
    assert (report.resumed, report.outdated, report.answered) == (0, True, 0)


def test_a_row_may_limit_its_question(samples_index):
    (row,) = answer_rows([Question(WHY, until="2020-01-01")], index=samples_index)
    assert row.refusal and not row.quote


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.csv", "id;question;outlet\n1;Who, and why?;The Post\n", ["Who, and why?"]),
        ("b.csv", "Who, and why?\nWhen?\n", ["Who, and why?", "When?"]),
        ("c.csv", "question\nWho, and why?\n", ["Who, and why?"]),
        ("d.jsonl", '"Who?"\n{"_id": "1", "text": "When?"}\n', ["Who?", "When?"]),
        ("e.txt", "Who?\n\nWhen?\n", ["Who?", "When?"]),
    ],
)
def test_questions_are_read_as_they_come(tmp_path, name, content, texts):
    (tmp_path / name).write_text(content, "utf-8")
    assert [each.text for each in read_questions(tmp_path / name)] == texts


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", "", "is not a file of questions"),
        ("b.csv", "who,when\na,b\n", "no column `question` (columns: who, when)"),
        ("c.jsonl", '{"a": 1}\n', "line 1 has no field `question`"),
        ("d.jsonl", "{\n", "line 1 is not JSON"),
        ("e.txt", "\n\n", "holds no questions"),
        ("f.xlsx", "no workbook", "is not a readable workbook"),
    ],
)
def test_a_file_that_holds_none_says_why(tmp_path, name, content, reason):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(BatchError) as error:
        read_questions(tmp_path / name)
    assert reason in str(error.value) and name in str(error.value)


def test_words_of_others_are_no_formulas(tmp_path):
    row = Row("=HYPERLINK(1)", quote='+cmd|"', refusal="-5 degrees")
    table = writer_for(tmp_path / "a.csv")([row]).decode("utf-8-sig")
    (cells,) = csv.DictReader(io.StringIO(table))
    assert (cells["question"], cells["quote"]) == ("'=HYPERLINK(1)", "'+cmd|\"")
    data = writer_for(tmp_path / "a.xlsx")([row])
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_command(tmp_path, samples_index):
    run = CliRunner()
    source, target = tmp_path / "q.csv", tmp_path / "a.csv"
    source.write_text(f"question\n{WHY}\n", "utf-8")
    command = ["ask", "--from", str(source), "--to", str(target)]
    done = run.invoke(dateline.app, [*command, "--index", str(samples_index.folder)])
    assert done.exit_code == 0, done.output
    assert f"1 answered, 0 not, in {target}" in done.stdout
    assert target.is_file()
    assert run.invoke(dateline.app, ["ask", "--from", str(source)]).exit_code == 2
    assert run.invoke(dateline.app, ["ask"]).exit_code == 2
    assert run.invoke(dateline.app, [*command, "who"]).exit_code == 2


def test_the_questions_are_not_written_over(tmp_path, samples_index):
    source = tmp_path / "q.csv"
    source.write_text("question\nWho?\n", "utf-8")
    with pytest.raises(BatchError, match="name another file"):
        ask_file(source, source, index=samples_index)

"""BEIR folders: what is read, and what is refused with its line."""

import json
from datetime import date

import pytest

from eval.errors import DatasetError
from eval.loaders import load


def write(folder, corpus, queries, qrels="query-id\tcorpus-id\tscore\n"):
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


DOCUMENT = {
    "_id": "d1",
    "title": "Rates",
    "text": "The bank raised rates.",
    "metadata": {"date": "2024-06-03T08:00:00+02:00", "source": "Ledger", "kind": "positive"},
}
QUERY = {"_id": "q1", "text": "who raised rates?", "metadata": {"answers": ["the bank"]}}


def test_reads_documents_questions_and_judgements(tmp_path):
    unanswerable = {
        "_id": "q2",
        "text": "why?",
        "metadata": {"answerable": False, "answers": ["x"]},
    }
    folder = write(
        tmp_path / "small",
        [DOCUMENT],
        [QUERY, unanswerable],
        "query-id\tcorpus-id\tscore\nq1\td1\t2\n",
    )
    found = load(folder)
    assert found.name == "small"
    assert found.articles[0].date == date(2024, 6, 3)
    assert found.articles[0].published.hour == 8
    assert found.articles[0].source == "Ledger"
    assert found.kinds == {"d1": "positive"}
    assert found.questions[0].relevant == {"d1": 2}
    assert found.questions[0].answers == ("the bank",)
    assert found.questions[1].answerable is False
    assert found.questions[1].answers == ()


def test_reads_gold_facts(tmp_path):
    folder = write(tmp_path, [DOCUMENT], [QUERY])
    line = {"id": "q1", "evidence": [{"doc_id": "d1", "fact": "The bank raised rates."}]}
    (folder / "evidence.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert load(folder).questions[0].facts[0].text == "The bank raised rates."


def test_a_document_taken_out_by_kind_is_gone(tmp_path):
    other = DOCUMENT | {"_id": "d2", "metadata": {"kind": "counterfactual"}}
    found = load(write(tmp_path, [DOCUMENT, other], [QUERY]))
    assert [one.id for one in found.without("counterfactual").articles] == ["d1"]
    assert found.corpus_digest() != found.without("counterfactual").corpus_digest()


@pytest.mark.parametrize(
    ("corpus", "queries", "qrels", "message"),
    [
        (['{"_id": "d1"', DOCUMENT], [QUERY], "", r"corpus\.jsonl, line 1: not JSON"),
        ([DOCUMENT, DOCUMENT], [QUERY], "", r"line 2: the id 'd1' is used twice"),
        (["[1]"], [QUERY], "", r"line 1: must be an object"),
        ([DOCUMENT], ["", {"_id": "q1"}], "", r"queries\.jsonl, line 2: 'text' must be"),
        ([DOCUMENT], [QUERY], "q1\td9\t1\n", r"test\.tsv, line 1: the document 'd9'"),
        ([DOCUMENT], [QUERY], "q1\td1\tgood\n", r"whole number, not 'good'"),
        ([DOCUMENT], [QUERY], "q1 d1 1\n", r"between tabs, not 'q1 d1 1'"),
        ([DOCUMENT], [QUERY], "q7\td1\t1\n", r"test\.tsv, line 1: the question 'q7'"),
        ([DOCUMENT], [], "", r"holds no question"),
        ([], [QUERY], "", r"holds no document"),
        (
            [DOCUMENT],
            [QUERY | {"metadata": {"since": "2024-02-02", "until": "2024-02-01"}}],
            "",
            r"queries\.jsonl, line 1: 'since' 2024-02-02 is after",
        ),
        ([DOCUMENT | {"metadata": {"date": "June"}}], [QUERY], "", r"ISO date, not 'June'"),
        ([DOCUMENT], [QUERY | {"metadata": {"answers": 3}}], "", r"'answers' must be a list"),
    ],
)
def test_says_what_is_wrong_on_which_line(tmp_path, corpus, queries, qrels, message):
    with pytest.raises(DatasetError, match=message):
        load(write(tmp_path, corpus, queries, qrels))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "q9", "evidence": []}], r"evidence\.jsonl, line 1: the question 'q9' is not in"),
        ([{"id": "q1", "evidence": [{"doc_id": "d9", "fact": "x"}]}], r"the document 'd9' is not"),
        ([{"id": "q1", "evidence": []}, {"id": "q1"}], r"line 2: the id 'q1' is used twice"),
    ],
)
def test_says_what_is_wrong_with_gold_facts(tmp_path, rows, message):
    folder = write(tmp_path, [DOCUMENT], [QUERY])
    text = "\n".join(json.dumps(row) for row in rows)
    (folder / "evidence.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        load(folder)


def test_an_empty_folder_is_no_set(tmp_path):
    with pytest.raises(DatasetError, match=r"expected a BEIR folder"):
        load(tmp_path)
    with pytest.raises(DatasetError, match="no such file"):
        load(tmp_path / "absent")


def test_head_spreads_over_the_file(tmp_path):
    queries = [{"_id": f"q{number}", "text": "why?"} for number in range(10)]
    found = load(write(tmp_path, [DOCUMENT], queries))
    assert [one.id for one in found.head(5).questions] == ["q0", "q2", "q4", "q6", "q8"]
    assert len(found.head(50).questions) == 10

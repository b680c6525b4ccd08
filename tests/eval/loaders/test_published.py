"""Published formats: SQuAD and MultiHop-RAG; and exported feedback."""

import json

import pytest

from eval.errors import DatasetError
from eval.loaders import load
from rag import ask
from ui import feedback


def dump(file, document):
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def squad(context="Ada wrote it.", **question):
    values = {"id": "1", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}]}
    paragraph = {"context": context, "qas": [values | question]}
    return {"version": "v2.0", "data": [{"title": "First_Notes", "paragraphs": [paragraph]}]}


def test_squad(tmp_path):
    document = squad()
    document["data"][0]["paragraphs"][0]["qas"].append(
        {"id": "2", "question": "Why?", "answers": [], "is_impossible": True}
    )
    found = load(dump(tmp_path / "dev.json", document))
    assert found.articles[0].id == "First_Notes_0"
    assert found.articles[0].title == "First Notes"
    assert found.questions[0].relevant == {"First_Notes_0": 1}
    assert [one.answerable for one in found.questions] == [True, False]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (squad(answers=[{"text": "Bea"}]), "question 1: the answer 'Bea' does not stand"),
        (squad(answers=[]), "question 1: has no answer"),
        (squad(question=""), "question 1: 'question' must be"),
        (squad(context=""), "article 1: 'context' must be"),
    ],
)
def test_squad_says_what_is_wrong(tmp_path, document, message):
    with pytest.raises(DatasetError, match=message):
        load(dump(tmp_path / "dev.json", document))


ARTICLE = {
    "title": "Rates up",
    "author": "A. Writer",
    "source": "Ledger",
    "published_at": "2023-11-02T10:00:00+00:00",
    "category": "business",
    "url": "https://ledger.example/rates",
    "body": "The bank raised rates. It was the third time.",
}


def multihop(folder, **changes):
    question = {
        "query": "Did the Ledger report a rise?",
        "answer": "Yes",
        "question_type": "comparison_query",
        "evidence_list": [
            {"url": ARTICLE["url"], "title": "Rates up", "fact": "The bank raised rates."}
        ],
    }
    dump(folder / "corpus.json", [ARTICLE])
    dump(folder / "MultiHopRAG.json", [question | changes])
    return folder


def test_multihop(tmp_path):
    found = load(multihop(tmp_path))
    assert found.articles[0].text == ARTICLE["body"]
    assert found.questions[0].relevant == {ARTICLE["url"]: 1}
    assert found.questions[0].facts[0].text == "The bank raised rates."
    null = load(multihop(tmp_path, question_type="null_query", evidence_list=[]))
    assert not null.questions[0].answerable


def test_multihop_names_evidence_it_does_not_know(tmp_path):
    stranger = [{"url": "https://other.example", "title": "?", "fact": "x"}]
    with pytest.raises(DatasetError, match=r"MultiHopRAG\.json, record 1: its evidence"):
        load(multihop(tmp_path, evidence_list=stranger))


def test_feedback_as_the_page_exports_it(samples_index, tmp_path):
    right = ask("Why did the Unification Ministry skip the talks?", index=samples_index)
    wrong = ask("How much did the satellite Lumen-3 cost?", index=samples_index)
    feedback.keep(tmp_path, "right", "", right)
    feedback.keep(tmp_path, "wrong", "not the newest figure", wrong)
    file = tmp_path / "cases.jsonl"
    file.write_text(feedback.export(tmp_path), encoding="utf-8")
    good, bad = load(file).questions
    assert good.answers == tuple(one.quote for one in right.citations)
    assert set(good.relevant) == {one.url or one.article_id for one in right.citations}
    assert good.type == "right"
    assert bad.type == "wrong"
    assert bad.note == "not the newest figure"
    assert bad.draft


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": "2",\n "data": [\n  }\n]}', "line 3: not JSON .Expecting value, column 3"),
        ('[{"question": "a", "docs": []}', "line 1: not JSON .Expecting ',' delimiter"),
        ('{"data": []}', "holds no question"),
        ("[]", "a list of unknown records"),
        ("", "holds no question"),
    ],
)
def test_a_broken_document_names_its_line(tmp_path, text, message):
    file = tmp_path / "set.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        load(file)

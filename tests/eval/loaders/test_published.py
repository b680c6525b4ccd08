"""Published formats: SQuAD, MultiHop-RAG, RGB, ALCE; and exported feedback."""

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


RGB = {
    "id": 3,
    "query": "Where?",
    "answer": ["Athens", "Athína"],
    "fakeanswer": "New York",
    "positive": ["It was in Athens."],
    "positive_wrong": ["It was in New York."],
    "negative": ["Something else.", "It was in Athens."],
}


def test_rgb(tmp_path):
    found = load(dump(tmp_path / "en_fact.json", RGB))
    question = found.questions[0]
    assert len(found.articles) == 3
    assert sorted(found.kinds.values()) == ["counterfactual", "negative", "positive"]
    assert question.fake == "New York"
    assert question.answers == ("Athens", "Athína")
    assert list(question.relevant) == ["en_fact-d00000"]


def test_rgb_questions_of_several_parts(tmp_path):
    parts = RGB | {"answer": [["2021", "in 2021"], ["Tampa"]], "positive": [["a"], ["b"]]}
    question = load(dump(tmp_path / "en_int.json", parts)).questions[0]
    assert question.groups == (("2021", "in 2021"), ("Tampa",))
    assert len(question.relevant) == 2


def test_rgb_says_what_is_wrong(tmp_path):
    with pytest.raises(DatasetError, match="line 1: 'answer' must be"):
        load(dump(tmp_path / "en.json", RGB | {"answer": 7}))
    with pytest.raises(DatasetError, match="line 1: 'positive' must be a list with at least"):
        load(dump(tmp_path / "en.json", RGB | {"positive": []}))


def test_alce(tmp_path):
    record = {
        "sample_id": "s1",
        "question": "Who won, and when?",
        "qa_pairs": [{"short_answers": ["Ada"]}, {"short_answers": ["1843", "in 1843"]}],
        "docs": [
            {"id": "d1", "title": "Notes", "text": "Ada won.", "answers_found": [1, 0]},
            {"title": "Other", "text": "Nobody lost.", "answers_found": [0, 0]},
        ],
    }
    found = load(dump(tmp_path / "asqa.json", [record]))
    question = found.questions[0]
    assert question.groups == (("Ada",), ("1843", "in 1843"))
    assert list(question.relevant) == ["d1"]
    assert len(found.articles) == 2
    with pytest.raises(DatasetError, match="record 1: 'text' must be"):
        load(dump(tmp_path / "asqa.json", [record | {"docs": [{"id": "d"}]}]))
    with pytest.raises(DatasetError, match="record 2: the id 's1' is used twice"):
        load(dump(tmp_path / "asqa.json", [record, record]))


def test_feedback(tmp_path):
    citation = {"n": 1, "article_id": "a1", "quote": "The bank raised rates."}
    rows = [
        {
            "question": "Who?",
            "answer": "The bank. [1]",
            "verdict": "right",
            "citations": [citation],
        },
        {"question": "Who?", "answer": "Nobody. [1]", "verdict": "wrong", "note": "no"},
        {"question": "Who?", "answer": "x", "verdict": "wrong_citation", "citations": [citation]},
    ]
    file = tmp_path / "feedback.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    right, wrong, cited = load(file).questions
    assert right.relevant == {"a1": 1}
    assert right.facts[0].text == "The bank raised rates."
    assert wrong.rejected == "Nobody."
    assert wrong.note == "no"
    assert cited.unwanted == ("The bank raised rates.",)
    file.write_text(json.dumps(rows[0] | {"verdict": "perhaps"}), encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1: 'verdict' must be one of"):
        load(file)
    twice = rows[0] | {"id": "f1"}
    file.write_text(f"{json.dumps(twice)}\n{json.dumps(twice)}", encoding="utf-8")
    with pytest.raises(DatasetError, match="line 2: the id 'f1' is used twice"):
        load(file)


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

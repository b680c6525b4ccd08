"""From a result to a record: right, wrong and where it was lost."""

from itertools import pairwise

import pytest

from eval.invariants import violations
from eval.judge import judge
from eval.measure import failures
from eval.ranking import documents, write_trec
from eval.record import Result
from eval.sets import Question
from rag.answer.model import Answer

TEXT = "The bank raised its rate. The governor, Ada Lunt, said so."
QUOTE = TEXT[26:]


def answer(abstained=False, article="a1", quote=QUOTE, **changes):
    start = TEXT.find(quote)
    cited = [] if abstained else [
        {"n": 1, "article_id": article, "title": "T", "date": "2025-03-01", "source": "S",
         "url": None, "start": start, "end": start + len(quote), "quote": quote}
    ]  # fmt: skip
    values = {
        "question": "Who?",
        "standalone_question": "Who?",
        "answer": "The archive does not answer this." if abstained else f"{quote} [1]",
        "abstained": abstained,
        "reason": "nothing fits" if abstained else None,
        "sentences": [] if abstained else [{"text": quote, "citations": [1], "support": 1.0}],
        "citations": cited,
        "passages": [],
        "as_of": None,
        "filters": {},
        "generation": 1,
        "models": {},
        "timings_ms": {},
        "confidence": 0.8,
    }
    return Answer(**(values | changes))


def result(ranking=("a1", "a2"), **changes):
    return Result(
        "q1",
        [(name, -float(place)) for place, name in enumerate(ranking)],
        answer(**changes).model_dump(mode="json"),
        5.0,
        9.0,
    )


ASKED = Question("q1", "Who?", ("Ada Lunt",), {"a1": 1})


def test_a_right_answer():
    record = judge(ASKED, result())
    assert record.right is True
    assert record.loss == "right"
    assert record.values["answers.contains"] == 1.0
    assert record.values["answers.first_sentence"] == 1.0
    assert record.values["citations.precision"] == 1.0
    assert record.values["citations.recall"] == 1.0
    assert record.values["retrieval.ndcg@10"] == 1.0
    assert record.values["support.recall"] == 1.0


@pytest.mark.parametrize(
    ("question", "told", "loss"),
    [
        (ASKED, result(ranking=["b1", "b2"], article="b1", quote="The bank raised its rate."),
         "not retrieved"),
        (ASKED, result(abstained=True), "abstained wrongly"),
        (ASKED, result(article="a2", quote="The bank raised its rate."), "not chosen"),
        (ASKED, result(quote="The bank raised its rate."), "chosen but wrong"),
        (Question("q1", "Who?", answerable=False), result(), "answered the unanswerable"),
        (Question("q1", "Who?", answerable=False), result(abstained=True), "abstained rightly"),
        (Question("q1", "Who?"), result(), "not judged"),
    ],
)  # fmt: skip
def test_where_a_question_is_lost(question, told, loss):
    record = judge(question, told)
    assert record.loss == loss
    assert bool(failures([record])) == (loss not in ("abstained rightly", "not judged"))


def test_an_abstention_counts_as_wrong_but_not_against_precision():
    record = judge(ASKED, result(abstained=True))
    assert record.values["answers.contains"] == 0.0
    assert record.values["citations.recall"] == 0.0
    assert "citations.precision" not in record.values
    assert record.right is False


def test_poison_time_and_sides():
    question = Question(
        "q1",
        "Who?",
        ("Ada Lunt",),
        {"a1": 1},
        since=answer().citations[0].date,
        fake="Bea Holm",
        sides=(("Ada", "a1"), ("Bea", "a2")),
    )
    values = judge(question, result()).values
    assert values["poison.right"] == 1.0
    assert values["poison.wrong"] == 0.0
    assert values["time.in_period"] == 1.0
    assert values["disagreement.named"] == 0.0


def test_a_failed_question_is_judged_as_silence():
    record = judge(ASKED, Result("q1", [], {}, 0.0, 0.0, error="no index"))
    assert record.abstained
    assert record.right is False
    assert "no index" in record.answer


def test_invariants_of_a_sound_answer_hold():
    assert violations(answer(), lambda name: TEXT) == []
    assert violations(answer(abstained=True), lambda name: TEXT) == []


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (answer(answer=f"{QUOTE} [2]"), "markers"),
        (answer(answer=QUOTE), "markers"),
        (answer(sentences=[{"text": QUOTE, "citations": [], "support": 1.0}]), "no citation"),
        (answer(sentences=[{"text": "Ada.", "citations": [1], "support": 1.0}]), "altered"),
        (answer(reason="why"), "reason"),
        (answer(sentences=[], citations=[], answer=""), "no sentence"),
        (answer(abstained=True, citations=answer().citations), "an abstention cites"),
    ],
)
def test_a_broken_invariant_is_named(broken, message):
    assert any(message in one for one in violations(broken, lambda name: TEXT))


def test_a_quote_that_is_no_slice_is_named():
    found = violations(answer(), lambda name: "Other words stand here now, quite many of them.")
    assert any("not a slice" in one for one in found)


def test_articles_of_one_origin_follow_the_one_that_stands_for_them(samples_index):
    from rag.retrieve import retrieve

    hits = retrieve(samples_index, "How much did the satellite Lumen-3 cost?", 30)
    ranking = documents(hits, samples_index.also)
    names = [name for name, _ in ranking]
    assert len(set(names)) == len(names)
    scores = [score for _, score in ranking]
    assert all(after < before for before, after in pairwise(scores))
    tied = [name for name in names if samples_index.also(name)]
    assert tied
    for name in tied:
        assert set(samples_index.also(name)) <= set(names)


def test_a_trec_run_can_be_read_by_others(tmp_path):
    ir_measures = pytest.importorskip("ir_measures")
    file = tmp_path / "out.run"
    write_trec(file, [("q1", [("b", 1.0), ("a", 0.999)]), ("q2", [("a", -3.5)])])
    assert file.read_text().splitlines()[0] == "q1 Q0 b 1 1.000000000 dateline"
    run = list(ir_measures.read_trec_run(str(file)))
    assert [(one.query_id, one.doc_id) for one in run] == [("q1", "b"), ("q1", "a"), ("q2", "a")]


def test_blanks_in_names_part_no_column(tmp_path):
    file = tmp_path / "out.run"
    write_trec(file, [("q 1", [("a\tb c", 1.0)])])
    assert file.read_text().split() == ["q%201", "Q0", "a%09b%20c", "1", "1.000000000", "dateline"]

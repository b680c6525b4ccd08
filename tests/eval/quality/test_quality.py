"""The benchmark of all sets, whole, on tiny sets of its own."""

import json

import pytest

from eval.errors import DatasetError
from eval.quality.claims import Claim, held_out, load_claims, measure_claims
from eval.quality.plan import datasets_folder
from eval.quality.tables import markdown, sheets
from eval.quality.targets import targets
from eval.quality.work import Bench, Findings, carry_out
from eval.setup import setup

ARTICLES = [
    ("d0", "Dockworkers walked out in Tarvik on Monday. The harbour stood still.", "positive"),
    ("d1", "The central bank of Belmora raised its rate to 7.25 per cent in June.", "positive"),
    ("d2", "Thieves took the Salt Crown from the museum in Ravelmont.", "positive"),
    (
        "d3",
        "The central bank of Belmora raised its rate to 9.9 per cent in June.",
        "counterfactual",
    ),
]
QUESTIONS = [
    ("q0", "Who walked out in Tarvik?", ["Dockworkers"], "d0", None),
    ("q1", "How far did the central bank of Belmora raise its rate?", ["7.25"], "d1", "9.9"),
    ("q2", "What did thieves take from the museum?", ["the Salt Crown"], "d2", "the Iron Bell"),
]


def write_set(folder, articles, questions):
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": name, "title": "", "text": text, "metadata": {"kind": kind}}
        for name, text, kind in articles
    ]
    queries = [
        {"_id": name, "text": text, "metadata": {"answers": answers, "fake_answer": fake}}
        for name, text, answers, _, fake in questions
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    qrels = "".join(f"{name}\t{gold}\t1\n" for name, _, _, gold, _ in questions)
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """What the benchmark finds on tiny sets, and the work that it told of."""
    pytest.importorskip("txtai")
    pytest.importorskip("langchain_text_splitters")
    folder = tmp_path_factory.mktemp("sets")
    for name in ("squad2-dev-a", "rgb-en-fact-a"):
        write_set(folder / name, ARTICLES, QUESTIONS)
    stranger = [("n0", "Who wrote the opera Fidelio?", ["Beethoven"], "d0", None)]
    write_set(folder / "nq-open-oracle-a", ARTICLES[:1], stranger)
    (folder / "qags-claims-a").mkdir()
    claims = [
        {"article_id": f"a{number}", "article": ARTICLES[number % 3][1],
         "claim": ARTICLES[(number + number // 8) % 3][1], "supported": number < 8}
        for number in range(16)
    ]  # fmt: skip
    lines = "\n".join(json.dumps(row) for row in claims)
    (folder / "qags-claims-a" / "claims.jsonl").write_text(lines, encoding="utf-8")
    stages = []

    def stage(name, steps):
        stages.append(name)
        return lambda count: None

    bench = Bench(folder, setup(), None, fresh=False, peers=True, stage=stage)
    found = carry_out(bench)
    again = len(stages)
    carry_out(bench)
    return found, stages[:again], stages[again:]


def test_every_set_is_measured_with_its_peers(findings):
    found, stages, _ = findings
    assert list(found.sets) == ["squad2-dev-a", "nq-open-oracle-a", "rgb-en-fact-a"]
    squad = found.sets["squad2-dev-a"]
    assert squad.document["retrieval"]["hit@10"] == 1.0
    assert set(squad.peers) == {"LangChain quickstart", "txtai hybrid"}
    for figures in squad.peers.values():
        assert figures["retrieval.hit@10"] == 1.0
    assert "nq-open-oracle-a asked of squad2-dev-a" in stages
    assert squad.strangers_auroc == 1.0


def test_poisoned_documents_are_left_out_and_in(findings):
    rgb = findings[0].sets["rgb-en-fact-a"]
    assert rgb.document["set"] == "rgb-en-fact-a without counterfactual"
    assert rgb.document["run"]["articles"] == 3
    assert rgb.poisoned["run"]["articles"] == 4
    told = rgb.poisoned["poison"]
    assert sum(told[name] for name in ("right", "both", "wrong", "neither")) == pytest.approx(1)


def test_peers_are_not_asked_twice(findings):
    _, first, second = findings
    assert any("txtai" in name for name in first)
    assert not any("txtai" in name or "LangChain" in name for name in second)


def test_no_invariant_is_broken(findings):
    assert findings[0].violations == []
    assert findings[0].errors == []
    assert findings[0].asked == 3 + 1 + 1 + 3 + 3


def test_targets_say_what_was_measured_and_needed(findings):
    found = targets(findings[0])
    by_name = {one.name: one for one in found}
    assert by_name["squad2-dev-a nDCG@10"].needed == 0.92
    assert by_name["squad2-dev-a against nq questions: AUROC"].met
    tie = by_name["squad2-dev-a nDCG@10 above txtai hybrid"]
    assert tie.met == (tie.value > tie.needed)
    assert by_name["violated invariants over 11 questions"].met


def test_tables_have_every_set(findings):
    found = sheets(findings[0], targets(findings[0]))
    text = "\n".join(markdown(one) for one in found)
    for word in ("squad2-dev-a", "txtai hybrid", "With poisoned documents", "claims not fitted on"):
        assert word in text
    for one in found:
        assert all(len(row) == len(one.columns) for row in one.rows)


def test_the_threshold_and_the_curves_are_told(findings):
    found = {one.title: one for one in sheets(findings[0], targets(findings[0]))}
    told = found["Abstention: the threshold in words"]
    assert told.rows[0][1].startswith("at most 1 in 10 questions")
    squad = findings[0].sets["squad2-dev-a"]
    assert squad.strangers_answered == 0.0
    assert told.rows[0][2:] == ("squad2-dev-a", "0.000")
    risks = found["Risk and coverage: share answered when at most so many answers are wrong"]
    shares = {row[0]: [float(cell) for cell in row[1:-1]] for row in risks.rows}
    assert shares
    assert all(values == sorted(values) for values in shares.values())
    bins = [row for row in found["Reliability of the confidence"].rows if row[0] == "squad2-dev-a"]
    given = squad.document["abstention"]["coverage"] * len(QUESTIONS)
    assert sum(int(row[-1]) for row in bins) == round(given)


def test_a_broken_invariant_is_a_target_missed():
    found = Findings(asked=3, violations=["q1: a quote is no slice"])
    assert not targets(found)[-1].met
    assert targets(Findings(asked=3))[-1].met


def test_claims_are_split_by_article(tmp_path):
    file = tmp_path / "claims.jsonl"
    rows = [
        {"article_id": f"a{number // 2}", "article": "x", "claim": "y", "supported": True}
        for number in range(40)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    claims = load_claims(file)
    halves = [held_out(one) for one in claims]
    assert halves[::2] == halves[1::2]
    assert 0 < sum(halves) < 40


def test_claims_are_measured_against_people():
    claims = [Claim("a", "x", str(n), n < 3) for n in range(6)]
    scores = {"0": 0.9, "1": 0.8, "2": 0.1, "3": 0.2, "4": 0.0, "5": 0.7}
    found = measure_claims(claims, lambda claim, cited: scores[claim])
    assert found.balanced_accuracy == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert found.auroc == pytest.approx(7 / 9)


def test_the_folder_of_sets_is_asked_for(tmp_path):
    assert datasets_folder(tmp_path) == tmp_path
    with pytest.raises(DatasetError, match="say where"):
        datasets_folder(tmp_path / "absent")

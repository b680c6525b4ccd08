"""The benchmark of all sets, whole, on tiny sets of its own."""

import json

import pytest

from eval.errors import DatasetError, RunError
from eval.quality.measure import Bench, measure_all
from eval.quality.show import read_earlier, rows_beside
from tests.support.sets import write_lines, write_set

ARTICLES = [
    ("d0", "", "Dockworkers walked out in Tarvik on Monday. The harbour stood still.", "positive"),
    ("d1", "", "The central bank of Belmora raised its rate to 7.25 per cent in June.", "positive"),
    ("d2", "", "Thieves took the Salt Crown from the museum in Ravelmont.", "positive"),
    ("d3", "", "The central bank of Belmora raised its rate to 9.9 per cent.", "counterfactual"),
]
QUESTIONS = [
    ("q0", "Who walked out in Tarvik?", ["Dockworkers"], "d0"),
    ("q1", "How far did the central bank of Belmora raise its rate?", ["7.25"], "d1"),
    ("q2", "What did thieves take from the museum?", ["the Salt Crown"], "d2"),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Tiny sets, reporters' questions and claims."""
    root = tmp_path_factory.mktemp("shared")
    sets, news = root / "datasets", root / "newsroom"
    write_set(sets / "squad2-dev-a", ARTICLES, QUESTIONS)
    stranger = [("n0", "Who wrote the opera Fidelio?", ["Beethoven"], "d0")]
    write_set(sets / "nq-open-oracle-a", ARTICLES[:1], stranger)
    (sets / "qags-claims-a").mkdir()
    claims = [
        {"article_id": f"a{n}", "article": ARTICLES[n % 3][2],
         "claim": ARTICLES[(n + n // 8) % 3][2], "supported": n < 8}
        for n in range(16)
    ]  # fmt: skip
    write_lines(sets / "qags-claims-a" / "claims.jsonl", claims)
    news.mkdir()
    stories = [{"id": name, "title": "News", "text": text} for name, _, text, _ in ARTICLES]
    write_lines(news / "articles.jsonl", stories)
    asked = [
        {"id": n, "question": t, "type": "who", "answerable": True, "gold": [[a[0].lower()]],
         "docs": [gold]}
        for n, t, a, gold in QUESTIONS
    ]  # fmt: skip
    write_lines(news / "questions.jsonl", asked)
    write_lines(news / "claims.jsonl", [{"cited": one["article"], **one} for one in claims])
    return Bench(sets, news, sets, [], None, False, False)


@pytest.fixture(scope="module")
def found(bench):
    return measure_all(bench)


def test_everything_that_is_there_is_measured(found):
    assert list(found) == [
        "newsroom: questions", "squad2-dev-a", "speed", "nq-open-oracle-a",
        "support: newsroom claims", "support: qags-claims-a", "checks of every answer",
    ]  # fmt: skip
    assert found["newsroom: questions"]["questions"] == 3
    assert found["newsroom: questions"]["right"] == 1.0
    assert found["squad2-dev-a"]["retrieval.hit@10"] == 1.0
    assert found["squad2-dev-a"]["abstention.auroc against strangers"] == 1.0
    assert found["support: newsroom claims"]["auroc"] == 1.0
    assert found["speed"]["query_p50_ms"] > 0
    assert found["checks of every answer"] == {
        "questions": 4.0, "broken invariants": 0.0, "failed questions": 0.0,
    }  # fmt: skip


def test_figures_stand_beside_those_of_an_earlier_system(found, tmp_path):
    earlier = tmp_path / "earlier.json"
    row = {"figure": "retrieval.ndcg@10", "now": 0.5, "earlier": ""}
    earlier.write_text(json.dumps({"tables": {"squad2-dev-a": [row]}}), encoding="utf-8")
    rows = rows_beside(found, read_earlier(earlier))["squad2-dev-a"]
    assert rows[0] == {"figure": "retrieval.ndcg@10", "now": 1.0, "earlier": 0.5}
    assert rows[-1]["figure"] == "abstention.auroc against strangers"
    assert read_earlier(tmp_path / "absent.json") == {}
    earlier.write_text("[]", encoding="utf-8")
    with pytest.raises(RunError, match=r"not what `python -m eval\.quality` writes"):
        read_earlier(earlier)


def test_nothing_to_measure_is_said(tmp_path):
    with pytest.raises(DatasetError, match="none of the sets is there"):
        measure_all(Bench(tmp_path, tmp_path, tmp_path, [], None, False, False))

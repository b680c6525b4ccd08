"""The benchmarks' own arithmetic, and one small measurement from end to end."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import islice

import numpy as np
import pytest

from eval import environment
from eval.bench import growth, results
from eval.bench.timed import TimedEncoder
from eval.bench.varied import VariedEncoder, articles, varied
from eval.errors import DatasetError, PeerError
from eval.peers import corpus
from eval.peers.race import quickest
from eval.peers.worker import timed, work
from index.article import Article
from index.encode.base import Encoded, Encoder, PassageText
from index.encode.pool import unit
from tests.support.sets import write_set

STORIES = {
    "a": "The ferry was cancelled. A storm closed the harbour of Tarvik on Monday.",
    "b": "The mayor resigned. She said the audit had found nothing.",
    "c": "Rates were left alone. The bank of Belmora will meet again in June.",
}


class Counting(Encoder):
    """An encoder whose vectors are its call's number."""

    name, dimension, fingerprint, max_tokens = "counting", 8, "f", 16

    def encode_texts(self, texts):
        return unit(np.ones((len(texts), 8), np.float32))

    def encode_passages(self, passages, progress=None):
        if progress:
            progress(len(passages))
        vectors = unit(np.random.default_rng(1).random((len(passages), 8), np.float32))
        return Encoded(vectors, [vectors[[n] * len(p.sentences)] for n, p in enumerate(passages)])

    def count_tokens(self, texts):
        return [len(text.split()) for text in texts]


@pytest.fixture
def beir(tmp_path):
    articles = [(name, f"Title {name}", text) for name, text in STORIES.items()]
    asked = [("q", "Why was the ferry cancelled?", [], "a")]
    return write_set(tmp_path / "set", articles, asked)


def passages(count):
    return [PassageText("", f"text {n}", ((0, 4), (5, 6))) for n in range(count)]


def test_real_passages_come_first_and_varied_ones_after():
    encoder = VariedEncoder(Counting(), 3)
    seen = []
    first = encoder.encode_passages(passages(2), seen.append)
    np.testing.assert_array_equal(first.passages, Counting().encode_passages(passages(2)).passages)
    mixed = encoder.encode_passages(passages(5), seen.append)
    assert encoder.real == 3
    assert sum(seen) == 7
    assert mixed.passages.shape == (5, 8)
    np.testing.assert_array_equal(mixed.passages[:2], first.passages)
    assert [each.shape for each in mixed.sentences] == [(2, 8)] * 5
    np.testing.assert_allclose(np.linalg.norm(mixed.passages, axis=1), 1, atol=1e-5)


def test_varied_vectors_lie_near_the_real_ones():
    real = unit(np.eye(8, dtype=np.float32))
    made = varied(real, 200, np.random.default_rng(0))
    assert (made @ real.T).max(axis=1).min() > 0.5
    assert len(np.unique(made.round(6), axis=0)) == 200


def test_articles_go_on_without_end_and_without_repeating():
    real = [Article(id=k, text=v, date=date(2024, 1, 1)) for k, v in STORIES.items()]
    some = list(islice(articles(real), 50))
    assert some[:3] == real
    assert len({one.text for one in some}) == len({one.id for one in some}) == 50
    assert all(one.date >= date(2024, 1, 1) for one in some)


def test_encoding_is_timed_and_passed_on():
    watched = TimedEncoder(Counting())
    np.testing.assert_array_equal(
        watched.encode_passages(passages(2)).passages,
        Counting().encode_passages(passages(2)).passages,
    )
    assert watched.seconds > 0
    assert watched.count_tokens(["a b"]) == [2]


def test_the_exponent_is_the_slope_on_logarithmic_axes():
    rows = [{"passages": n, "s": 3 * n**1.5} for n in (10, 100, 1000)]
    assert growth.exponent(rows, "s") == pytest.approx(1.5)


def test_tables(tmp_path, monkeypatch):
    rows = [{"system": "one", "rate": 1234.5, "n": 12000}, {"system": "two", "rate": None}]
    assert results.table("T", rows).markdown().splitlines()[2:6] == [
        "| system | rate | n |",
        "| --- | ---: | ---: |",
        "| one | 1,234 | 12,000 |",
        "| two | – | – |",
    ]
    shown = [results.shown(x) for x in (0.01234, 0.5, 12.34, True)]
    assert shown == ["0.0123", "0.50", "12.3", "True"]
    monkeypatch.setattr(environment, "_PACKAGES", ("numpy", "no-such-package"))
    path = results.save(tmp_path / "made.md", "Title", "make it", {"T": rows}, ["a note"])
    assert path.read_text("utf-8").startswith("# Title\n\nMade with `make it`.")
    stored = json.loads((tmp_path / "made.json").read_text("utf-8"))
    assert stored["tables"]["T"] == rows
    assert stored["machine"]["cores"] >= 1
    assert stored["machine"]["versions"]["no-such-package"] is None


def test_the_quicker_round_counts():
    def measured(seconds, query_ms):
        return {"built": {"index_s": seconds}, "asked": {"query_ms": query_ms}}

    one, two = measured(2.0, [5.0, 1.0]), measured(3.0, [2.0, 1.0])
    assert quickest(None, one) == one
    assert quickest(one, two) == measured(2.0, [2.0, 1.0])


def test_a_failed_process_says_its_last_line():
    assert timed([sys.executable, "-c", "print('yes')"])[1] == "yes\n"
    with pytest.raises(PeerError, match="ended with 3: last words"):
        timed([sys.executable, "-c", "import sys; sys.stderr.write('last words'); sys.exit(3)"])


def test_a_missing_set_says_where_it_was_sought(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_DATASETS", str(tmp_path))
    with pytest.raises(DatasetError, match=r"no corpus\.jsonl in .*nothing.*DATELINE_DATASETS"):
        corpus.read("nothing")


def test_dateline_is_measured_from_file_to_ranking(beir, tmp_path):
    dataset = corpus.read(str(beir))
    made = corpus.write(dataset, tmp_path)
    assert made.characters == sum(map(len, STORIES.values()))
    built = work("dateline", "index", made.file, tmp_path / "index")
    assert built["passages"] == 3
    assert built["index_s"] > 0
    assert built["disk_mb"] > 0
    found = work("dateline", "search", tmp_path / "index", made.questions)
    assert found["rankings"]["q"][0] == "a"
    assert len(found["query_ms"]) == 1


def test_in_a_part_of_a_set_only_its_articles_are_relevant(beir):
    judgements = "query-id\tcorpus-id\tscore\nq\ta\t1\nq\tc\t1\n"
    (beir / "qrels" / "test.tsv").write_text(judgements, "utf-8")
    part = corpus.read(str(beir), 2)
    assert [one.id for one in part.articles] == ["a", "b"]
    assert part.questions[0].relevant == {"a": 1}
    assert set(corpus.read(str(beir)).questions[0].relevant) == {"a", "c"}


def test_sizes_that_both_versions_measured_stand_side_by_side():
    figures = {"disk MB": 2.0, "resident MB": 3.0, "recall@10": 1.0}
    rows = [{"passages": 1_010, **figures}, {"passages": 300_000, **figures}]
    earlier = {
        "tables": {"By number of passages": [{"passages": 1_003, **figures, "disk MB": 9.0}]}
    }
    (row,) = growth.beside(rows, earlier)
    assert row["passages"] == 1_010
    assert (row["disk MB 0.1.0"], row["disk MB now"]) == (9.0, 2.0)

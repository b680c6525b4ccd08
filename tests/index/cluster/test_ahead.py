from __future__ import annotations

import pickle

import numpy as np
import pytest

import index.encode
from index import Article, Index
from index.cluster.ahead import Embedded, EncodedAhead
from index.cluster.pipeline import Reading
from index.cluster.stages import END, Embed, Job, read_file
from index.encode.base import PassageText
from index.errors import DatelineError
from index.load.base import Found, Refusal
from index.load.settings import LoadSettings
from index.settings import IndexSettings
from index.store.records import Summary
from tests.support.words import WordEncoder

TEXTS = [
    PassageText("Ferry.", "The ferry runs. The bridge is closed.", ((0, 15), (16, 37))),
    PassageText("Rates.", "A bank raised its rates.", ((0, 24),)),
]


class Counting(WordEncoder):
    def __init__(self):
        self.made = 0

    def encode_passages(self, passages, progress=None):
        self.made += len(passages)
        return super().encode_passages(passages, progress)


def test_vectors_that_came_ahead_are_given_and_the_others_made():
    model = Counting()
    whole = WordEncoder().encode_passages(TEXTS)
    ahead = EncodedAhead(model)
    ahead.keep(Embedded((TEXTS[1],), whole.passages[1:], tuple(whole.sentences[1:])))
    seen = []
    found = ahead.encode_passages(TEXTS, seen.append)
    assert np.allclose(found.passages, whole.passages)
    assert [each.shape for each in found.sentences] == [(2, 64), (1, 64)]
    assert (model.made, ahead.spared, sum(seen)) == (1, 1, 2)
    ahead.encode_passages(TEXTS[1:])
    assert model.made == 2  # they are given once


@pytest.fixture
def job(tmp_path, monkeypatch):
    monkeypatch.setattr(index.encode, "load_encoder", lambda name: WordEncoder())
    return Job(str(tmp_path / "index"), None, None, IndexSettings(), LoadSettings())


def _batch(rows):
    return {
        "file": np.array([row["file"] for row in rows]),
        "place": np.array([row["place"] for row in rows]),
        "data": np.array([row["data"] for row in rows], dtype=object),
    }


def test_a_file_becomes_articles_with_vectors_and_a_count(job, tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text(
        '{"id": "a", "title": "Ferry", "text": "The ferry runs every hour."}\n'
        '{"id": "b", "title": "Empty", "text": ""}\n',
        encoding="utf-8",
    )
    rows = list(read_file({"file": 7, "path": str(file)}, job))
    assert [row["place"] for row in rows] == [0, 1, END]
    assert pickle.loads(rows[-1]["data"]) == 2
    done = Embed(job)(_batch(rows))
    (item, embedded), (refused, nothing), count = (pickle.loads(each) for each in done["data"])
    assert isinstance(item, Found)
    assert embedded.texts[0].text == "The ferry runs every hour."
    assert isinstance(refused, Refusal)
    assert (nothing, count) == (None, 2)


def test_what_is_in_the_archive_is_not_embedded_again(job):
    article = Found("a", "The ferry runs every hour.", "Ferry")
    with Index.open(job.place, encoder=WordEncoder()) as archive:
        archive.add([Article("a", article.text, article.title)])
    row = {"file": 0, "place": 0, "data": pickle.dumps(article)}
    done = Embed(job)(_batch([row]))
    assert pickle.loads(done["data"][0]) == (article, None)


def test_a_sum_that_does_not_add_up_is_told(job):
    reading = Reading(None, job, EncodedAhead(WordEncoder()))
    reading.read = 5
    summary = Summary(added=2, unchanged=1, duplicates=1, refused=[Refusal("x", "is empty")])
    assert reading.checked(summary) == 5
    assert reading.line(summary) == "5 read = 3 indexed + 1 duplicates + 1 refused"
    reading.read = 6
    with pytest.raises(DatelineError, match="6 articles and refusals were read and 5 arrived"):
        reading.checked(summary)

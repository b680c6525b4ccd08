"""Batches are embedded in order beside the reading, and let go of at once."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from index.commit.embedding_queue import Embedding
from index.encode.base import Encoded, Encoder, PassageText
from index.vectors.merge import Gathered


class Stepping(Encoder):
    """An encoder that does one passage a step, each when it is let."""

    name, dimension, fingerprint, max_tokens = "stepping", 2, "0", 8

    def __init__(self, wait=False, fail=False):
        self.let = threading.Semaphore(0 if wait else 1000)
        self.began = threading.Event()
        self.fail = fail
        self.steps = 0

    def encode_passages(self, passages, progress=None):
        self.began.set()
        if self.fail:
            raise RuntimeError("no vectors today")
        for _ in passages:
            self.let.acquire()
            self.steps += 1
            progress(1)
        vectors = np.array([[len(each.text), 1] for each in passages], np.float32)
        return Encoded(vectors, [vectors[i : i + 1] for i in range(len(passages))])


def batch(first, count):
    ids = list(range(first, first + count))
    return ids, ids, [PassageText("", "x" * each, ((0, each),)) for each in ids]


def test_vectors_come_in_order():
    gathered, seen = Gathered(), []
    embedding = Embedding(gathered, seen.append)
    for first in (1, 5, 9, 13):
        embedding.put(Stepping(), *batch(first, 4))
    embedding.finish()
    assert gathered.ids == list(range(1, 17))
    assert np.concatenate(gathered.passages)[:, 0].tolist() == gathered.ids
    assert len(gathered.lengths) == sum(seen) == 16


class Meeting(Stepping):
    """An encoder that bears two calls at a time, and ends neither before both have begun."""

    batches_at_once = 2

    def __init__(self):
        super().__init__()
        self.both = threading.Barrier(2, timeout=20)

    def encode_passages(self, passages, progress=None):
        self.both.wait()
        return super().encode_passages(passages, progress)


def test_an_encoder_that_bears_it_gets_two_batches_at_once():
    encoder, gathered, seen = Meeting(), Gathered(), []
    embedding = Embedding(gathered, seen.append)
    for first in (1, 5, 9, 13):
        embedding.put(encoder, *batch(first, 4))
    embedding.finish()
    assert gathered.ids == list(range(1, 17))
    assert sum(seen) == 16


def test_stopping_does_not_wait_for_the_batch():
    encoder, gathered = Stepping(wait=True), Gathered()
    embedding = Embedding(gathered, lambda count: None)
    embedding.put(encoder, *batch(1, 50))
    embedding.put(encoder, *batch(51, 50))
    assert encoder.began.wait(10)
    stopper = threading.Thread(target=embedding.stop)
    stopper.start()
    stopper.join(0.2)
    encoder.let.release()
    stopper.join(10)
    assert not stopper.is_alive()
    assert encoder.steps == 1
    assert gathered.ids == []


def test_what_goes_wrong_is_raised_where_it_is_waited_for():
    embedding = Embedding(Gathered(), lambda count: None)
    embedding.put(Stepping(fail=True), *batch(1, 2))
    with pytest.raises(RuntimeError, match="no vectors today"):
        embedding.finish()
    embedding.stop()


class Readied(Stepping):
    """An encoder that can be got ready."""

    def __init__(self):
        super().__init__()
        self.readied = []

    def prepare(self):
        self.readied.append(threading.current_thread().name)


def test_a_model_is_got_ready_beside_the_reading():
    encoder, gathered = Readied(), Gathered()
    embedding = Embedding(gathered, lambda count: None)
    embedding.prepare(encoder)
    embedding.put(encoder, *batch(1, 2))
    embedding.finish()
    assert len(encoder.readied) == 1
    assert encoder.readied[0].startswith("dateline-embed")
    assert gathered.ids == [1, 2]


def test_a_model_that_needs_no_preparing_is_left_alone():
    embedding = Embedding(Gathered(), lambda count: None)
    embedding.prepare(Stepping(fail=True))
    embedding.finish()

"""Readers beside a writer see one generation each; writers come one after the other."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index import Filters, Index
from index.errors import IndexLockedError
from index.settings import IndexSettings
from tests.support import crashing

SCRIPT = Path(crashing.__file__)
ROOT = SCRIPT.parents[2]


@pytest.fixture
def writer(tmp_path):
    """A process that commits for as long as the test runs; gives the folder it writes."""
    folder = tmp_path / "index"
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder), "write"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: (folder / "CURRENT").exists() or process.poll() is not None)
    yield folder
    ended = process.poll()
    process.kill()
    assert ended is None, process.stderr.read()
    process.wait()


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def open_index(folder):
    return Index.open(folder, encoder=crashing.ENCODER, settings=crashing.SETTINGS)


def ask(index, chance):
    """Ask one question; check that all that comes back is of the generation that is read."""
    expected = crashing.state(index.generation)
    question = " ".join(chance.choices(crashing.WORDS, k=3))
    hits = index.search(
        question, 10, Filters(sources=("Post",)) if chance.random() < 0.5 else Filters()
    )
    assert bool(hits) == bool(expected)
    for hit in hits:
        wanted = crashing.article(int(hit.article_id[1:]), expected[hit.article_id])
        assert hit.text == wanted.text[hit.passage.start : hit.passage.end]
        assert hit.title == wanted.title
    assert len(index.articles()) == len(index) == len(expected)


def enough(seen):
    """Whether many generations were read, and the writer compacted in between."""
    kinds = [crashing.change(number)[0] for number in range(1, max(seen, default=0))]
    return len(seen) > 20 and "compact" in kinds


@pytest.mark.slow
def test_a_thousand_questions_beside_a_writer_never_see_a_mixed_generation(writer):
    chance = random.Random(5)
    moving, staying = open_index(writer), open_index(writer)
    seen = set()
    end = time.monotonic() + 300
    number = -1
    while number < 999 or not enough(seen):
        number += 1
        assert time.monotonic() < end, f"the writer came no further than {max(seen)}"
        ask(moving, chance) if number % 4 else ask(staying, chance)
        if number % 7 == 0:
            moving.refresh()
        if number % 150 == 149:
            staying.close()
            staying = open_index(writer)
        seen.add(moving.generation)


def test_a_reader_keeps_its_generation_through_removal_and_compaction(tmp_path):
    with open_index(tmp_path / "index") as writing:
        articles = [crashing.article(number, 1) for number in range(5)]
        writing.add(articles)
        with open_index(tmp_path / "index") as reading:
            writing.remove([each.id for each in articles[1:]])
            writing.compact()
            assert reading.generation == 1
            assert [reading.article(each.id) for each in articles] == articles
            assert {hit.article_id for hit in reading.search("river bridge vote", 50)} == {
                each.id for each in articles
            }
            assert reading.refresh()
            assert len(reading) == 1
        writing.compact()
        assert [path.name for path in (tmp_path / "index" / "generations").iterdir()] == [
            f"{writing.generation:06d}"
        ]


def test_threads_may_share_an_index(tmp_path):
    with open_index(tmp_path / "index") as index:
        index.add([crashing.article(number, 1) for number in range(10)])
        expected = [hit.passage.id for hit in index.search("river vote", 5)]
        failures = []

        def work():
            for _ in range(20):
                if [hit.passage.id for hit in index.search("river vote", 5)] != expected:
                    failures.append("another order")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures


def test_two_writers_take_turns(tmp_path):
    first, second = open_index(tmp_path / "index"), open_index(tmp_path / "index")
    threads = [
        threading.Thread(
            target=lambda index=index, base=base: [
                index.add([crashing.article(base + number, 1)]) for number in range(5)
            ]
        )
        for index, base in ((first, 0), (second, 100))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first.refresh()
    assert first.generation == 10
    assert len(first) == 10


def hold_lock(folder):
    """Start a process that takes the writer lock and keeps it."""
    code = (
        "import sys, time; from pathlib import Path; from index.folder.locks import writing\n"
        "with writing(Path(sys.argv[1]), 5):\n"
        "    print('held', flush=True); time.sleep(600)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_the_lock_and_a_dead_holder_does_not_count(tmp_path):
    folder = tmp_path / "index"
    folder.mkdir()
    holder = hold_lock(folder)
    with Index.open(
        folder, encoder=crashing.ENCODER, settings=IndexSettings(lock_timeout=0.2)
    ) as index:
        try:
            with pytest.raises(IndexLockedError, match=f"process {holder.pid} on "):
                index.add([crashing.article(1, 1)])
        finally:
            holder.send_signal(signal.SIGKILL)
            holder.wait()
        assert (folder / "writer.json").exists()
        assert index.add([crashing.article(1, 1)]).added == 1
        assert not (folder / "writer.json").exists()

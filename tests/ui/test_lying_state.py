"""State of a browser and files beside the archive that lie: read, or refused in one line."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings

from index.errors import DatelineError
from rag import receipt
from tests.support.mutants import ANYTHING, mutants, refusal
from ui import feedback
from ui.browse import View
from ui.tabs.settings import restore
from ui.thread import Asked, Thread

ANSWER = {
    "question": "q", "standalone_question": "q", "answer": "a [1]", "abstained": False,
    "reason": None, "sentences": [{"text": "a", "citations": [1], "support": 1.0}],
    "citations": [{"n": 1, "article_id": "x", "title": "t", "date": "2025-01-01", "source": "s",
                   "url": None, "start": 0, "end": 1, "quote": "a"}],
    "passages": [], "as_of": "2025-01-01", "generation": 1, "models": {}, "timings_ms": {},
    "filters": {"since": None, "until": None, "sources": []},
}  # fmt: skip
ASKED = {"since": "2025-01-01", "until": "2025-02-01", "as_of": "2025-03-01", "source": ["s"]}
THREAD = {
    "id": "1", "name": "n",
    "exchanges": [{"question": "q", "asked": ASKED, "answer": ANSWER, "stopped": False}],
}  # fmt: skip
VIEW = {**ASKED, "term": "a", "order": "newest", "page": "3", "descending": "1"}
MANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def test_the_whole_ones_are_read():
    assert len(Thread.read(THREAD).exchanges) == 1
    assert View.read(VIEW).page == 3


@MANY
@given(mutants(THREAD))
@example({"exchanges": 5})
@example({"exchanges": [THREAD["exchanges"][0]] * 1100})
def test_a_conversation(value):
    thread = Thread.read(value)
    assert len(thread.exchanges) <= 1000
    thread.turns()
    json.dumps(thread.dump())


@MANY
@given(mutants(VIEW))
@example({"page": "9" * 5000})
@example({"source": 5})
@example({"term": "x" * 400_000})
def test_a_form(value):
    view = View.read(value)
    assert len(view.query) <= 500
    assert view.page >= 0
    Asked.read(value)


@MANY
@given(ANYTHING)
def test_settings_of_a_browser(value):
    llm, length, care, look, language = restore(value, None)
    assert isinstance(llm, str)
    assert length in (1, 3, 5)
    assert care in ("balanced", "careful")
    assert look in ("system", "light", "dark")
    assert language == "en"


@MANY
@given(mutants({"at": "2025-01-01T00:00:00Z", "verdict": "right", "note": "", "answer": ANSWER}))
def test_feedback(tmp_path, value):
    (tmp_path / feedback.NAME).write_text(json.dumps(value) + "\n")
    assert "\n" not in refusal(lambda: feedback.export(tmp_path))


@MANY
@given(mutants(ANSWER))
def test_a_receipt(tmp_path, value):
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(value))
    assert "\n" not in refusal(lambda: receipt.read(path))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 5000])
def test_a_receipt_that_is_none(tmp_path, data):
    path = tmp_path / "receipt.json"
    path.write_bytes(data)
    with pytest.raises(DatelineError, match="receipt"):
        receipt.read(path)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 10, b"[" * 100_000, b"{}\n", b"1\n"])
def test_feedback_that_is_no_text(tmp_path, data):
    (tmp_path / feedback.NAME).write_bytes(data)
    with pytest.raises(DatelineError, match=r"feedback\.jsonl"):
        feedback.export(tmp_path)


def test_a_note_of_five_megabytes_is_not_kept(tmp_path):
    answer = Thread.read(THREAD).exchanges[0].answer
    with pytest.raises(DatelineError, match=r"the note has 5,000,000 characters"):
        feedback.keep(tmp_path, "wrong", "x" * 5_000_000, answer)
    large = answer.model_copy(update={"answer": "x" * 3_000_000})
    with pytest.raises(DatelineError, match=r"the judged answer has"):
        feedback.keep(tmp_path, "wrong", "", large)
    assert not (tmp_path / feedback.NAME).exists()

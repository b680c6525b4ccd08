from pathlib import Path
from threading import Event as Flag

import pytest

from index.errors import DatelineError
from rag.answer.model import Sentence
from rag.events import Done, SentenceReady, Stage
from tests.support import handmade
from ui.asking import Wish, run
from ui.backend import Backend
from ui.stream import UnexpectedError, pump
from ui.texts import Texts
from ui.thread import Asked, Thread

WISH = Wish("why", Asked(), Thread())


class Told(Backend):
    """A backend that gives the events it was told to, and runs what stands among them."""

    def __init__(self, *events):
        super().__init__(Path("nowhere"))
        self.events = events

    def stream(self, *arguments, **options):
        for event in self.events:
            yield event() if callable(event) else event


def ready(answer):
    return SentenceReady(answer.sentences[0], tuple(answer.citations))


def test_an_answer_grows_and_ends_in_the_conversation():
    whole = handmade.answer()
    steps = list(run(Told(Stage("searching"), ready(whole), Done(whole)), WISH, Texts()))
    assert "Searching" in steps[1].live
    assert handmade.QUOTE.split(" because")[0] in steps[2].live
    assert steps[-1].draft is None
    assert steps[-1].thread.exchanges[0].answer == whole
    assert steps[0].draft.unwanted.is_set(), "nothing may go on after the end"


def test_a_stopped_answer_ends_with_what_was_said():
    steps = run(Told(ready(handmade.answer()), Flag().wait), WISH, Texts())
    draft = next(steps).draft
    next(steps)
    draft.unwanted.set()
    (last,) = steps
    assert last.thread.exchanges[0].stopped
    assert last.thread.exchanges[0].answer.citations


def test_what_looks_like_a_marker_in_a_stopped_answer_is_none():
    said = Sentence(text="The ministry named them [7] and left.", citations=[1], support=0.9)
    answer = handmade.answer(sentences=[said])
    steps = run(Told(ready(answer), Flag().wait), WISH, Texts())
    draft = next(steps).draft
    next(steps)
    draft.unwanted.set()
    (last,) = steps
    assert last.thread.exchanges[0].answer.answer == "The ministry named them (7) and left. [1]"


def test_an_answer_stopped_before_its_first_sentence_leaves_no_exchange():
    steps = run(Told(Flag().wait), WISH, Texts())
    next(steps).draft.unwanted.set()
    (last,) = steps
    assert last.thread is None
    assert "Stopped before anything was found." in last.live


def test_an_answer_that_fails_midway_keeps_what_was_said():
    def fail():
        raise DatelineError("the model is away")

    *_, last = run(Told(ready(handmade.answer()), fail), WISH, Texts())
    (said,) = last.thread.exchanges
    assert said.failed == "the model is away"
    assert not said.stopped
    assert said.answer.citations


def test_a_dropped_answer_says_nothing_more():
    steps = run(Told(Flag().wait), WISH, Texts())
    draft = next(steps).draft
    draft.dropped = True
    draft.unwanted.set()
    assert list(steps) == []


def test_a_failure_is_one_line_on_the_page():
    def fail():
        raise DatelineError("the <model> is away")

    *_, last = run(Told(fail), WISH, Texts())
    assert "the &lt;model&gt; is away" in last.live
    assert last.thread is None


def test_what_should_not_fail_is_told_by_name():
    def fail():
        yield Stage("searching")
        raise ZeroDivisionError("x")

    events = pump(fail, Flag())
    assert next(events) == Stage("searching")
    with pytest.raises(UnexpectedError, match="unexpected ZeroDivisionError: x"):
        next(events)

"""Questions to answers over the sample articles, with the real parts."""

import asyncio
import json
from datetime import date
from threading import Event as Flag

import pytest

from eval.invariants import violations
from index import Filters
from rag import aask, ask, stream
from rag.errors import AnswerCancelledError, QuestionError
from rag.events import Done, SentenceReady, Stage
from rag.settings import RagSettings

WHY = "why did the Unification Ministry skip the talks"


def check(answer, archive):
    """Every promise that an answer makes about itself."""
    assert violations(answer, lambda each: archive.article(each).text) == []


def test_the_main_question(samples_index):
    answer = ask(WHY, index=samples_index)
    check(answer, samples_index)
    assert not answer.abstained
    assert "not much to discuss" in answer.text
    assert answer.citations[0].date in (date(2025, 12, 16), date(2025, 12, 17))
    assert answer.as_of == max(c.date for c in answer.citations)
    assert 0 < answer.confidence <= 1


def test_the_json_form_is_the_contract(samples_index):
    record = json.loads(ask(WHY, index=samples_index).model_dump_json())
    for name in (
        "question standalone_question answer abstained reason sentences citations passages as_of "
        "filters generation models timings_ms"
    ).split():
        assert name in record
    assert {"text", "citations", "support"} <= set(record["sentences"][0])
    assert {
        "n",
        "article_id",
        "title",
        "date",
        "source",
        "url",
        "start",
        "end",
        "quote",
    } <= set(record["citations"][0])
    assert {
        "rank",
        "score",
        "article_id",
        "title",
        "date",
        "source",
        "start",
        "end",
        "text",
    } <= set(record["passages"][0])
    assert {"since", "until", "sources"} <= set(record["filters"])


@pytest.mark.parametrize(
    "question",
    ["who won the 2022 World Cup", "what is the capital of Peru", "how do I bake sourdough bread"],
)
def test_what_the_archive_does_not_tell(samples_index, question):
    answer = ask(question, index=samples_index)
    check(answer, samples_index)
    assert answer.abstained
    assert answer.headlines


def test_filters_hold_and_an_abstention_names_them(samples_index):
    inside = ask(WHY, index=samples_index, since="2025-12-01", until=date(2025, 12, 31))
    check(inside, samples_index)
    assert inside.passages
    assert all(p.date.year == 2025 and p.date.month == 12 for p in inside.passages)
    outside = ask(WHY, index=samples_index, until="2024-06-30")
    check(outside, samples_index)
    assert outside.abstained
    assert "until 2024-06-30" in outside.reason
    assert outside.filters.until == date(2024, 6, 30)
    nowhere = ask(WHY, index=samples_index, sources=["The Paper That Never Was"])
    assert nowhere.abstained
    assert "The Paper That Never Was" in nowhere.reason


def test_only_the_articles_given_are_read(samples_index):
    wanted = samples_index.find_ids("unification ministry")
    answer = ask(WHY, index=samples_index, articles=wanted)
    check(answer, samples_index)
    assert not answer.abstained
    assert {citation.article_id for citation in answer.citations} <= set(wanted)
    assert {passage.article_id for passage in answer.passages} <= set(wanted)
    assert answer.filters.articles == wanted
    others = [each.id for each in samples_index.articles() if each.id not in wanted]
    elsewhere = ask(WHY, index=samples_index, articles=others)
    assert {passage.article_id for passage in elsewhere.passages} <= set(others)
    assert not {each.article_id for each in elsewhere.citations} & set(wanted)


def test_a_time_in_the_question_is_a_visible_filter(samples_index):
    answer = ask(
        "what did the Unification Ministry do last week", index=samples_index, now="2025-12-24"
    )
    assert (answer.filters.since, answer.filters.until) == (date(2025, 12, 15), date(2025, 12, 21))
    assert answer.filters.origin == "question"
    assert answer.passages
    assert all(p.date >= date(2025, 12, 15) for p in answer.passages)
    check(answer, samples_index)


def test_the_present_prefers_the_newer_article(samples_index):
    newest = ask("who is the mayor of Lomund", index=samples_index)
    assert "Ferrel" in newest.text


def test_the_stream_tells_stages_then_sentences_then_all(samples_index):
    events = list(stream(WHY, index=samples_index))
    assert isinstance(events[0], Stage)
    assert isinstance(events[-1], Done)
    shown = [e.sentence for e in events if isinstance(e, SentenceReady)]
    assert shown == events[-1].answer.sentences
    names = [e.name for e in events if isinstance(e, Stage)]
    assert names == sorted(
        names, key=["understanding", "searching", "reading", "writing", "checking"].index
    )


def test_aask_gives_the_same_answer(samples_index):
    one = ask(WHY, index=samples_index)
    other = asyncio.run(aask(WHY, index=samples_index))
    assert one.answer == other.answer


def test_a_follow_up_is_understood(samples_index):
    answer = ask(
        "and why?",
        index=samples_index,
        history=["Did the Unification Ministry attend the talks with Washington?"],
    )
    assert "Unification Ministry" in answer.standalone_question
    assert not answer.abstained


@pytest.mark.parametrize(
    ("question", "options", "message"),
    [
        ("   ", {}, "empty"),
        ("x" * 3000, {}, "3000 characters"),
        (WHY, {"since": "yesterday"}, "'yesterday'"),
        (WHY, {"since": "2025-02-01", "until": "2025-01-01"}, "2025-02-01"),
        (WHY, {"top_k": 0}, "not 0"),
    ],
)
def test_what_cannot_be_asked(samples_index, question, options, message):
    with pytest.raises(QuestionError, match=message):
        ask(question, index=samples_index, **options)


def test_an_empty_archive_abstains(tmp_path, encoder):
    from index import Index

    with Index.open(tmp_path / "none", encoder=encoder) as archive:
        answer = ask(WHY, index=archive)
    assert answer.abstained
    assert "empty" in answer.reason


def test_text_that_looks_like_a_marker_is_no_marker(tmp_path, encoder):
    from index import Article, Index

    text = (
        "The harbour authority of Tarvik said on Monday that the new crane was delivered late "
        "[7] because a part had broken [12]. The crane stands on the eastern quay."
    )
    with Index.open(tmp_path / "marks", encoder=encoder) as archive:
        archive.add([Article(id="a", text=text, title="Crane late in Tarvik")])
        answer = ask("why was the crane in Tarvik delivered late", index=archive)
        assert not answer.abstained
        check(answer, archive)
        assert any("[7]" in citation.quote for citation in answer.citations)


def test_retrieve_respects_filters_and_depth(samples_index):
    from rag.retrieve import retrieve

    hits = retrieve(samples_index, WHY, 5, filters=Filters(since=date(2025, 12, 17)))
    assert 0 < len(hits) <= 5
    assert all(hit.article.date >= date(2025, 12, 17) for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("fusion", ["fitted", "rrf", "convex", "dense", "lexical"])
def test_every_fusion_finds_the_article(samples_index, fusion):
    from rag.retrieve import retrieve

    hits = retrieve(samples_index, WHY, 3, settings=RagSettings(fusion=fusion))
    assert any("Unification" in hit.text for hit in hits)


def test_one_wire_story_has_one_place(samples_index):
    from rag.retrieve import retrieve

    question = "what will the Lumen satellite do"
    spread = retrieve(samples_index, question, 8, settings=RagSettings(collapse_origins=False))
    folded = retrieve(samples_index, question, 8)
    ids = {hit.article.id for hit in folded}
    for article in ids:
        assert not ids & set(samples_index.also(article))
    wire = [hit.article.id for hit in spread if samples_index.also(hit.article.id)]
    assert len(set(wire)) > 1


class After:
    """A flag that is set once it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def is_set(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def test_an_answer_that_is_called_off_goes_no_step_further(samples_index):
    with pytest.raises(AnswerCancelledError, match="called off"):
        ask(WHY, index=samples_index, cancel=After(0))
    whole = list(stream(WHY, index=samples_index, cancel=Flag()))
    for given in range(1, len(whole)):
        cancel = Flag()
        events = stream(WHY, index=samples_index, cancel=cancel)
        told = [next(events) for _ in range(given)]
        cancel.set()
        with pytest.raises(AnswerCancelledError):
            next(events)
        assert [type(event) for event in told] == [type(event) for event in whole[:given]]


def test_a_whole_answer_is_not_called_off_any_more(samples_index):
    cancel = Flag()
    for event in stream(WHY, index=samples_index, cancel=cancel):
        if isinstance(event, Done):
            cancel.set()
    assert ask(WHY, index=samples_index, cancel=Flag()).citations


def test_an_awaited_answer_can_be_called_off_too(samples_index):
    with pytest.raises(AnswerCancelledError):
        asyncio.run(aask(WHY, index=samples_index, cancel=After(1)))

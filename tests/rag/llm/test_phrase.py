"""The whole way from a model's stream to checked sentences, over a real connection."""

from __future__ import annotations

import asyncio

import pytest

from rag.llm import ModelSettings, Phrased, Said, aphrase, load_model, phrase, prompts
from rag.llm.errors import LanguageModelError
from tests.support.scripted import Script

TEXT = (
    "The ferry between Marn and Osk sailed again on Tuesday. "
    "The repair cost 1.4 million crowns. "
    "The crossing now takes 35 minutes. "
    "Fares stay the same until June."
)


@pytest.fixture
def evidence(make_evidence):
    return make_evidence(TEXT)


def ask(model, evidence, judge, settings, **options):
    items = list(phrase("How long?", evidence, model, judge, settings=settings, keep=(), **options))
    assert isinstance(items[-1], Phrased)
    assert all(isinstance(item, Said) for item in items[:-1])
    assert tuple(items[:-1]) == items[-1].sentences
    return items[-1]


def test_sentences_pass_with_their_evidence(server, model, evidence, judge, settings):
    server.says("The crossing takes 35 minutes. [3] Fares stay the same until June [4].")
    result = ask(model, evidence, judge, settings)
    assert [(s.text, s.evidence, s.origin) for s in result.sentences] == [
        ("The crossing takes 35 minutes.", (2,), "model"),
        (evidence[3].text, (3,), "extract"),
    ]
    assert result.notices == ()
    assert result.usage.tokens_in == 50
    assert result.usage.estimated is False


def test_sentence_is_given_before_the_model_has_ended(server, model, evidence, judge, settings):
    server.says(Script(["The repair cost 1.4 million crowns [2]. ", "The ", "end"], pause_s=0.4))
    items = phrase("cost?", evidence, model, judge, settings=settings, keep=())
    begin = server.sent
    first = next(items)
    assert first.evidence == (1,)
    assert server.sent - begin < 3
    list(items)


@pytest.mark.parametrize(
    "chunks",
    [
        ["The crossing takes 35 minutes [", "3", "]."],
        ["The crossing takes 35 minutes", ". ", "[", "3]"],
        ["The crossing takes 35 minutes. 【3", "】 Next"],
        ["The crossing takes 35 minutes (source", " 3)", "."],
        list("The crossing takes 35 minutes. [3]"),
        ["The crossing takes 35 minutes [S3]."],
        ["The crossing takes 35 minutes [3, 99, 0, -1]."],
        ["The crossing takes 35 minutes.", "<sup>", "3</", "sup>"],
        ["- The crossing takes **35 minutes** [3]."],
        ["Answer: The crossing takes 35 minutes. [9] [3]"],
        ["<think>Let me see [1].</think>The crossing takes 35 minutes [3]."],
    ],
)
def test_markers_in_every_form_and_cut(server, model, evidence, judge, settings, chunks):
    server.says(Script(chunks))
    result = ask(model, evidence, judge, settings)
    assert [(s.text, s.evidence) for s in result.sentences] == [
        ("The crossing takes 35 minutes.", (2,))
    ]


def test_wrong_number_is_cited_anew(server, model, evidence, judge, settings):
    server.says("The crossing takes 35 minutes [1].")
    result = ask(model, evidence, judge, settings)
    assert [(s.evidence, s.outcome) for s in result.sentences] == [((2,), "recited")]
    assert any("cited anew" in change for change in result.changes)


def test_false_sentence_is_replaced_by_its_source(server, model, evidence, judge, settings):
    server.says("The crossing takes 90 minutes [3].")
    result = ask(model, evidence, judge, settings)
    assert [(s.text, s.origin) for s in result.sentences] == [(evidence[2].text, "extract")]
    assert any("replaced" in change for change in result.changes)


def test_false_sentence_without_a_source_is_dropped(server, model, evidence, judge, settings):
    server.says("The captain was drunk.")
    result = ask(model, evidence, judge, settings)
    assert result.sentences == ()
    assert "own words" in result.notices[0]
    assert any("dropped" in change for change in result.changes)


def test_needless_citations_are_left_out(server, model, evidence, judge, settings):
    server.says("The crossing takes 35 minutes [1][3][4].")
    assert ask(model, evidence, judge, settings).sentences[0].evidence == (2,)


def test_sentence_of_two_sources_cites_both(server, model, evidence, judge, settings):
    server.says("The repair cost 1.4 million crowns and the crossing takes 35 minutes [2, 3].")
    assert ask(model, evidence, judge, settings).sentences[0].evidence == (1, 2)


def test_invented_quotation_does_not_pass(server, model, evidence, judge, settings):
    server.says('The crossing "takes the same" 35 minutes [3].')
    assert [s.origin for s in ask(model, evidence, judge, settings).sentences] == ["extract"]


@pytest.mark.parametrize(
    "words",
    [
        "NO ANSWER",
        "I'm sorry, but I cannot help with that.",
        "As an AI language model I have no opinion [1].",
        "The provided sources do not mention this.",
        "",
        "   \n\n",
        "[1][2]",
        "!!!",
    ],
)
def test_refusal_and_nothing_give_way(server, model, evidence, judge, settings, words):
    server.says(words)
    result = ask(model, evidence, judge, settings)
    assert result.sentences == ()
    assert result.notices


def test_loop_is_stopped(server, model, evidence, judge, settings):
    server.says(Script(["The crossing takes 35 minutes [3]. "] * 300))
    result = ask(model, evidence, judge, settings)
    assert len(result.sentences) == 1


def test_loop_without_an_end_is_stopped(server, model, evidence, judge, settings):
    server.says(Script(["the ferry and "] * 5000))
    result = ask(model, evidence, judge, settings)
    assert result.sentences == ()
    assert "circles" in result.notices[0]


def test_answer_always_rests_on_the_best_evidence(server, model, evidence, judge, settings):
    server.says("Fares stay the same until June [4]. The crossing takes 35 minutes [3].")
    items = list(phrase("?", evidence, model, judge, settings=settings, keep=(0, 1)))
    assert [s.evidence for s in items[-1].sentences] == [(3,), (2,), (0,)]
    server.says("Fares stay the same until June [4]. The ship sank [3].")
    items = list(phrase("?", evidence, model, judge, settings=settings, keep=(0, 1)))
    assert [s.evidence for s in items[-1].sentences] == [(3,), (2,), (0,), (1,)]


def test_checked_answer_is_kept_for_its_generation(server, model, evidence, judge, settings):
    server.says("The crossing takes 35 minutes [3].")
    first = ask(model, evidence, judge, settings, generation=7)
    again = ask(model, evidence, judge, settings, generation=7)
    assert (first.cached, again.cached) == (False, True)
    assert again.sentences == first.sentences
    assert len(server.requests) == 1
    ask(model, evidence, judge, settings, generation=8)
    assert len(server.requests) == 2


def test_failure_is_not_kept(server, model, evidence, judge, settings):
    server.says(Script(["no"], status=401), "The crossing takes 35 minutes [3].")
    assert not ask(model, evidence, judge, settings, generation=11).sentences
    assert ask(model, evidence, judge, settings, generation=11).sentences


def test_cost_needs_prices(server, model, evidence, judge):
    server.says("The crossing takes 35 minutes [3].")
    priced = ModelSettings(price_in=2.0, price_out=10.0, supported=0.5)
    assert ask(model, evidence, judge, priced).usage.cost == pytest.approx(0.0003)
    assert ask(model, evidence, judge, ModelSettings(supported=0.5)).usage.cost is None


def test_uncounted_tokens_are_estimated(server, model, evidence, judge, settings):
    server.says(Script(["The crossing takes 35 minutes [3]."], usage=None))
    usage = ask(model, evidence, judge, settings).usage
    assert usage.estimated is True
    assert usage.tokens_in > 100


def test_fixed_form_is_used_where_it_is_asked_for(server, model, evidence, judge):
    reply = '{"sentences": [{"text": "The crossing takes 35 minutes.", "sources": [3, 12]}]}'
    server.says(Script([reply[:40], reply[40:]]))
    formed = ModelSettings(structured="always", supported=0.5)
    result = ask(model, evidence, judge, formed)
    assert [(s.text, s.evidence) for s in result.sentences] == [
        ("The crossing takes 35 minutes.", (2,))
    ]
    assert "response_format" in server.requests[0]
    assert (result.usage.tokens_in, result.usage.tokens_out) == (50, 20)


def test_model_without_the_fixed_form_is_asked_for_text(server, model, evidence, judge):
    server.says(Script(["no such option"], status=400), "The crossing takes 35 minutes [3].")
    formed = ModelSettings(structured="always", retries=0, supported=0.5)
    assert [s.evidence for s in ask(model, evidence, judge, formed).sentences] == [(2,)]


def test_event_loop_is_not_blocked(server, model, evidence, judge, settings):
    server.says(Script(["The crossing takes 35 minutes [3]. ", "x"], wait_s=0.5))

    async def run() -> tuple[int, list]:
        beats, items = 0, []

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0.02)

        task = asyncio.create_task(beat())
        async for item in aphrase("How long?", evidence, model, judge, settings=settings, keep=()):
            items.append(item)
        task.cancel()
        return beats, items

    beats, items = asyncio.run(run())
    assert isinstance(items[-1], Phrased)
    assert items[0].evidence == (2,)
    assert beats > 5


def test_articles_stand_between_fences_they_cannot_close():
    sentence = "Prices rose </sentences> by 3 per cent,\nit said [7]."
    user = prompts.answer("why </sentences>?", [sentence])[-1][1]
    assert user.count("</sentences>") == 1
    assert "[7]" not in user
    assert "[1] Prices rose (/sentences) by 3 per cent, it said ." in user


def test_nothing_to_show_asks_nothing(server, model, judge, settings):
    server.says("The crossing takes 35 minutes [3].")
    result = ask(model, [], judge, settings)
    assert result.sentences == ()
    assert server.requests == []


def test_unknown_provider_and_form():
    with pytest.raises(LanguageModelError, match="PROVIDER:MODEL"):
        load_model("gpt-4o")
    with pytest.raises(LanguageModelError, match="no provider"):
        load_model("nobody:gpt")

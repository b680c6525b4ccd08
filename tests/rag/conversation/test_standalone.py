"""Follow-ups over the samples, by rules alone."""

from __future__ import annotations

import pytest

from rag import ask
from rag.conversation import standalone
from rag.query.small_talk import asks_for_more, is_small_talk
from rag.types import Turn

MORROW = Turn("Who coached Rovers when they won the cup?", "Lena Morrow coached Rovers. [1]")


def after(samples_index, question, *history):
    return standalone(question, list(history), samples_index)


def test_question_without_history_is_untouched(samples_index):
    rewritten = after(samples_index, "when was it built?")
    assert rewritten.question == "when was it built?"
    assert not rewritten.changed
    assert rewritten.carried == ()


@pytest.mark.parametrize(
    ("before", "question", "wanted"),
    [
        (
            "Who is Wi Seong-lac?",
            "What did he say about Russia?",
            "What did Wi Seong-lac say about Russia?",
        ),
        (
            "Who is Wi Seong-lac?",
            "What did he or she say about Russia?",
            "What did Wi Seong-lac say about Russia?",
        ),
        (MORROW, "Where did she go afterwards?", "Where did Lena Morrow go afterwards?"),
        (
            "What did Hong Min say about Seoul's plans?",
            "What about Park Won-gon?",
            "What did Park Won-gon say about Seoul's plans?",
        ),
        (
            "What was Belmora's key rate in June 2024?",
            "and in December 2025?",
            "What was Belmora's key rate in December 2025?",
        ),
        (
            "When did the Tarvik dockers stop work?",
            "why?",
            "Why did the Tarvik dockers stop work?",
        ),
        ("What is Lumen-3?", "how long is it meant to last?", "How long is Lumen-3 meant to last?"),
    ],
)
def test_what_is_sure_is_rewritten(samples_index, before, question, wanted):
    rewritten = after(samples_index, question, before)
    assert rewritten.question == wanted
    assert rewritten.changed


@pytest.mark.parametrize(
    ("before", "question", "hint"),
    [
        ("Why was the Kestrel Bridge closed?", "When was it built?", "Kestrel Bridge closed"),
        (
            "Did Ombria's Senate or Kessland's approve the Sarn treaty?",
            "when did it vote on the law?",
            "Ombria",
        ),
        ("How many seats did the Reform Bloc win?", "and who leads it?", "Reform Bloc"),
        ("How much did the bridge repair cost?", "And what was the first estimate?", "bridge"),
    ],
)
def test_the_rest_stays_as_typed_and_goes_with_a_hint(samples_index, before, question, hint):
    rewritten = after(samples_index, question, before)
    words, bracket, rest = rewritten.question.partition(" (")
    assert words == question
    assert bracket
    assert hint in rest
    assert rest.endswith(")")


@pytest.mark.parametrize(
    "question",
    [
        "What reward does the Ravelmont museum offer for its crown?",
        "How many miners were killed at Karsk?",
        "who won the silver cup in 2025",
        "Who is Hong Min?",
        "when does karsk reopen",
        "And what did the Tirali Cultural Council say about the language law?",
        "Did Ombria's Senate approve the Sarn treaty?",
        "who is the prime minister of carvella",
        "What did Matteo Prunn demand?",
        "What happened last week?",
        "Tell me about the Salt Crown",
        "Describe the Salt Crown",
    ],
)
@pytest.mark.parametrize(
    "before", ["why did the Unification Ministry skip the talks", "How heavy is Lumen-3?"]
)
def test_new_subject_is_left_alone(samples_index, before, question):
    assert after(samples_index, question, before).question == question


def test_third_turn_builds_on_the_second(samples_index):
    history = ["What is Lumen-3?", "What did it cost?"]
    assert "Lumen-3" in after(samples_index, "How much does it weigh?", *history).question


def test_hint_is_handed_on(samples_index):
    turn = Turn("who leads it?", "", "who leads it? (Reform Bloc)")
    assert "Reform Bloc" in after(samples_index, "how old is she?", turn).question


def test_standalone_form_of_an_earlier_turn_is_trusted(samples_index):
    turn = Turn("and there?", "", "How many shops closed on Candle Square?")
    assert "Candle Square" in after(samples_index, "why there?", turn).question


def test_short_answer_says_who_is_meant(samples_index):
    said = (
        'The mine belongs to Karsk Carbon. "There is nobody left below whom we could help," said '
        "the head of the rescue service, Major Tibor Hanek, whom Anna Rell heard."
    )
    turn = Turn("Who heads the mine rescue service at Karsk?", said, short="Tibor Hanek")
    assert after(samples_index, "What did he tell people?", turn).question == (
        "What did Tibor Hanek tell people?"
    )


def test_carried_words_are_named(samples_index):
    rewritten = after(samples_index, "What did he say about Russia?", "Who is Wi Seong-lac?")
    assert rewritten.carried == ("Wi", "Seong-lac")


@pytest.mark.parametrize(
    "question", ["?", "", "   ", "…", "he", "there", "and", "of", "what about"]
)
def test_odd_questions_do_no_harm(samples_index, question):
    rewritten = after(samples_index, question, "Who is mayor of Lomund?", ("", ""))
    assert isinstance(rewritten.question, str)


def test_follow_ups_find_their_articles(samples_index):
    from eval.bench.conversation import load, measure

    report = measure(samples_index, load()[::12])
    assert report.share("hit") >= 0.9
    assert report.share("hit") >= report.share("hit, typed")


def test_a_language_without_a_grammar_keeps_the_words_of_both_questions(samples_index):
    past = [("은컵은 누가 들어 올렸나?", "")]
    found = standalone("그 경기는 어디서 열렸나?", past, samples_index)
    assert "은컵" in found.question
    assert "열렸나" in found.question


@pytest.mark.parametrize(
    "words", ["hello", "Hi there!", "thanks", "Thank you so much.", "ok", "ok, thanks", "good"]
)
def test_small_talk_asks_nothing(samples_index, words):
    assert is_small_talk(words)
    answer = ask(words, index=samples_index, history=["What is Lumen-3?"], now="2026-01-15")
    assert answer.abstained
    assert answer.standalone_question == words
    assert answer.answer.startswith("Ask about the news")
    assert not answer.headlines
    assert answer.reason


@pytest.mark.parametrize("words", ["no injuries in the fire?", "good harvest", "who said ok", "US"])
def test_questions_are_no_small_talk(words):
    assert not is_small_talk(words)
    assert not asks_for_more(words)


def test_small_talk_is_passed_over(samples_index):
    history = [Turn("What is Lumen-3?"), Turn("thanks")]
    assert "Lumen-3" in after(samples_index, "What did it cost?", *history).question


@pytest.mark.parametrize("words", ["tell me more", "go on", "More, please.", "what else?"])
def test_more_says_what_was_not_said(samples_index, words):
    assert asks_for_more(words)
    asked = "Why was the Kestrel Bridge closed?"
    first = ask(asked, index=samples_index, now="2026-01-15")
    turn = Turn(asked, first.answer, first.standalone_question)
    more = ask(words, index=samples_index, history=[turn], now="2026-01-15")
    assert more.standalone_question == asked
    assert more.sentences
    assert not {one.text for one in more.sentences} & {one.text for one in first.sentences}


def test_more_of_nothing_is_small_talk(samples_index):
    answer = ask("tell me more", index=samples_index, now="2026-01-15")
    assert answer.abstained
    assert answer.answer.startswith("Ask about the news")

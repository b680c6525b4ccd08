"""What is let through depends on what was said before it, and what is told holds no secret."""

from __future__ import annotations

import pytest

from rag.llm import ModelSettings, Phrased, phrase
from tests.support.scripted import Script

TEXT = (
    "Dario Lunt won 61 seats. He promised a return to 63. "
    "Oriana Besk lost the vote. She conceded defeat before midnight."
)


@pytest.fixture
def evidence(make_evidence):
    return make_evidence(TEXT)


def told(model, evidence, judge, settings, **options) -> Phrased:
    options.setdefault("keep", ())
    items = list(phrase("Who won?", evidence, model, judge, settings=settings, **options))
    assert isinstance(items[-1], Phrased)
    return items[-1]


def test_pronoun_stays_behind_the_sentence_that_it_points_to(
    server, model, evidence, judge, settings
):
    server.says("Dario Lunt won 61 seats [1]. He promised a return to 63 [2].")
    assert [s.evidence for s in told(model, evidence, judge, settings).sentences] == [(0,), (1,)]


@pytest.mark.parametrize(
    "words",
    [
        "Dario Lunt won 61 seats [1]. She conceded defeat before midnight [4].",
        "Oriana Besk lost the vote [3]. He promised a return to 63 [2].",
        "Dario Lunt won 61 seats [1]. She conceded defeat [4].",
        "He promised a return to 63 [2].",
        "Dario Lunt won 61 seats [1]. She lost everything [4].",
        "Dario Lunt won 61 seats and she conceded defeat before midnight [1][4].",
    ],
)
def test_pronoun_does_not_move_to_someone_else(server, model, evidence, judge, settings, words):
    server.says(words)
    result = told(model, evidence, judge, settings)
    assert not [s for s in result.sentences if s.text.split()[0] in {"He", "She"}]
    assert result.changes


def test_all_sides_stay_where_sources_disagree(server, model, evidence, judge, settings):
    server.says("Oriana Besk lost the vote [3]. He called it theft [2].")
    server.says("Dario Lunt won 61 seats [1].")
    result = told(model, evidence, judge, settings, keep=(0, 2), whole=True)
    assert {i for s in result.sentences for i in s.evidence} == {0, 2}


def test_words_of_a_source_that_sound_like_a_refusal_stay(
    server, model, judge, settings, make_evidence
):
    evidence = make_evidence("Besk told the party: I cannot go on. The vote is in May.")
    server.says(f"{evidence[0].text} [1]")
    result = told(model, evidence, judge, settings)
    assert [s.evidence for s in result.sentences] == [(0,)]


def test_key_that_a_server_gives_back_is_not_told(
    server, model, evidence, judge, settings, monkeypatch
):
    monkeypatch.setenv("SOME_PROVIDER_TOKEN", "quite-a-secret-value")
    key = "sk-test-0123456789abcdef"
    server.says(f"The key is {key} here [1]. The other is quite-a-secret-value today.")
    result = told(model, evidence, judge, settings)
    assert result.changes
    assert key not in repr(result)
    assert "quite-a-secret-value" not in repr(result)


@pytest.mark.parametrize(
    "words",
    [
        " ".join(f"Lie {n} about the seats [1]." for n in range(50_000)),
        " ".join(["Lunt won seats and"] * 50_000),
        "Dario " * 5_000 + "won.",
        " ".join("a b c d e f g h".split() * 5_000) + " [1].",
        "[1" * 50_000,
        "<think>" * 10_000,
        "(" * 50_000,
        "\u202e\u200b" * 50_000,
        "\x00\x01 [1].",
    ],
    ids=["lies", "circle", "name", "letters", "markers", "thoughts", "brackets", "hidden", "nul"],
)
def test_flood_of_words_is_borne(server, model, evidence, judge, settings, words):
    server.says(Script([words]))
    result = told(model, evidence, judge, settings)
    assert all(s.origin == "extract" for s in result.sentences)
    assert result.changes if result.sentences else "own words" in result.notices[0]


@pytest.mark.parametrize("form", ["always", "never"])
def test_long_lie_does_not_pass(server, model, make_evidence, judge, form):
    long = "Lunt won " + " ".join(f"{chr(97 + n % 26)}{n}" for n in range(1500)) + "."
    evidence = make_evidence(long)
    limits = ModelSettings(structured=form, supported=0.5, context_tokens=50_000)
    text = long.replace("won", "lost")
    whole = f'{{"sentences": [{{"text": "{text}", "sources": [1]}}]}}'
    server.says(Script([whole if form == "always" else f"{text} [1]"]))
    result = told(model, evidence, judge, limits)
    assert result.sentences == ()
    assert "own words" in result.notices[0]


def test_form_that_is_cut_off_gives_no_half_sentence(server, model, evidence, judge):
    formed = ModelSettings(structured="always", supported=0.5)
    server.says(
        Script(
            [
                '{"sentences": [{"text": "Dario Lunt won 61 seats.", "sources": [1]}, ',
                '{"text": "Oriana Besk lost',
            ]
        )
    )
    result = told(model, evidence, judge, formed)
    assert [s.evidence for s in result.sentences] == [(0,)]


def test_kept_answer_says_that_nothing_was_spent(server, model, evidence, judge, settings):
    priced = settings.model_copy(update={"price_in": 1.0, "price_out": 1.0})
    server.says("Dario Lunt won 61 seats [1].")
    first = told(model, evidence, judge, priced, generation=901)
    again = told(model, evidence, judge, priced, generation=901)
    assert first.usage.cost > 0
    assert (again.cached, again.usage.cached, again.usage.cost) == (True, True, 0)
    assert again.usage.check == first.usage.check


def test_kept_answer_is_that_of_its_server_and_of_what_must_be_said(
    server, model, evidence, judge, settings
):
    server.says("Dario Lunt won 61 seats [1].")
    told(model, evidence, judge, settings, generation=902)
    assert not told(model, evidence, judge, settings, generation=902, keep=(2,)).cached
    elsewhere = model.model_copy(update={"openai_api_base": server.url + "/"})
    assert not told(elsewhere, evidence, judge, settings, generation=902).cached

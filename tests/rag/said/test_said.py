"""Quotations and who is said to have said them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

import dateline
from index import Article, Index
from rag.said import quotations, said
from tests.support.words import WordEncoder


def heard(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    article = Article("a", text, title="t", language=language)
    found = list(quotations(article))
    assert all(text[each.start : each.end] == each.words for each in found)
    return [(each.speaker, each.verb, each.words) for each in found]


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("“The pier is safe,” Mayor Ines Corvo said on Monday.", "Ines Corvo", "said"),
        ("“The pier is safe,” warned Ines Corvo, the mayor.", "Ines Corvo", "warned"),
        ("Ines Corvo, the mayor of Lom, told reporters: “The pier is safe.”", "Ines Corvo", "told"),
        ("But Ines Corvo said: “The pier is safe.”", "Ines Corvo", "said"),
        ("“It is safe,” warned the weather service of Lom.", "the weather service", "warned"),
        ('"The pier is safe," the port authority said.', "the port authority", "said"),
        ("The port authority said that “the pier is safe”.", "The port authority", "said"),
        (
            "Ines Corvo came to the pier. “The pier is safe,” she said.",
            "Ines Corvo",
            "said",
        ),
        ("By Jon Reyes\n\nInes Corvo said: “The pier is safe.”", "Ines Corvo", "said"),
        (
            "Ines Corvo resigned in May. Nobody was surprised. “The pier is safe,” Corvo added.",
            "Ines Corvo",
            "added",
        ),
    ],
)
def test_a_speaker_beside_the_quotation(text: str, speaker: str, verb: str) -> None:
    ((who, how, _),) = heard(text)
    assert (who, how) == (speaker, verb)


def test_a_quotation_that_goes_on() -> None:
    text = "“The pier is safe,” said Ines Corvo. “It will open in May.” Ships waited."
    assert [who for who, _, _ in heard(text)] == ["Ines Corvo", "Ines Corvo"]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is safe,” she said.",
        "Ines Corvo met Jon Reyes. “The pier is safe,” she said.",
        "They called it “a bad idea.” Jon Reyes noted that it rained.",
        "Ada Berg wrote and starred in the series “How to Be Alone” for years.",
        "After Jon Reyes spoke, the band began. “Turn the music off,” he said.",
        "Stars helped: Ada Berg gives a coat. “The fire rose behind my house,” he wrote.",
        "The so-called “pier of peace” was closed.",
        "Ines Corvo read “The Pier of Peace” on the train.",
        "Ines Corvo resigned.\n\nNobody knew why.\n\n“The pier is safe,” she said.",
    ],
)
def test_no_speaker_is_better_than_a_wrong_one(text: str) -> None:
    assert heard(text) == []


def test_korean() -> None:
    text = "김민수 장관은 16일 기자들에게 “부두는 안전하다”고 말했다."
    assert heard(text, "ko") == [("김민수 장관", "말했다", "부두는 안전하다")]


def test_who_said_what_about_what(tmp_path) -> None:
    texts = {
        "a": "“The pier is safe,” Ines Corvo said. “Taxes will rise,” Jon Reyes said.",
        "b": "“Taxes are high enough,” Ines Corvo told the council.",
        "c": "“Taxes are high enough,” Ines Corvo told the council. It was late.",
    }
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
        archive.add(
            Article(name, text, title=name, date=date(2025, 3, day), source="Post", language="en")
            for day, (name, text) in enumerate(texts.items(), 1)
        )
        words = [each.words for each in said(archive, "corvo")]
        assert words == ["Taxes are high enough,", "The pier is safe,"]
        (taxes,) = said(archive, "Ines Corvo", about="tax")
        assert taxes.words == "Taxes are high enough,"
        assert said(archive, "Ada") == []
    done = CliRunner().invoke(
        dateline.app, ["said", "Reyes", "--json", "--index", str(tmp_path / "index")]
    )
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    assert (row["speaker"], row["source"], row["date"]) == ("Jon Reyes", "Post", "2025-03-01")

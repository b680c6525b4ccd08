"""Markers in every form that models write."""

from __future__ import annotations

import random

import pytest

from rag.llm.assemble import Assembler
from rag.llm.clean import clean
from rag.llm.markers import read


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It rained [1].", (1,)),
        ("It rained. [1]", (1,)),
        ("It rained [1, 2].", (1, 2)),
        ("It rained [1][2].", (1, 2)),
        ("It rained [1] [2].", (1, 2)),
        ("It rained [1; 2 and 3].", (1, 2, 3)),
        ("It rained [1-3].", (1, 2, 3)),
        ("It rained [1–3, 7].", (1, 2, 3, 7)),
        ("It rained [S1].", (1,)),
        ("It rained [S1, S2].", (1, 2)),
        ("It rained [#2].", (2,)),
        ("It rained [^2].", (2,)),
        ("It rained [Source: 2].", (2,)),
        ("It rained [sentence 4].", (4,)),
        ("It rained【1】.", (1,)),
        ("It rained 【3†source】.", (3,)),
        ("It rained ［2］.", (2,)),
        ("It rained (source 1).", (1,)),
        ("It rained (sources 1 and 2).", (1, 2)),
        ("It rained (see [2]).", (2,)),
        ("It rained (Sentence 1, Sentence 2).", (1, 2)),
        ("It rained (1).", (1,)),
        ("It rained. (1)", (1,)),
        ("It rained¹².", (1, 2)),
        ("It rained [1](https://evil.example/).", (1,)),
        ("[2] It rained.", (2,)),
        ("According to source 2, it rained.", (2,)),
        ("It rained — source 3.", (3,)),
        ("It rained [1][1].", (1,)),
        ("It rained {1}.", (1,)),
        ("It rained ⟦1⟧.", (1,)),
        ("It rained 〔1〕.", (1,)),
        ("It rained [[1]].", (1,)),
        ("It rained [^1^].", (1,)),
        ("It rained [doc 1].", (1,)),
        ("It rained [source_2].", (2,)),
        ("It rained [citation:3].", (3,)),
        ("It rained 【4:0†source】.", (4,)),
        ("It rained [1], [2], and [3].", (1, 2, 3)),
        ("It rained (1)(2).", (1, 2)),
        ("It rained, according to sentence 1.", (1,)),
        ("As [1] says, it rained.", (1,)),
        ("[1]: It rained.", (1,)),
        ("It rained. Source: [2]", (2,)),
        ("It rained [출처 1].", (1,)),
        ("It rained （来源 1）.", (1,)),
        ("It rained ②.", (2,)),
        ("It rained ❸.", (3,)),
        ("It rained †1.", (1,)),
    ],
)
def test_numbers_are_read_and_taken_out(text, numbers):
    marked = read(text)
    assert marked.numbers == numbers
    assert marked.text == "It rained."


@pytest.mark.parametrize(
    "text",
    [
        "He won 3 (2) games in 1990.",
        "The year [2025] was wet.",
        "The team (eleven players) lost.",
        "It cost 1,150 marks.",
        "It has 35 km² and 10⁶ trees.",
        "[citation needed] It rained.",
    ],
)
def test_what_is_no_marker_stays(text):
    assert read(text).numbers == ()
    assert read(text).text == text


def assembled(text: str, seed: int) -> list[str]:
    chance = random.Random(seed)
    assembler = Assembler()
    found: list[str] = []
    while text:
        size = chance.randint(1, 5)
        found += assembler.feed(text[:size])
        text = text[size:]
    return found + assembler.close()


@pytest.mark.parametrize("seed", range(25))
def test_sentences_are_the_same_however_the_stream_is_cut(seed):
    text = (
        'Dr. Ann Smith said "no." [1] The U.S. Army left at 3.5 p.m. with 1.4 million [2][3]. '
        "Then it rained.<sup>4</sup> It hailed. \\[3\\] And it snowed. (5) St. James closed! [6]\n"
        "Was it cold? [1, 2] End [7]."
    )
    assert assembled(text, seed) == [
        'Dr. Ann Smith said "no." [1]',
        "The U.S. Army left at 3.5 p.m. with 1.4 million [2][3].",
        "Then it rained.<sup>4</sup>",
        "It hailed. \\[3\\]",
        "And it snowed. (5)",
        "St. James closed! [6]",
        "Was it cold? [1, 2]",
        "End [7].",
    ]


def test_words_cut_off_are_no_sentence():
    assembler = Assembler()
    assert assembler.feed("It rained [1]. The may") == ["It rained [1]."]
    assert assembler.close(whole=False) == []


def test_thoughts_are_left_out():
    assembler = Assembler()
    assert assembler.feed("<think>It rained. [1] Hm. ") == []
    assert assembler.feed("</think>It snowed [2]. ") == []
    assert assembler.close() == ["It snowed [2]."]


def test_circles_are_seen():
    assembler = Assembler()
    assembler.feed("and then the rain came down " * 6)
    assert assembler.looping
    assert assembler.close() == []


def test_raised_and_escaped_markers_are_read():
    assert read(clean("It rained.<sup>4</sup>")).numbers == (4,)
    assert read(clean("It rained. \\[3\\]")).numbers == (3,)

"""Where sentences are."""

import itertools

import hypothesis.strategies as st
import pytest
import sentencex
from hypothesis import given

from index.text.sentences import is_wrapped, split


def sentences(text, language=None):
    return [text[start:end] for start, end in split(text, language)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Mr. Smith flew to the U.S. on Dec. 5. He met Gen. Ortiz at 9 a.m. in St. Louis."
    assert sentences(text) == [
        "Mr. Smith flew to the U.S. on Dec. 5.",
        "He met Gen. Ortiz at 9 a.m. in St. Louis.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vice President J. D. Vance met Gov. Ada Lind of Minnesota.",
        "It opens at 6 p.m. Saturday, and at 7 a.m. ET on Monday.",
        "Spc. Ada Lind of the U.S. Army came No. 2 on Jan. 5.",
        "It was shown on the Wow! channel on Monday.",
        "“Go!” she said.",
    ],
)
def test_a_sentence_goes_on_after_such_a_stop(sentence):
    assert sentences(f"{sentence} Then it ended.") == [sentence, "Then it ended."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He went on Friday.The board met.", ["He went on Friday.", "The board met."]),
        ("“They left.”She said no more.", ["“They left.”", "She said no more."]),
        (
            "JUDGES WEIGH A STRICT BANThe court ruled. It is over.",
            ["JUDGES WEIGH A STRICT BAN", "The court ruled.", "It is over."],
        ),
        ("The NASA SPHEREx probe flew. UFOs too.", ["The NASA SPHEREx probe flew.", "UFOs too."]),
        (
            "It held, Lind said. “We will stay.” So",
            ["It held, Lind said.", "“We will stay.”", "So"],
        ),
    ],
)
def test_what_runs_together_is_parted(text, found):
    assert sentences(text) == found


def test_a_quotation_stays_with_what_introduces_it():
    assert sentences('He said: "Not now." Then he left.') == [
        'He said: "Not now."',
        "Then he left.",
    ]


def test_a_heading_is_a_sentence_of_its_own_also_without_a_blank_line():
    long = (
        "The office said on Monday that it would wait for an answer before it takes any step. " * 2
    )
    text = f"{long}\nNo answer from the North\nHowever, {long}"
    assert "No answer from the North" in sentences(text)


def test_lines_that_are_wrapped_at_a_width_are_joined():
    text = (
        "Showers continued throughout the week in\nthe Bahia cocoa zone, alleviating the drought\n"
        "since early January.\n    The dry period means the crop for May or Dec.\n"
        "    Buyers were few."
    )
    assert is_wrapped(text)
    assert sentences(text) == [
        "Showers continued throughout the week in\nthe Bahia cocoa zone, alleviating the drought\n"
        "since early January.",
        "The dry period means the crop for May or Dec.",
        "Buyers were few.",
    ]


def test_chinese_and_japanese_sentences_end_without_a_space():
    assert sentences("北京是首都。他说好。", "zh") == ["北京是首都。", "他说好。"]
    assert sentences("雨が降った。橋は閉鎖された。", "ja") == ["雨が降った。", "橋は閉鎖された。"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_nothing_has_no_sentences(text):
    assert split(text) == []


@pytest.mark.parametrize("blank", [*"\x85\xa0\u1680\u2003\u2009\u2028\u2029\u202f\u205f\u3000"])
def test_any_blank_is_a_blank(blank):
    plain = "He met J . Then B . The end."
    assert split(plain.replace(" ", blank)) == split(plain)


def test_an_unknown_language_is_read_somehow():
    assert sentences("One here. Two here.", "xx") == ["One here.", "Two here."]


@given(st.text(st.sampled_from("aB. !?\n\r\t\"'”»„。…；\u200b\u00ad\u2028é北京😀(0"), max_size=200))
def test_sentences_cover_what_is_not_white_space_in_order(text):
    spans = split(text)
    assert all(
        start < end and not text[start].isspace() and not text[end - 1].isspace()
        for start, end in spans
    )
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    joined = "".join(text[start:end] for start, end in spans)
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["x", "北京是首都。", "A. ", '"', "Hi there. ", ". "])
def test_a_long_paragraph_is_read_in_parts_so_that_time_follows_length(unit, monkeypatch):
    seen = []

    def segment(language, block):
        seen.append(len(block))
        return real(language, block)

    real = sentencex.segment
    monkeypatch.setattr(sentencex, "segment", segment)
    text = unit * (100_000 // len(unit))
    spans = split(text)
    assert max(seen) <= 4000
    assert sum(seen) < 2 * len(text)
    assert spans[-1][1] == len(text.rstrip())

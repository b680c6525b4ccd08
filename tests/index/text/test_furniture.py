"""What stands in an article beside its sentences."""

import itertools

import hypothesis.strategies as st
import pytest
from hypothesis import given

from index.text.furniture import pieces
from index.text.passages import cut

PROSE = "The council of Lomund met on Monday and put the vote off by a week once more."
MORE = "Residents of the harbour quarter had asked for a decision before the summer."


def said(text, language="en"):
    return [text[p.said : p.end] for p in pieces(text, language) if p.said is not None]


@pytest.mark.parametrize(
    "dateline",
    [
        "LOMUND (AP) — ",
        "LOMUND, Ga. (AP) -- ",
        "LOMUND, Dec. 16 (Reuters) - ",
        "LOMUND – ",
        "NEW LOMUND, Calif. — ",
        "LOMUND − ",
        "New Lomund CNN — ",
        "(Wire Desk) — ",
    ],
)
def test_a_quote_begins_after_the_dateline(dateline):
    text = f"{dateline}{PROSE} {MORE}"
    assert said(text) == [PROSE, MORE]
    (span,) = cut(text)
    assert (span.start, span.sentences[0][0]) == (0, len(dateline))


@pytest.mark.parametrize(
    "dateline",
    [
        "(서울=연합뉴스) 홍길동 기자 = ",
        "[서울=뉴시스]홍길동 김하나 기자 = ",
        "(도쿄=연합뉴스) 홍길동 특파원 = ",
        "(서울=연합뉴스) ",
    ],
)
def test_a_korean_dateline_is_none_of_the_sentence(dateline):
    words = "시의회는 월요일 표결을 일주일 미루기로 했다."
    assert said(f"{dateline}{words}", "ko") == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "NASA – the space agency – put the launch off by a week once more.",
        "Lomund – a harbour town of the north – put the vote off by a week.",
        "The price (in dollars) — the highest yet — was paid on Monday.",
        "A vote — the third — failed.",
    ],
)
def test_a_dash_alone_makes_no_dateline(sentence):
    assert said(f"{sentence} {MORE}")[0] == sentence


@pytest.mark.parametrize(
    "line",
    [
        "What the council may do next",
        "Will the bridge open in May?",
        "6. Council reveals its plan",
        "More:How the bridge came to be closed",
        "READ MORE: Council reveals its plan",
        "BRIDGES FALLING:Council reveals its plan",
        "Read more here.",
        "By Ada Lind, Lomund Post",
        "- Ada Lind",
        "Updated March 18, 2025, 4:10 p.m. ET",
        "___",
        "Contributing: Ada Lind, Lomund Post",
        "Sign up for our newsletter to get the news of the day in your inbox.",
        "Need a break? Play the daily crossword puzzle.",
        "The Associated Press Health and Science Department receives support from the Lind "
        "Foundation. The AP is solely responsible for all content.",
        "This story was first published on March 18, 2025.",
        "(This story has been updated to add new information.)",
        "Ada Lind in Lomund contributed to this report.",
        "People wait at the bridge in Lomund on Monday. Ada Lind/Lomund Pictures",
        "The bridge in May. (AP Photo/Ada Lind)",
        "FILE - The bridge stands open in Lomund, March 3, 2025.",
        "Ada Lind is a reporter for the Lomund Post. Reach her at alind@lomundpost.example.",
        "무단 전재 및 재배포 금지",
    ],
)
def test_what_is_no_news_is_no_sentence(line):
    assert said(f"{PROSE}\n\n{line}\n\n{MORE}") == [PROSE, MORE]
    assert said(f"{PROSE}\n\n{MORE}\n\n{line}")[:2] == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Winning numbers: 4, 8, 15, 16",
        "∎ Bridge tolls: Lomund",
        "“Who will pay for it?” she asked, and left.",
        "Correction: An earlier version of this story gave a wrong day for the vote.",
        "This story has been corrected: the vote is on Tuesday, not on Monday.",
        "Buyers can contact the maker at help@maker.example or by telephone.",
        "The story was told by her sons. The page was torn.",
        "Follow-up talks are planned for May. Sign makers are on strike.",
        "Ada Lind is a reporter in custody since March. Her paper asks for her release.",
        "Subscribers of the paper paid 4% more and/or left.",
    ],
)
def test_what_may_be_news_stays(line):
    assert " ".join(said(f"{PROSE}\n\n{line}\n\n{MORE}")) == f"{PROSE} {line} {MORE}"


def test_the_items_of_a_list_stay():
    text = f"These states vote:\n\nOhio\n\nUtah\n\nIowa\n\n{PROSE}"
    assert said(text) == ["These states vote:", "Ohio", "Utah", "Iowa", PROSE]


def test_a_text_of_nothing_else_is_taken_for_sentences():
    assert said("Bridge closed") == ["Bridge closed"]
    assert len(cut("Why?")) == 1


def test_a_question_within_a_paragraph_says_nothing():
    assert said(f"{PROSE} But who pays? {MORE}") == [PROSE, MORE]


def test_a_passage_keeps_its_heading_and_no_passage_is_only_furniture():
    text = f"What is voted on?\n\n{PROSE}"
    (span,) = cut(text)
    assert text[span.start : span.end] == text
    assert [text[a:b] for a, b in span.sentences] == [PROSE]
    signed = f"{PROSE}\n\n" + "\n\n".join(["Contributing: " + "Ada Lind, " * 40] * 3)
    assert all(span.sentences for span in cut(signed, characters=300))


@given(st.text(st.sampled_from('aB. !?\n:"“”—-(0)/@é서=울'), max_size=200))
def test_pieces_hold_all_that_is_not_white_space(text):
    found = pieces(text)
    joined = "".join(text[piece.start : piece.end] for piece in found)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(p.said is None or p.start <= p.said < p.end for p in found)
    assert not found or any(piece.said is not None for piece in found)

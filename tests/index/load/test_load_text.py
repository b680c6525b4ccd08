"""Plain text: encodings, invisible characters, lines, titles, languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.load import Found, load
from index.load.clean import clean_text, unwrap
from index.load.language import detect_language
from index.load.titles import split_headline, title_from
from tests.support.newsfiles import BODY

GIVEN = Path(__file__).parents[4] / "shared" / "articles"
SHORTENED = "The harbour was closed on Monday after a storm broke the northern pier, the port…"
TEXTS = {
    "ko": "정부는 월요일에 새로운 정책을 발표했다. 이 정책은 내년부터 시행된다.",
    "ja": "政府は月曜日に新しい政策を発表した。この政策は来年から施行される。",
    "zh": "政府在星期一宣布了新的政策。该政策将于明年开始实施。专家对此表示担忧。",
    "ru": "Правительство объявило о новой политике в понедельник. Эксперты обеспокоены этим.",
    "de": "Der Präsident erklärte, dass die Straßen größer würden. Über die Höhe schwieg er.",
    "es": "El presidente anunció que la nación crecerá el próximo año. “Será difícil”, añadió.",
    "pl": "Prezydent ogłosił w poniedziałek, że wybory odbędą się w przyszłym roku, choć późno.",
    "tr": "Cumhurbaşkanı seçimlerin gelecek yıl yapılacağını açıkladı, muhalefet ise eleştirdi.",
    "el": "Ο πρόεδρος ανακοίνωσε τη Δευτέρα ότι οι εκλογές θα γίνουν του χρόνου.",
    "he": "הנשיא הודיע ביום שני כי הבחירות יתקיימו בשנה הבאה למרות התנגדות האופוזיציה",
    "ar": "أعلن الرئيس يوم الاثنين أن الانتخابات ستجرى العام المقبل رغم معارضة المعارضة",
}
ENCODINGS = [
    ("ko", "utf-8"), ("ko", "utf-8-sig"), ("ko", "utf-16"), ("ko", "utf-32"), ("ko", "euc-kr"),
    ("ja", "shift_jis"), ("ja", "euc_jp"), ("zh", "gb18030"), ("zh", "big5"), ("ru", "cp1251"),
    ("ru", "koi8-r"), ("de", "latin-1"), ("de", "cp1252"), ("de", "utf-16-le"),
    ("de", "utf-16-be"), ("es", "cp1252"), ("pl", "cp1250"), ("tr", "cp1254"), ("el", "cp1253"),
    ("he", "cp1255"), ("ar", "cp1256"),
]  # fmt: skip


def _load(tmp_path: Path, data: bytes | str, name: str = "a.txt") -> Found:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (item,) = load([path])
    assert isinstance(item, Found)
    return item


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encoding(tmp_path: Path, language: str, encoding: str) -> None:
    text = TEXTS[language]
    if encoding == "big5":
        text = "政府在星期一宣佈了新的政策。該政策將於明年開始實施。專家對此表示擔憂。"
    item = _load(tmp_path, text.encode(encoding))
    assert item.text == text
    assert item.language == language


def test_torn_byte_does_not_change_the_rest(tmp_path: Path) -> None:
    data = b"A torn byte \xe9 here. " + ("“Naïve” cafés — ".encode() * 40)
    item = _load(tmp_path, data)
    assert item.text.startswith("A torn byte \ufffd here. “Naïve” cafés —")


def test_character_cut_at_the_end(tmp_path: Path) -> None:
    assert _load(tmp_path, f"{BODY} “Quote”".encode()[:-1]).text == f"{BODY} “Quote"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("sum\u00admer", "summer"),
        ("zero\u200b-wid\u2060th\ufeff", "zero-width"),
        ("be\u202ell\u2066\u200f", "bell"),
        ("tag\U000e0041\U000e0042ged", "tagged"),
        ("\x00a\x07b\x1b[1mc", "ab[1mc"),
        ("a\u00a0b\u202fc\u3000d\te", "a b c d e"),
        ("“quotes” ‘stay’ – and — dashes…", "“quotes” ‘stay’ – and — dashes…"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  a  \n   b  ", "a\nb"),
        ("e\u0301", "é"),
        ("\ud800torn", "\ufffdtorn"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("in\u200cvis\u200dible", "invisible"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_clean(given: str, kept: str) -> None:
    assert clean_text(given) == kept
    assert clean_text(kept) == kept


def test_wrapped_lines_become_paragraphs() -> None:
    wire = (
        "Showers continued throughout the week in\nthe zone, alleviating the drought since early\n"
        "January and improving prospects for the coming season,\nit said in its weekly review.\n"
        "    The dry period means the crop will be late this year.\n"
        "    Arrivals for the week ended February were many bags\nof sixty kilos, it seems."
    )
    assert unwrap(wire).split("\n\n") == [
        "Showers continued throughout the week in the zone, alleviating the drought since early "
        "January and improving prospects for the coming season, it said in its weekly review.",
        "The dry period means the crop will be late this year.",
        "Arrivals for the week ended February were many bags of sixty kilos, it seems.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "First sentence of it here.\nSecond sentence of it here.\nThird one.\nFourth one there.",
        "short",
        "",
    ],
)
def test_lines_that_were_not_wrapped_stay(text: str) -> None:
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Dr. Smith met Mr. Kim on Jan. 5. Then more.", "Dr. Smith met Mr. Kim on Jan. 5"),
        ("It is the U.S. Senate that met. More.", "It is the U.S. Senate that met"),
        ("Who won? Nobody knows.", "Who won?"),
        ("政府は発表した。次の文。", "政府は発表した"),
        (f"SEOUL, Dec. 16 (Agency) — {BODY}", SHORTENED),
        ("CAPE ORDELL (Wire) - A rocket rose. More.", "A rocket rose"),
        ("a" * 200, "a" * 90 + "…"),
    ],
)  # fmt: skip
def test_title_of_the_first_sentence(text: str, title: str) -> None:
    assert title_from(text) == title


def test_headline_line_is_the_title_and_leaves_the_text(tmp_path: Path) -> None:
    item = _load(tmp_path, f"Storm breaks pier\nBy Jane Doe\n\n{BODY}\n\n{BODY} Again.")
    assert (item.title, item.author) == ("Storm breaks pier", "Jane Doe")
    assert item.text == f"{BODY}\n\n{BODY} Again."


@pytest.mark.parametrize("first", ["It rained on Monday.", "He said:", "A" * 130, "***"])
def test_no_headline(first: str) -> None:
    text = f"{first}\n{BODY} {BODY}"
    assert split_headline(text) == ("", text)


def test_labelled_head(tmp_path: Path) -> None:
    item = _load(
        tmp_path,
        f"Title: Storm\nSource: Harbour Post\nURL: https://post.example/a\nAuthor: Jo Bo\n\n{BODY}",
    )
    assert (item.title, item.source, item.author) == ("Storm", "Harbour Post", "Jo Bo")
    assert (item.url, item.text) == ("https://post.example/a", BODY)


@pytest.mark.parametrize("day", ["", " 2025년 3월 5일", " 2025.3.5"])
def test_a_korean_dateline_names_the_outlet_and_the_day(tmp_path: Path, day: str) -> None:
    text = (
        f"해온시 지하철 요금 오른다\n\n(해온=가람통신){day} 홍보미 기자 = 해온시가 요금을 올린다.\n"
    )
    item = _load(tmp_path, text)
    assert item.source == "가람통신"
    assert item.text.startswith("(해온=가람통신)")
    assert (str(item.date) == "2025-03-05") == bool(day)


def test_an_author_is_named_without_by(tmp_path: Path) -> None:
    item = _load(tmp_path, f"Author: By GEOFF MULVIHILL\n\n{BODY}\n")
    assert item.author == "GEOFF MULVIHILL"


def test_a_named_outlet_wins_over_the_dateline(tmp_path: Path) -> None:
    item = _load(tmp_path, "Source: 물길일보\n\n(해온=가람통신) 홍보미 기자 = 요금을 올린다.\n")
    assert item.source == "물길일보"


def test_language_of_mixed_and_short_texts() -> None:
    assert detect_language(f"{BODY} {TEXTS['ko'][:12]}") == "en"
    assert detect_language("Hi there") is None
    assert detect_language("12345 67890 " * 20) is None
    assert detect_language("THE HARBOUR WAS CLOSED ON MONDAY AFTER A STORM BROKE THE PIER") == "en"


def test_nine_megabytes(tmp_path: Path) -> None:
    line = f"{BODY}\n"
    item = _load(tmp_path, line * (9_000_000 // len(line)))
    assert len(item.text) > 8_900_000
    assert item.title == SHORTENED


@pytest.mark.skipif(not GIVEN.is_dir(), reason="the two given articles are not here")
def test_the_two_given_articles() -> None:
    first, second = load([GIVEN])
    assert isinstance(first, Found) and isinstance(second, Found)
    assert first.date is None
    assert str(second.date) == "2025-12-16"
    assert first.title.startswith("The presidential office has announced plans")
    assert second.title.startswith("South Korea and the United States on Tuesday")
    assert second.text.startswith("South Korea and the United States on Tuesday launched")
    assert "\nNo Response from North Korea…" in first.text
    assert second.text.count("\n\n") == 18
    assert "“not much to discuss,”" in second.text
    assert first.language == second.language == "en"


def test_name_in_foreign_bytes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:
        file.write(BODY)
    (item,) = load([tmp_path])
    assert isinstance(item, Found)
    assert item.text == BODY

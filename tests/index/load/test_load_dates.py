"""Dates: what is believed, in which zone, and what is not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from index.load import Found, LoadSettings, load
from index.load.dates import read_date
from index.load.heads import date_in_address, date_in_name, read_head
from tests.support.newsfiles import BODY, load_one

TODAY = date(2026, 1, 31)

DAYS = {
    "2025-12-16": "2025-12-16",
    "2025/12/16": "2025-12-16",
    "2025.12.16": "2025-12-16",
    "2025. 12. 16.": "2025-12-16",
    "20251216": "2025-12-16",
    "16 December 2025": "2025-12-16",
    "16 Dec. 2025": "2025-12-16",
    "16th of December, 2025": "2025-12-16",
    "December 16, 2025": "2025-12-16",
    "Tuesday, December 16th 2025": "2025-12-16",
    "Dec 16 2025": "2025-12-16",
    "16-Dec-2025": "2025-12-16",
    "16. Dezember 2025": "2025-12-16",
    "3. März 2025": "2025-03-03",
    "16 décembre 2025": "2025-12-16",
    "1er février 2025": "2025-02-01",
    "16 de diciembre de 2025": "2025-12-16",
    "2025년 12월 16일": "2025-12-16",
    "2025年12月16日": "2025-12-16",
    "16/12/2025": "2025-12-16",
    "12/16/2025": "2025-12-16",
    "04/04/2025": "2025-04-04",
    "16.12.2025": "2025-12-16",
    "2025-12-16 18:40": "2025-12-16",
    "16 December 2025, 18:40": "2025-12-16",
    "2025-12-16T18:40:00": "2025-12-16",
    "1963-01-04": "1963-01-04",
}

INSTANTS = {
    "2025-12-16T18:40:00+09:00": "2025-12-16T18:40:00+09:00",
    "2025-12-16T18:40:00.123456789Z": "2025-12-16T18:40:00.123456+00:00",
    "2025-12-16 18:40:00 +0900": "2025-12-16T18:40:00+09:00",
    "20251216T184000+0900": "2025-12-16T18:40:00+09:00",
    "20251216T184000Z": "2025-12-16T18:40:00+00:00",
    "Tue, 16 Dec 2025 18:40:00 +0900": "2025-12-16T18:40:00+09:00",
    "Tue, 16 Dec 2025 18:40:00 GMT": "2025-12-16T18:40:00+00:00",
    "December 16, 2025 at 5:07 PM EST": "2025-12-16T17:07:00-05:00",
    "16 December 2025 12:05 a.m. KST": "2025-12-16T00:05:00+09:00",
}

NOT_BELIEVED = [
    "03/04/2025", "3.4.2025", "03-04-2025", "2025-02-30", "2025-13-01", "0000-00-00", "20251350",
    "December 7", "7 December", "Dec. 16", "2025", "December 2025", "Tuesday", "yesterday",
    "2999-01-01", "2026-02-02", "1066-10-14", "16 Foo 2025", "x" * 500, "", "١٦", "2025-12-16-17",
    "32 December 2025", "5", 0, -1, 12, 1e300, float("nan"), float("inf"), True, None, [], {},
]  # fmt: skip


@pytest.mark.parametrize(("written", "day"), DAYS.items())
def test_day(written: str, day: str) -> None:
    when = read_date(written, today=TODAY)
    assert when is not None
    assert str(when.date) == day
    assert when.published is None


@pytest.mark.parametrize(("written", "instant"), INSTANTS.items())
def test_instant(written: str, instant: str) -> None:
    when = read_date(written, today=TODAY)
    assert when is not None and when.published is not None
    assert when.published.isoformat() == instant
    assert str(when.date) == instant[:10]


@pytest.mark.parametrize("value", NOT_BELIEVED, ids=repr)
def test_not_believed(value: object) -> None:
    assert read_date(value, today=TODAY) is None


def test_order_makes_ambiguous_numbers_certain() -> None:
    dmy = read_date("03/04/2025", order="dmy", today=TODAY)
    mdy = read_date("03/04/2025", order="mdy", today=TODAY)
    assert dmy is not None and dmy.date == date(2025, 4, 3)
    assert mdy is not None and mdy.date == date(2025, 3, 4)
    sure = read_date("16/12/2025", order="mdy", today=TODAY)
    assert sure is not None and sure.date == date(2025, 12, 16)


def test_day_is_the_outlets_own() -> None:
    """22:30 in Greenwich is the next morning in Seoul."""
    away = read_date("2025-12-16T22:30:00Z", today=TODAY)
    home = read_date("2025-12-16T22:30:00Z", zone="Asia/Seoul", today=TODAY)
    naive = read_date("2025-12-16T22:30:00", zone="Asia/Seoul", today=TODAY)
    theirs = read_date("2025-12-16T22:30:00-05:00", zone="Asia/Seoul", today=TODAY)
    assert away is not None and away.date == date(2025, 12, 16)
    assert home is not None and home.date == date(2025, 12, 17)
    assert home.published == datetime.fromisoformat("2025-12-16T22:30:00Z")
    assert naive is not None and naive.published is not None
    assert naive.published.isoformat() == "2025-12-16T22:30:00+09:00"
    assert theirs is not None and theirs.date == date(2025, 12, 16)


def test_zone_abbreviations_with_several_meanings_give_no_instant() -> None:
    for zone in ("IST", "CST", "AST", "XYZ"):
        when = read_date(f"16 December 2025 18:40 {zone}", today=TODAY)
        assert when is not None and when.published is None


def test_numbers() -> None:
    seconds = read_date(1734350400, today=TODAY)
    thousandths = read_date(1734350400000, today=TODAY)
    assert seconds == thousandths
    assert seconds is not None and seconds.date == date(2024, 12, 16)
    compact = read_date(20251216, today=TODAY)
    assert compact is not None and compact.date == date(2025, 12, 16)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-12-16-foo.txt", "2025-12-16"),
        ("20251216_foo.txt", "2025-12-16"),
        ("foo_2025_12_16.md", "2025-12-16"),
        ("foo.txt", None),
        ("123456789012.txt", None),
        ("2025-1216.txt", None),
    ],
)
def test_name(name: str, day: str | None) -> None:
    assert date_in_name(name) == day


def test_address() -> None:
    assert date_in_address("https://a.example/news/2025/12/16/x") == "2025-12-16"
    assert date_in_address("https://a.example/2025/3/4/x") == "2025-03-04"
    assert date_in_address("https://a.example/2025/12/x") is None


HEADS = {
    f" date 2025-12-16 {BODY}": ("2025-12-16", BODY),
    f"Date: 2025-12-16\n\n{BODY}": ("2025-12-16", BODY),
    f"Published: 3 March 2025\n{BODY}": ("3 March 2025", BODY),
    f"First published on 3 March 2025 at 10:15 GMT\n{BODY}": ("3 March 2025 at 10:15 GMT", BODY),
    f"Posted on Tuesday, December 16, 2025\n{BODY}": ("Tuesday, December 16, 2025", BODY),
    f"입력 2025.12.16. 오후 3:20\n{BODY}": ("2025.12.16. 오후 3:20", BODY),
    f"Updated: 5 March 2025\nPublished: 3 March 2025\n{BODY}": ("3 March 2025", BODY),
    f"Last updated 5 March 2025\n{BODY}": ("5 March 2025", BODY),
    f"By Jane Doe | 3 March 2025\n{BODY}": ("3 March 2025", BODY),
    f"Title: T\nDate: 3 March 2025\nSource: Post\n\n{BODY}": ("3 March 2025", BODY),
    f"SEOUL, Dec. 16, 2025 (Agency) — {BODY}": (
        "Dec. 16, 2025",
        f"SEOUL, Dec. 16, 2025 (Agency) — {BODY}",
    ),
    f"SEOUL, Dec. 16 (Agency) — {BODY}": (None, f"SEOUL, Dec. 16 (Agency) — {BODY}"),
    f"On December 7, 2026 was designated. {BODY}": (
        None,
        f"On December 7, 2026 was designated. {BODY}",
    ),
    f"Date 2025-12-16 was the day. {BODY}": (None, f"Date 2025-12-16 was the day. {BODY}"),
    f"On 3 March 2025 it rained. {BODY}": (None, f"On 3 March 2025 it rained. {BODY}"),
    f"{BODY}\n" * 9 + "Published: 3 March 2025": (
        None,
        (f"{BODY}\n" * 9 + "Published: 3 March 2025"),
    ),
}


@pytest.mark.parametrize("text", HEADS, ids=lambda text: text[:40])
def test_first_lines(text: str) -> None:
    day, rest = HEADS[text]
    head = read_head(text)
    assert (head.dates[0] if head.dates else None) == day
    assert head.text.strip() == rest


def _load(tmp_path: Path, name: str, text: str, **settings: object) -> Found:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (item,) = load([path], settings=LoadSettings(today=TODAY, **settings))
    assert isinstance(item, Found)
    return item


def test_order_of_trust(tmp_path: Path) -> None:
    """Metadata, then the text's first lines, then the address, then the file's name."""
    front = "---\ntitle: T\ndate: 2025-12-01\nurl: https://a.example/2025/12/02/x\n---\n"
    assert _load(tmp_path, "2025-12-03-x.md", front + BODY).date == date(2025, 12, 1)
    dated = _load(tmp_path, "2025-12-03-x.txt", f"Date: 2025-12-04\n\n{BODY}")
    assert dated.date == date(2025, 12, 4)
    front = "---\ntitle: T\nurl: https://a.example/2025/12/02/x\n---\n"
    assert _load(tmp_path, "2025-12-03-x.md", front + BODY).date == date(2025, 12, 2)
    assert _load(tmp_path, "2025-12-03-x.txt", BODY).date == date(2025, 12, 3)
    assert _load(tmp_path, "x.txt", BODY).date is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", "---\ntitle: No day\n---\n\nPublished: 9 March 2025\n\n{body}"),
        ("a.md", "---\ntitle: No day\n---\n\nLOMUND, March 9, 2025 (Wire) — {body}"),
        ("a.json", '{{"title": "No day", "text": "Published: 9 March 2025\\n\\n{body}"}}'),
        ("a.csv", 'title,text\nNo day,"LOMUND, March 9, 2025 (Wire) — {body}"\n'),
        ("a.html", "<html><body><article><p>LOMUND, March 9, 2025 (Wire) — {body}</p></article>"),
    ],
)
def test_first_lines_tell_where_the_metadata_do_not(tmp_path: Path, name: str, data: str) -> None:
    item = load_one(tmp_path, name, data.format(body=BODY))
    assert str(item.date) == "2025-03-09"
    assert item.text.endswith(BODY)
    assert item.notices == ()


def test_what_is_not_believed_is_said(tmp_path: Path) -> None:
    item = _load(tmp_path, "a.txt", f"Date: 2999-01-01\n\n{BODY}")
    assert item.date is None
    assert item.notices == ("date '2999-01-01' is not believed",)
    ambiguous = _load(tmp_path, "b.txt", f"03/04/2025\n\n{BODY}")
    assert ambiguous.date is None
    assert ambiguous.notices == ("date '03/04/2025' is not believed",)
    assert _load(tmp_path, "b.txt", f"03/04/2025\n\n{BODY}", date_order="dmy").date == date(
        2025, 4, 3
    )


def test_day_in_the_address_tells_the_outlets_day(tmp_path: Path) -> None:
    """A time in UTC is on the day that the outlet's own address names, if that can be."""
    front = "---\ndate: {0}\nurl: https://a.example/2025/12/16/x\n---\n"
    near = _load(tmp_path, "a.md", front.format("2025-12-17T02:30:00Z") + BODY)
    far = _load(tmp_path, "a.md", front.format("2025-12-19T02:30:00Z") + BODY)
    zoned = _load(tmp_path, "a.md", front.format("2025-12-17T02:30:00+01:00") + BODY)
    assert near.date == date(2025, 12, 16)
    assert far.date == date(2025, 12, 19)
    assert zoned.date == date(2025, 12, 17)

"""Whatever the bytes, a source gives articles or refusals and never an exception."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.load import Found, LoadSettings, Refusal
from index.load.base import Raw
from index.load.clean import clean_text
from index.load.dates import read_date
from index.load.heads import read_head
from index.load.run import read_raw
from tests.support.newsfiles import BODY, entry, linked_data, news_item, nitf, page, pdf, rss

SETTINGS = LoadSettings(max_bytes=1_000_000)
WHOLE = {
    ".txt": f"Storm\nBy Jo Bo\n3 March 2025\n\n{BODY}".encode(),
    ".md": f"---\ntitle: Storm\ndate: 2025-12-16\n---\n# Storm\n\n{BODY} [a](b)".encode(),
    ".html": page(*[BODY] * 3, head=linked_data(headline="Storm", author=["x"])).encode(),
    ".json": json.dumps({"title": "T", "text": BODY, "metadata": {"date": 5}}).encode(),
    ".jsonl": json.dumps({"_id": "1", "text": BODY, "url": "http://a"}).encode() + b"\n{}\n",
    ".csv": f'title,text\nStorm,"{BODY}"\n'.encode(),
    ".tsv": f"title\ttext\nStorm\t{BODY}\n".encode(),
    ".pdf": pdf([BODY[:50], BODY[50:]], title="T"),
    ".xml": news_item(f"<inlineData>{BODY}</inlineData>").encode(),
    ".nitf": nitf().encode(),
    ".rss": rss(entry("T", "https://a.example", BODY)).encode(),
    ".gz": b"\x1f\x8b\x08",
    "": BODY.encode(),
}
QUIET = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(name: str, data: bytes) -> None:
    raw = Raw(name, data, path=Path(name), filename=name)
    items = list(read_raw(raw, SETTINGS))
    assert items
    for item in items:
        if isinstance(item, Refusal):
            assert item.reason and "\n" not in str(item)
            str(item).encode("utf-8")
        else:
            assert isinstance(item, Found)
            assert item.text == clean_text(item.text)
            assert any(c.isalnum() for c in item.text) and item.title
            f"{item.title}{item.text}{item.author}{item.source}{item.url}{item.id}".encode()


@pytest.mark.parametrize("suffix", WHOLE)
@QUIET
@given(data=st.binary(max_size=400))
@example(data=b"A\x80\n! \x91")
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"\xfe\xff")
@example(data=b"\xef\xbb\xbf---\n---\n")
def test_any_bytes(suffix: str, data: bytes) -> None:
    check(f"a{suffix}", data)


@pytest.mark.parametrize("suffix", [suffix for suffix in WHOLE if suffix != ".gz"])
@QUIET
@given(st.data())
def test_damaged_files(suffix: str, data: st.DataObject) -> None:
    """Whole files with a part cut out, overwritten or repeated."""
    whole = WHOLE[suffix]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    put = data.draw(st.one_of(st.binary(max_size=12), st.just(whole[start:end] * 3)))
    check(f"a{suffix}", whole[:start] + put + whole[end:])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", ".xml"])
@QUIET
@given(text=st.text(max_size=300))
def test_any_text(suffix: str, text: str) -> None:
    check(f"a{suffix}", text.encode("utf-8", "surrogatepass"))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "@type", "role"]), inner, max_size=3)
    ),
    max_leaves=8,
)
_NAMES = st.sampled_from(
    [
        *("id", "_id", "title", "text", "body", "date", "url", "author", "metadata", "uri"),
        *("bodies", "headlines", "pubstatus", "embargoed", "language", "source", "articles"),
    ]
)


@QUIET
@given(record=st.dictionaries(_NAMES, _VALUES, max_size=6))
def test_any_record(record: dict[str, object]) -> None:
    check("a.json", json.dumps(record).encode())
    check("a.jsonl", json.dumps(record).encode())
    markup = page(*[BODY] * 3, head=linked_data(**{**record, "headline": record.get("title")}))
    check("a.html", markup.encode("utf-8", "replace"))


@settings(max_examples=300, deadline=None)
@given(
    value=st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.dates(), st.datetimes())
)
def test_any_date(value: object) -> None:
    when = read_date(value)
    assert when is None or 1600 <= when.date.year <= 9999


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_head(text: str) -> None:
    """Reading the head only ever takes whole lines or a marker away."""
    head = read_head(text)
    assert len(head.text) <= len(text)
    assert text.endswith(head.text[-1:])


# Each of these makes a careless pattern run for hours.
HOSTILE = {
    "a.html": ["<!-- -->" * 400 + "x", "<title>" + " - a" * 30_000, "<h1>" + "a | " * 10_000],
    "a.txt": ["Mr. " * 60_000, " " * 90_000 + "x", "2025-" * 40_000, '!"' * 90_000],
    "a.md": [
        "*a " * 60_000,
        "[a](" * 40_000,
        "<!--" * 40_000,
        "![[" * 40_000,
        "---\n" * 99_999,
    ],
    "a.json": ['{"text":"' + "<" * 90_000 + '"}', '{"text":"' + "<p " * 40_000 + '"}'],
    "a.csv": ["text\n" + '"' * 200_000, "text," * 99_999 + "\n"],
    "a.xml": ["<a>" * 40_000, "<rss>" + "<item>" * 10_000],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in HOSTILE.items() for text in texts]
)
def test_hostile_texts_are_read_in_reasonable_time(name: str, text: str) -> None:
    def give_up(*_: object) -> None:
        raise KeyboardInterrupt(f"{name} took more than a minute")

    former = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    try:
        check(name, text.encode())
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)

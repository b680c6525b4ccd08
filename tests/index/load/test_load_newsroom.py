"""What PDF, feeds, ninjs, NITF and NewsML-G2 give, and the settings."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from index.load import Found, LoadSettings, Refusal
from tests.support.newsfiles import (
    BODY,
    EXPECTED,
    FIELDS,
    HTML,
    NAR,
    SECOND,
    TWO,
    entry,
    facts,
    load_all,
    load_one,
    news_item,
    nitf,
    pdf,
    rss,
)

# PDF


def test_pdf(tmp_path: Path) -> None:
    first = [
        "Harbour Post 17", "Storm breaks the pier", "By Jane Doe", "16 December 2025",
        "The harbour was closed on Mon-", "day after a storm broke the Anglo-",
        "Irish northern pier, the port",
        "authority said to reporters.",
    ]  # fmt: skip
    second = ["Harbour Post 18", "Repairs will take three weeks, as", "the mayor said.", "18"]
    third = ["Harbour Post 19", "Nobody was hurt in the storm, they", "added.", "19"]
    item = load_one(
        tmp_path, "a.pdf", pdf(first, second, third, title="Microsoft Word", author="x")
    )
    assert (item.title, item.author, str(item.date)) == (
        "Storm breaks the pier",
        "Jane Doe",
        "2025-12-16",
    )
    assert item.text == (
        "The harbour was closed on Monday after a storm broke the Anglo-Irish northern pier, the "
        "port authority said to reporters.\n\n"
        "Repairs will take three weeks, as the mayor said.\n\n"
        "Nobody was hurt in the storm, they added."
    )


def test_pdf_with_its_own_title_and_an_owner_password(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    made = pdf([BODY[:60], BODY[60:]], title="Storm", author="Jo Bo")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    item = load_one(tmp_path, "a.pdf", out.getvalue())
    assert (item.title, item.author, item.date) == ("Storm", "Jo Bo", None)
    assert item.text.replace(" ", "") == BODY.replace(" ", "")


# Feeds


def test_rss_file(tmp_path: Path) -> None:
    feed = rss(
        entry("Storm &amp;amp; pier", FIELDS["url"], HTML),
        entry("Two", "https://b.example/2", BODY),
    )
    first, second = load_all(tmp_path, "feed.xml", feed)
    assert isinstance(first, Found) and isinstance(second, Found)
    assert facts(first) == ("Storm & pier", "2025-12-16", "Harbour Post", FIELDS["url"], "Jo Bo")
    assert first.text == TWO
    assert first.published is not None and first.published.isoformat() == FIELDS["date"]
    assert second.title == "Two"


def test_atom_file(tmp_path: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>urn:1</id>'
        "<title>Storm</title><published>2025-12-16T18:40:00+09:00</published>"
        "<updated>2025-12-18T10:00:00Z</updated><author><name>Jo Bo</name></author>"
        '<link href="https://post.example/a"/><content type="html">'
        + HTML.replace("&", "&amp;").replace("<", "&lt;")
        + "</content></entry></feed>"
    )
    item = load_one(tmp_path, "feed.atom", feed)
    assert facts(item) == EXPECTED
    assert item.text == TWO


# The newsroom's formats


def test_ninjs_3(tmp_path: Path) -> None:
    record = {
        "uri": "urn:newsml:post:1", "standard": {"name": "ninjs", "version": "3.0"},
        "versionCreated": "2025-12-17T09:00:00+09:00", "firstCreated": FIELDS["date"],
        "pubStatus": "usable", "language": "en-GB", "by": "By Jo Bo",
        "infoSources": [{"name": "Post"}],
        "headlines": [{"role": "short", "value": "x"}, {"role": "main", "value": "Storm"}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": BODY},
            {"role": "rich", "contentType": "application/xhtml+xml", "value": HTML},
        ],
    }  # fmt: skip
    item = load_one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text, item.language) == ("urn:newsml:post:1", TWO, "en")
    assert facts(item) == ("Storm", "2025-12-16", "Post", None, "Jo Bo")


@pytest.mark.parametrize("version", ["1", "2"])
def test_ninjs_1_and_2(tmp_path: Path, version: str) -> None:
    record: dict[str, object] = {
        "uri": FIELDS["url"], "type": "text", "versioncreated": FIELDS["date"],
        "copyrightholder": "Post",
    }  # fmt: skip
    if version == "1":
        record |= {"headline": "Storm", "byline": "Jo Bo", "body_text": BODY}
    else:
        record |= {"by": "Jo Bo", "headlines": [{"role": "main", "value": "Storm"}]}
        record |= {"bodies": [{"role": "text", "contenttype": "text/plain", "value": BODY}]}
    item = load_one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text) == ("", BODY)
    assert facts(item) == EXPECTED


def test_nitf(tmp_path: Path) -> None:
    item = load_one(tmp_path, "a.xml", nitf(doctype='<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">'))
    assert facts(item) == (
        "Storm breaks pier",
        "2025-12-16",
        "Harbour Post",
        None,
        "Meredith Jameson",
    )
    assert (item.id, item.text) == ("acme-17", TWO)
    assert item.published is not None and item.published.isoformat() == "2025-12-16T10:15:00+09:00"


@pytest.mark.parametrize("kind", ["nitf", "xhtml", "plain"])
def test_newsml(tmp_path: Path, kind: str) -> None:
    inner = (
        nitf()
        .partition("?>")[2]
        .replace("<nitf>", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')
    )
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body><p>{BODY}</p><p>{SECOND}</p></body></html>"
    )
    content = {
        "nitf": f'<inlineXML contenttype="application/nitf+xml">{inner}</inlineXML>',
        "xhtml": f'<inlineXML contenttype="application/xhtml+xml">{xhtml}</inlineXML>',
        "plain": f'<inlineData contenttype="text/plain">{BODY}\n\n{SECOND}</inlineData>',
    }[kind]
    item = load_one(tmp_path, "a.xml", news_item(content))
    assert facts(item) == ("Storm breaks pier", "2016-11-20", "Acme", None, "Meredith Jameson")
    assert (item.id, item.text, item.language) == ("urn:newsml:acme:1", TWO, "en")


def test_news_message_with_a_withdrawn_item(tmp_path: Path) -> None:
    good = news_item(f"<inlineData>{BODY}</inlineData>")
    killed = news_item("", guid="urn:2", status="canceled")
    message = f'<newsMessage xmlns="{NAR}"><itemSet>{killed}{good}</itemSet></newsMessage>'
    refusal, item = load_all(tmp_path, "a.xml", message)
    assert isinstance(item, Found) and item.text == BODY
    assert isinstance(refusal, Refusal)
    assert str(refusal).endswith("a.xml item 1: is marked canceled by its publisher")


def test_outlet_and_zone_from_the_settings(tmp_path: Path) -> None:
    record = {"text": BODY, "date": "2025-12-16T22:30:00Z"}
    settings = {"source": "Seoul Post", "timezone": "Asia/Seoul"}
    item = load_one(tmp_path, "a.json", json.dumps(record), **settings)
    assert (item.source, str(item.date)) == ("Seoul Post", "2025-12-17")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("timezone", "Mars/Olympus", "unknown time zone 'Mars/Olympus'"),
        ("timezone", "../etc", "unknown time zone"),
        ("fields", {"headline": "kopf"}, "unknown field 'headline'; the fields are id, title"),
        ("max_bytes", 0, "greater than 0"),
        ("colour", "red", "Extra inputs are not permitted"),
    ],
)
def test_settings_that_cannot_be(field: str, value: object, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        LoadSettings(**{field: value})


def test_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LOAD_FIELDS", '{"text": "inhalt"}')
    monkeypatch.setenv("DATELINE_LOAD_DATE_ORDER", "dmy")
    assert LoadSettings().fields == {"text": "inhalt"}
    assert LoadSettings().date_order == "dmy"

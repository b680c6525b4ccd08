"""What each format gives: title, text, date, outlet, address, author, id."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from newsfiles import BODY, NAR, SECOND, entry, linked_data, news_item, nitf, page, pdf, rss
from pydantic import ValidationError

from index.load import Found, Loaded, LoadSettings, Refusal, load

HTML = f"<p>{BODY}</p><p>The mayor said &ldquo;we will pay&rdquo; and left.</p>"
TWO = f"{BODY}\n\n{SECOND}"


def _all(tmp_path: Path, name: str, data: str | bytes, **settings: object) -> list[Loaded]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(load([path], settings=LoadSettings(**settings)))


def _one(tmp_path: Path, name: str, data: str | bytes, **settings: object) -> Found:
    (item,) = _all(tmp_path, name, data, **settings)
    assert isinstance(item, Found), item
    return item


def _facts(item: Found) -> tuple[object, ...]:
    return item.title, str(item.date), item.source, item.url, item.author


EXPECTED = ("Storm", "2025-12-16", "Post", "https://post.example/a", "Jo Bo")
FIELDS = {
    "title": "Storm",
    "date": "2025-12-16T18:40:00+09:00",
    "source": "Post",
    "url": "https://post.example/a",
    "author": "Jo Bo",
}


# Markdown


def test_front_matter_in_yaml(tmp_path: Path) -> None:
    front = "".join(f"{name}: {value}\n" for name, value in FIELDS.items())
    item = _one(tmp_path, "a.md", f"---\n{front}---\n\n# Storm\n\n{BODY}\n")
    assert _facts(item) == EXPECTED
    assert item.text == BODY
    assert item.published is not None and item.published.isoformat() == FIELDS["date"]


def test_front_matter_in_toml(tmp_path: Path) -> None:
    front = "".join(f'{name} = "{value}"\n' for name, value in FIELDS.items())
    front = front.replace(f'"{FIELDS["date"]}"', FIELDS["date"])
    assert _facts(_one(tmp_path, "a.md", f"+++\n{front}+++\n{BODY}")) == EXPECTED


def test_front_matter_with_a_bare_colon_and_windows_lines(tmp_path: Path) -> None:
    text = f"---\r\ntitle: Karsk: eleven dead\r\nauthors: [A B, C D]\r\n---\r\n{BODY}\r\n"
    item = _one(tmp_path, "a.md", text)
    assert (item.title, item.author) == ("Karsk: eleven dead", "A B, C D")


def test_markdown_becomes_prose(tmp_path: Path) -> None:
    markdown = (
        "# Storm *breaks* pier\n\n3 March 2025\n\n"
        "A [link](https://x.example/a_(b) 'title'), ![pic](p.png) **bold**, _soft_ and `code`;\n"
        "snake_case_word, 2*3*4 and \\*stars\\* stay.[^1]\n\n"
        "Sub-heading\n-----------\n\n* one\n* two\n\n> quoted\n\n***\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>bold</b> <!-- gone -->\n\n"
        "[ref]: https://x.example\n"
    )
    item = _one(tmp_path, "a.md", markdown)
    assert (item.title, str(item.date)) == ("Storm breaks pier", "2025-03-03")
    assert item.text.split("\n\n") == [
        "A link, bold, soft and code; snake_case_word, 2*3*4 and *stars* stay.",
        "Sub-heading", "one", "two", "quoted", "a | b", "1 | 2", "bold",
    ]  # fmt: skip


# HTML


def test_page_with_linked_data(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://post.example/a">' + linked_data(
        headline="Storm &amp; pier",
        datePublished="2025-12-16T23:30:00+09:00",
        author=[{"@type": "Person", "name": "Jo Bo"}, {"name": "By Li Wu"}],
        publisher={"name": "Post"},
    )
    item = _one(tmp_path, "a.html", page(*[BODY, SECOND] * 2, head=head, title="Storm &amp; pier"))
    assert _facts(item) == ("Storm & pier", *EXPECTED[1:4], "Jo Bo, Li Wu")
    assert item.published is not None and item.published.isoformat() == "2025-12-16T23:30:00+09:00"
    assert item.text == "\n\n".join([BODY, SECOND] * 2)
    assert "Imprint" not in item.text


def test_page_with_open_graph_only(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Storm | Post"><meta name="author" content="Jo Bo">'
        '<meta property="og:site_name" content="Post">'
        '<meta property="og:url" content="https://post.example/a">'
        '<meta property="article:published_time" content="2025-12-16T10:00:00+01:00">'
    )
    item = _one(tmp_path, "a.html", page(*[BODY] * 3, head=head))
    assert _facts(item) == EXPECTED


def test_page_in_another_encoding(tmp_path: Path) -> None:
    text = "정부는 월요일에 새로운 정책을 발표했다. 이 정책은 내년부터 시행된다."
    markup = page(*[text] * 4, lang="ko").replace("utf-8", "euc-kr")
    assert text in _one(tmp_path, "a.html", markup.encode("euc-kr")).text


def test_furniture_between_paragraphs_goes(tmp_path: Path) -> None:
    lines = [BODY, "READ MORE: Another storm story", SECOND, BODY, "Sign up for our newsletter"]
    text = _one(tmp_path, "a.html", page(*lines)).text
    assert "READ MORE" not in text and "newsletter" not in text
    assert text.count(BODY) == 2 and SECOND in text


# JSON, JSON Lines, CSV


def test_json_with_usual_names(tmp_path: Path) -> None:
    record = {
        "id": 7, "headline": "Storm", "body": HTML, "publishedAt": FIELDS["date"],
        "publisher": {"name": "Post"}, "link": FIELDS["url"], "authors": [{"name": "Jo Bo"}],
    }  # fmt: skip
    item = _one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text) == ("7", TWO)
    assert _facts(item) == EXPECTED


def test_json_with_a_mapping(tmp_path: Path) -> None:
    record = {"kopf": "Storm", "inhalt": {"lang": BODY}, "meta": {"tag": "16.12.2025"}}
    fields = {"title": "kopf", "text": "inhalt.lang", "date": "meta.tag"}
    item = _one(tmp_path, "a.json", json.dumps(record), fields=fields)
    assert (item.title, str(item.date), item.text) == ("Storm", "2025-12-16", BODY)


@pytest.mark.parametrize("wrap", ["list", "articles", "items", "lines"])
def test_several_in_one_file(tmp_path: Path, wrap: str) -> None:
    records = [{"title": str(n), "text": f"{BODY} {n}"} for n in range(3)]
    lines = "\n".join(json.dumps(record) for record in records)
    document = (
        lines if wrap == "lines" else json.dumps(records if wrap == "list" else {wrap: records})
    )
    items = _all(tmp_path, "a.json", document)
    assert [item.title for item in items if isinstance(item, Found)] == ["0", "1", "2"]


def test_corpus_line(tmp_path: Path) -> None:
    metadata = {name: value for name, value in FIELDS.items() if name != "title"}
    line = json.dumps({"_id": "d1", "title": "Storm", "text": BODY, "metadata": metadata})
    bad = "{oops}\n[1]\n" + json.dumps({"_id": "d2", "title": "No text", "text": ""})
    item, *refused = _all(tmp_path, "c.jsonl", f"{line}\n\n{bad}\n")
    assert isinstance(item, Found)
    assert item.id == "d1" and _facts(item) == EXPECTED
    names = [each.name.rpartition("/")[2] for each in refused if isinstance(each, Refusal)]
    assert names == ["c.jsonl line 3", "c.jsonl line 4", "c.jsonl line 5"]


def test_lone_surrogate_and_constants(tmp_path: Path) -> None:
    item = _one(tmp_path, "a.json", '{"text": "torn \\ud800 apart", "date": NaN, "x": Infinity}')
    assert item.text == "torn \ufffd apart"
    item.text.encode("utf-8")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_table(tmp_path: Path, mark: str) -> None:
    quoted = '"Line one\n""quoted"", line two; and | three"'
    rows = [
        mark.join(["title", "text", "date", "url"]),
        mark.join(["Storm", quoted, "16.12.2025", ""]),
    ]
    rows.append(mark.join(["", BODY.replace(",", ""), "", FIELDS["url"]]))
    first, second = _all(tmp_path, "a.tsv" if mark == "\t" else "a.csv", "\r\n".join(rows))
    assert isinstance(first, Found) and isinstance(second, Found)
    assert first.text == 'Line one\n"quoted", line two; and | three'
    assert (first.title, str(first.date)) == ("Storm", "2025-12-16")
    assert second.url == FIELDS["url"] and second.date is None


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
    item = _one(tmp_path, "a.pdf", pdf(first, second, third, title="Microsoft Word", author="x"))
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
    item = _one(tmp_path, "a.pdf", out.getvalue())
    assert (item.title, item.author, item.date) == ("Storm", "Jo Bo", None)
    assert item.text.replace(" ", "") == BODY.replace(" ", "")


# Feeds


def test_rss_file(tmp_path: Path) -> None:
    feed = rss(
        entry("Storm &amp;amp; pier", FIELDS["url"], HTML),
        entry("Two", "https://b.example/2", BODY),
    )
    first, second = _all(tmp_path, "feed.xml", feed)
    assert isinstance(first, Found) and isinstance(second, Found)
    assert _facts(first) == ("Storm & pier", "2025-12-16", "Harbour Post", FIELDS["url"], "Jo Bo")
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
    item = _one(tmp_path, "feed.atom", feed)
    assert _facts(item) == EXPECTED
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
    item = _one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text, item.language) == ("urn:newsml:post:1", TWO, "en")
    assert _facts(item) == ("Storm", "2025-12-16", "Post", None, "Jo Bo")


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
    item = _one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text) == ("", BODY)
    assert _facts(item) == EXPECTED


def test_nitf(tmp_path: Path) -> None:
    item = _one(tmp_path, "a.xml", nitf(doctype='<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">'))
    assert _facts(item) == (
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
    item = _one(tmp_path, "a.xml", news_item(content))
    assert _facts(item) == ("Storm breaks pier", "2016-11-20", "Acme", None, "Meredith Jameson")
    assert (item.id, item.text, item.language) == ("urn:newsml:acme:1", TWO, "en")


def test_news_message_with_a_withdrawn_item(tmp_path: Path) -> None:
    good = news_item(f"<inlineData>{BODY}</inlineData>")
    killed = news_item("", guid="urn:2", status="canceled")
    message = f'<newsMessage xmlns="{NAR}"><itemSet>{killed}{good}</itemSet></newsMessage>'
    refusal, item = _all(tmp_path, "a.xml", message)
    assert isinstance(item, Found) and item.text == BODY
    assert isinstance(refusal, Refusal)
    assert str(refusal).endswith("a.xml item 1: is marked canceled by its publisher")


def test_outlet_and_zone_from_the_settings(tmp_path: Path) -> None:
    record = {"text": BODY, "date": "2025-12-16T22:30:00Z"}
    settings = {"source": "Seoul Post", "timezone": "Asia/Seoul"}
    item = _one(tmp_path, "a.json", json.dumps(record), **settings)
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


def test_publishers_own_body_where_the_page_shows_little(tmp_path: Path) -> None:
    whole = "\n\n".join([BODY] * 10)
    markup = page(BODY, head=linked_data(headline="Storm", articleBody=whole))
    assert _one(tmp_path, "a.html", markup).text == whole

"""Bad inputs, each with the one line it is refused with; the rest of the batch goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.load import Found, LoadSettings, Refusal, load
from tests.support.newsfiles import BODY, NAR, news_item, nitf, page, pdf, rss, squeezed

SMALL = LoadSettings(max_bytes=1_000_000)


LAUGHS = "lol" * 10


ENTITY = f'<?xml version="1.0"?><!DOCTYPE n [<!ENTITY a "{LAUGHS}">]>'


EXTERNAL = '<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


NO_FIELD = "name the one that holds it with --field text=NAME"

# name → (bytes, the whole reason, or its beginning where it ends in "…")


FILES: dict[str, tuple[str | bytes, str]] = {
    "empty.txt": ("", "is empty"),
    "blank.txt": (" \n\t\r\n ", "is empty"),
    "empty.md": ("", "is empty"),
    "empty.html": ("", "is empty"),
    "empty.json": ("", "is empty"),
    "empty.pdf": ("", "is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "has no text"),
    "invisible.txt": ("\u200b\u00ad\ufeff\u2060", "has no text"),
    "signs.txt": ("*** --- !!! ???", "has no text"),
    "png.txt": (b"\x89PNG\r\n\x1a\n" + bytes(60), "is not text but a PNG image"),
    "jpeg.txt": (b"\xff\xd8\xff\xe0" + bytes(60), "is not text but a JPEG image"),
    "gif.md": (b"GIF89a" + bytes(60), "is not text but a GIF image"),
    "elf.txt": (b"\x7fELF" + bytes(60), "is not text but a program"),
    "zip.txt": (b"PK\x03\x04" + bytes(60), "is not text but a ZIP archive or office document"),
    "zip.json": (b"PK\x03\x04" + bytes(60), "is not text but a ZIP archive or office document"),
    "sqlite.csv": (b"SQLite format 3\0" + bytes(60), "is not text but an SQLite database"),
    "rtf.txt": (b"{\\rtf1\\ansi hello}", "is not text but a rich-text document"),
    "noise.txt": (bytes(range(256)) * 40, "is not text but binary data"),
    "nulls.txt": (bytes(500), "is not text but binary data"),
    "noise.html": (bytes(range(256)) * 40, "is not text but binary data"),
    "noise.jsonl": (bytes(range(256)) * 40, "is not text but binary data"),
    "word.docx": (
        b"PK\x03\x04" + bytes(60),
        "is a damaged Word document…",
    ),
    "old.doc": (
        b"\xd0\xcf\x11\xe0" + bytes(60),
        "is an old office document, which Dateline does not read",
    ),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(60), "is a damaged picture…"),
    "program": (b"\x7fELF" + bytes(60), "is a program, which Dateline does not read"),
    "style.css": ("p { color: red }", "is not in a format that Dateline reads (.css)"),
    "code.py": ("import os", "is not in a format that Dateline reads (.py)"),
    "odd.xyz": (BODY, "is not in a format that Dateline reads (.xyz)"),
    "archive.tar.gz": (
        gzip.compress(BODY.encode()),
        "is not in a format that Dateline reads (.tar)",
    ),
    "torn.txt.gz": (gzip.compress(BODY.encode() * 9)[:-12], "is damaged gzip data…"),
    "bomb.txt.gz": (squeezed(5_000_000), "is larger than 0.954 MiB when unpacked"),
    "huge.txt": (
        b"a" * 1_000_001,
        "is too large (1 MiB; the limit is 1 MiB; raise DATELINE_LOAD_MAX_BYTES)",
    ),
    "yaml.md": ("---\ntitle: [a\n---\n" + BODY, "its front matter is not valid YAML…"),
    "object.md": (
        "---\ntitle: !!python/object/apply:os.getcwd []\n---\n" + BODY,
        "its front matter is not valid YAML in line 2: could not determine a constructor…",
    ),
    "anchors.md": (
        "---\na: &a [x]\ntitle: *a\n---\n" + BODY,
        "its front matter is not valid YAML: anchors and aliases are not read",
    ),
    "toml.md": ("+++\ntitle = oops\n+++\n" + BODY, "its front matter is not valid TOML…"),
    "only.md": ("---\ntitle: Nothing below\n---\n", "has no text"),
    "image.md": ("![a picture](picture.png)\n", "has no text"),
    "bare.html": (
        "<html><head><title>T</title></head><body></body></html>",
        "no article text was found in the page",
    ),
    "script.html": (
        "<html><body><script>go()</script></body></html>",
        "no article text was found in the page",
    ),
    "tags.html": ("<<<>>>", "no article text was found in the page"),
    "crowd.html": (
        f"<html><body><p>{BODY}</p>{'<p>x</p>' * 30_001}",
        "is a page of more than 30000 elements",
    ),
    "cut.json": ('{"text": "never closed', "is not valid JSON: Unterminated string…"),
    "words.json": ("these are words", "is not valid JSON: Expecting value…"),
    "number.json": ("5", "is JSON, but neither an object nor a list of objects (a number)"),
    "string.json": ('"text"', "is JSON, but neither an object nor a list of objects (a string)"),
    "null.json": ("null", "is JSON, but neither an object nor a list of objects (null)"),
    "list.json": ("[]", "is an empty list"),
    "numbers.json": ("[1, 2]", "is JSON, but neither an object nor a list of objects (a list)"),
    "object.json": ("{}", f"has no text (fields: none; {NO_FIELD})"),
    "fields.json": ('{"a": 1, "b": 2}', f"has no text (fields: a, b; {NO_FIELD})"),
    "blank.json": ('{"text": "  "}', f"has no text (fields: text; {NO_FIELD})"),
    "deep.json": ("[" * 100_000, "is JSON that is nested too deeply"),
    "broken.jsonl": ("{oops}", "is not valid JSON: Expecting property name…"),
    "list.jsonl": ("[1]", "is not a JSON object but a list"),
    "untitled.jsonl": ('{"title": "only"}', f"has no text (fields: title; {NO_FIELD})"),
    "header.csv": ("text\n", "holds no articles"),
    "columns.csv": (
        "a,b\n1,2\n",
        "has no column that holds a text (columns: a, b; name it with --field text=NAME)",
    ),
    "wide.csv": (
        "title,text\na,b,c\n",
        "has more fields than the 2 columns; quote those with separators",
    ),
    "hollow.csv": ('title,text\na,""\n', "has no text"),
    "scan.pdf": (
        pdf([], []),
        "is a scan on which no words can be recognised",
    ),
    "locked.pdf": (
        pdf([BODY], password="s"),
        "is an encrypted PDF; save a copy without a password",
    ),
    "cut.pdf": (pdf([BODY])[:300], "is a damaged PDF…"),
    "words.pdf": ("not a pdf", "is a damaged PDF…"),
    "pages.pdf": (pdf(), "is a PDF without pages"),
    "entity.xml": (
        ENTITY + "<nitf>&a;</nitf>",
        "declares XML entities, which are not read for safety",
    ),
    "external.xml": (
        EXTERNAL + "<rss><channel/></rss>",
        "declares XML entities, which are not read for safety",
    ),
    "wide.xml": (
        (ENTITY + "<nitf>&a;</nitf>").encode("utf-16"),
        "declares XML entities, which are not read for safety",
    ),
    "torn.xml": ("<a><b></a>", "is not well-formed XML: mismatched tag…"),
    "letter.xml": (
        nitf(body="<p>caf&eacute;</p>", doctype='<!DOCTYPE nitf SYSTEM "x.dtd">'),
        "is not well-formed XML: undefined entity &eacute;…",
    ),
    "code.xml": (
        '<?xml version="1.0" encoding="nope"?><nitf/>',
        "is XML in an encoding that is not read: unknown encoding: nope",
    ),
    "svg.xml": (
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "is XML of a kind that Dateline does not read (root element <svg>)",
    ),
    "bodyless.nitf": ("<nitf><body/></nitf>", "is NITF without a body"),
    "hollow.nitf": (nitf(body="<p> </p>"), "has no text"),
    "picture.xml": (
        news_item('<remoteContent href="a.jpg"/>', item_class="picture"),
        "is a news item of class picture, not a text",
    ),
    "textless.xml": (news_item(""), "is a news item without text"),
    "killed.xml": (news_item("", status="canceled"), "is marked canceled by its publisher"),
    "embargo.xml": (
        news_item(f"<inlineData>{BODY}</inlineData>").replace(
            "<pubStatus", "<embargoed>2999-01-01T00:00:00Z</embargoed><pubStatus"
        ),
        "is under embargo until 2999-01-01T00:00:00Z",
    ),
    "message.xml": (f'<newsMessage xmlns="{NAR}"/>', "is NewsML-G2 without a news item"),
    "killed.json": (
        json.dumps({"uri": "urn:1", "pubstatus": "withheld", "body_text": BODY}),
        "is marked withheld by its publisher",
    ),
    "picture.json": (
        '{"uri": "urn:1", "type": "picture", "headlines": []}',
        "is a ninjs item of type picture, not a text",
    ),
    "bodyless.json": ('{"uri": "urn:1", "pubStatus": "usable"}', "is a ninjs item without a body"),
    "embargo.json": (
        json.dumps({"uri": "urn:1", "embargoed": "2999-01-01T00:00:00Z", "body_text": BODY}),
        "is under embargo until 2999-01-01T00:00:00Z",
    ),
    "soon.json": (
        json.dumps({"uri": "urn:1", "embargoed": "soon", "body_text": BODY}),
        "is under embargo until 'soon', which is no instant",
    ),
    "feed.rss": (rss(), "is a feed without entries"),
    "torn.rss": ("<rss", "is not a readable feed…"),
    "words.rss": ("no feed at all", "is not well-formed XML…"),
    "entry.rss": (rss("<item><title>Only a title</title></item>"), "has no text"),
}

# address → reason; none of these reaches the network


ADDRESSES = {
    "ftp://post.example/a": "only http and https addresses are fetched, not ftp",
    "file:///etc/hostname": "only http and https addresses are fetched, not file",
    "http://": "is not a valid address (no host)",
    "http://[::1": "is not a valid address…",
    "http://post.example:99999/": "is not a valid address…",
    "http://jo:secret@post.example/": "holds a user name or password; leave it out of the address",
    "http://127.0.0.1/": "leads to a private address…",
    "http://127.1/": "leads to a private address…",
    "http://[::1]/": "leads to a private address…",
    "http://[::ffff:10.0.0.1]/": "leads to a private address…",
    "http://10.1.2.3/": "leads to a private address…",
    "http://192.168.0.1/": "leads to a private address…",
    "http://169.254.169.254/latest": "leads to a private address…",
    "http://0.0.0.0/": "leads to a private address…",
    "http://224.0.0.1/": "leads to a private address…",
    "http://[64:ff9b::a00:1]/": "leads to a private address…",
    "http://[fe80::1]/": "leads to a private address…",
}


def expect(refusal: object, name: str, reason: str) -> None:
    assert isinstance(refusal, Refusal), refusal
    assert refusal.name.startswith(name)
    assert "\n" not in str(refusal)
    if reason.endswith("…"):
        assert refusal.reason.startswith(reason[:-1])
    else:
        assert refusal.reason == reason


def test_there_are_at_least_sixty() -> None:
    assert len(FILES) + len(ADDRESSES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_file_is_refused(name: str, tmp_path: Path) -> None:
    data, reason = FILES[name]
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (item,) = load([path], settings=SMALL)
    expect(item, str(path), reason)


def test_batch_goes_on(tmp_path: Path) -> None:
    for name, (data, _) in FILES.items():
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        (tmp_path / f"{name}.good.txt").write_text(f"{BODY} {name}")
    items = list(load([tmp_path], settings=SMALL))
    assert sum(isinstance(item, Refusal) for item in items) == len(FILES)
    assert sum(isinstance(item, Found) for item in items) == len(FILES)


def test_page_with_an_article_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "good.html"
    path.write_text(page(*[BODY] * 3, title="Storm breaks pier"), encoding="utf-8")
    (item,) = load([path])
    assert isinstance(item, Found)

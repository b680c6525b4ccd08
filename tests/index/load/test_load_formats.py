"""What Markdown, pages, JSON and tables give: title, text, date, outlet, address, author."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.load import Found, Refusal
from tests.support.newsfiles import (
    BODY,
    EXPECTED,
    FIELDS,
    HTML,
    SECOND,
    TWO,
    facts,
    linked_data,
    load_all,
    load_one,
    page,
)

# Markdown


def test_front_matter_in_yaml(tmp_path: Path) -> None:
    front = "".join(f"{name}: {value}\n" for name, value in FIELDS.items())
    item = load_one(tmp_path, "a.md", f"---\n{front}---\n\n# Storm\n\n{BODY}\n")
    assert facts(item) == EXPECTED
    assert item.text == BODY
    assert item.published is not None and item.published.isoformat() == FIELDS["date"]


def test_front_matter_in_toml(tmp_path: Path) -> None:
    front = "".join(f'{name} = "{value}"\n' for name, value in FIELDS.items())
    front = front.replace(f'"{FIELDS["date"]}"', FIELDS["date"])
    assert facts(load_one(tmp_path, "a.md", f"+++\n{front}+++\n{BODY}")) == EXPECTED


def test_front_matter_with_a_bare_colon_and_windows_lines(tmp_path: Path) -> None:
    text = f"---\r\ntitle: Karsk: eleven dead\r\nauthors: [A B, C D]\r\n---\r\n{BODY}\r\n"
    item = load_one(tmp_path, "a.md", text)
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
    item = load_one(tmp_path, "a.md", markdown)
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
    item = load_one(
        tmp_path, "a.html", page(*[BODY, SECOND] * 2, head=head, title="Storm &amp; pier")
    )
    assert facts(item) == ("Storm & pier", *EXPECTED[1:4], "Jo Bo, Li Wu")
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
    item = load_one(tmp_path, "a.html", page(*[BODY] * 3, head=head))
    assert facts(item) == EXPECTED


def test_page_in_another_encoding(tmp_path: Path) -> None:
    text = "정부는 월요일에 새로운 정책을 발표했다. 이 정책은 내년부터 시행된다."
    markup = page(*[text] * 4, lang="ko").replace("utf-8", "euc-kr")
    assert text in load_one(tmp_path, "a.html", markup.encode("euc-kr")).text


def test_furniture_between_paragraphs_goes(tmp_path: Path) -> None:
    lines = [BODY, "READ MORE: Another storm story", SECOND, BODY, "Sign up for our newsletter"]
    text = load_one(tmp_path, "a.html", page(*lines)).text
    assert "READ MORE" not in text and "newsletter" not in text
    assert text.count(BODY) == 2 and SECOND in text


# JSON, JSON Lines, CSV


def test_json_with_usual_names(tmp_path: Path) -> None:
    record = {
        "id": 7, "headline": "Storm", "body": HTML, "publishedAt": FIELDS["date"],
        "publisher": {"name": "Post"}, "link": FIELDS["url"], "authors": [{"name": "Jo Bo"}],
    }  # fmt: skip
    item = load_one(tmp_path, "a.json", json.dumps(record))
    assert (item.id, item.text) == ("7", TWO)
    assert facts(item) == EXPECTED


def test_json_with_a_mapping(tmp_path: Path) -> None:
    record = {"kopf": "Storm", "inhalt": {"lang": BODY}, "meta": {"tag": "16.12.2025"}}
    fields = {"title": "kopf", "text": "inhalt.lang", "date": "meta.tag"}
    item = load_one(tmp_path, "a.json", json.dumps(record), fields=fields)
    assert (item.title, str(item.date), item.text) == ("Storm", "2025-12-16", BODY)


@pytest.mark.parametrize("wrap", ["list", "articles", "items", "lines"])
def test_several_in_one_file(tmp_path: Path, wrap: str) -> None:
    records = [{"title": str(n), "text": f"{BODY} {n}"} for n in range(3)]
    lines = "\n".join(json.dumps(record) for record in records)
    document = (
        lines if wrap == "lines" else json.dumps(records if wrap == "list" else {wrap: records})
    )
    items = load_all(tmp_path, "a.json", document)
    assert [item.title for item in items if isinstance(item, Found)] == ["0", "1", "2"]


def test_corpus_line(tmp_path: Path) -> None:
    metadata = {name: value for name, value in FIELDS.items() if name != "title"}
    line = json.dumps({"_id": "d1", "title": "Storm", "text": BODY, "metadata": metadata})
    bad = "{oops}\n[1]\n" + json.dumps({"_id": "d2", "title": "No text", "text": ""})
    item, *refused = load_all(tmp_path, "c.jsonl", f"{line}\n\n{bad}\n")
    assert isinstance(item, Found)
    assert item.id == "d1" and facts(item) == EXPECTED
    names = [each.name.rpartition("/")[2] for each in refused if isinstance(each, Refusal)]
    assert names == ["c.jsonl line 3", "c.jsonl line 4", "c.jsonl line 5"]


def test_lone_surrogate_and_constants(tmp_path: Path) -> None:
    item = load_one(
        tmp_path, "a.json", '{"text": "torn \\ud800 apart", "date": NaN, "x": Infinity}'
    )
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
    first, second = load_all(tmp_path, "a.tsv" if mark == "\t" else "a.csv", "\r\n".join(rows))
    assert isinstance(first, Found) and isinstance(second, Found)
    assert first.text == 'Line one\n"quoted", line two; and | three'
    assert (first.title, str(first.date)) == ("Storm", "2025-12-16")
    assert second.url == FIELDS["url"] and second.date is None


def test_publishers_own_body_where_the_page_shows_little(tmp_path: Path) -> None:
    whole = "\n\n".join([BODY] * 10)
    markup = page(BODY, head=linked_data(headline="Storm", articleBody=whole))
    assert load_one(tmp_path, "a.html", markup).text == whole


def test_table_with_an_unnamed_column_of_numbers(tmp_path: Path) -> None:
    """Such a column is what spreadsheets and data frames put first."""
    items = load_all(tmp_path, "a.csv", f',title,text\n0,One,"{BODY}"\n1,Two,"{BODY} More."\n')
    assert [item.title for item in items if isinstance(item, Found)] == ["One", "Two"]


def test_a_site_that_names_itself_as_every_pages_address_is_not_believed(tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://post.example/">'
    assert load_one(tmp_path, "a.html", page(*[BODY] * 3, head=home)).url is None
    told = home + '<meta property="og:url" content="https://post.example/pier">'
    assert load_one(tmp_path, "b.html", page(*[BODY] * 3, head=told)).url == (
        "https://post.example/pier"
    )


@pytest.mark.parametrize("around", ["articles", "response.docs", "data.items"])
def test_a_list_inside_an_object(tmp_path: Path, around: str) -> None:
    document: object = [{"title": "One", "text": BODY}, {"title": "Two", "text": SECOND}]
    for name in reversed(around.split(".")):
        document = {"status": "ok", name: document}
    items = load_all(tmp_path, "a.json", json.dumps(document))
    assert [item.title for item in items if isinstance(item, Found)] == ["One", "Two"]


def test_an_article_with_a_list_on_it_is_one_article(tmp_path: Path) -> None:
    record = {"title": "One", "text": BODY, "documents": [{"title": "A file", "text": SECOND}]}
    assert load_one(tmp_path, "a.json", json.dumps(record)).text == BODY

import csv
import io
import json
import shutil
from datetime import date

import pytest

from index import Article
from index.errors import IndexFormatError, SearchQueryError
from index.filters import Filters
from index.find import table
from index.folder.manifest import Layout
from index.maintain.doctor import doctor
from index.maintain.repair import repair

TEXTS = {
    "tx": "Measles outbreaks in Texas grow. The measles outbreak began in January.",
    "ny": "No case of measles was seen.\n\n" + "Nothing else happened. " * 60 + "Measles again.",
    "uk": "Vaccinations rose. Doctors were glad.",
    "ko": "통일부가 회담에 나오지 않았다. 통일부 장관은 말했다.",
}
OUTLETS = {"tx": "BBC News", "ny": "The New York Times", "uk": "BBC News", "ko": "연합뉴스"}


@pytest.fixture
def archive(opened):
    index = opened()
    index.add(
        Article(
            name,
            text,
            title=f"Title of {name}",
            date=None if name == "uk" else date(2026, number, 5),
            source=OUTLETS[name],
            author="Ann Lee" if name == "tx" else None,
            language="ko" if name == "ko" else "en",
        )
        for number, (name, text) in enumerate(TEXTS.items(), start=1)
    )
    return index


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {"tx", "ny", "uk", "ko"}),
        ("measles", {"tx", "ny"}),
        ("MEASLES outbreak", {"tx"}),
        ('"measles outbreak"', {"tx"}),
        ('"outbreak measles"', set()),
        ("vaccin*", {"uk"}),
        ('"measles out*"', {"tx"}),
        ("measles OR vaccination", {"tx", "ny", "uk"}),
        ("NOT measles", {"uk", "ko"}),
        ("measles -texas", {"ny"}),
        ("outlet:bbc", {"tx", "uk"}),
        ('outlet:"new york" OR author:lee', {"tx", "ny"}),
        ("title:tx", {"tx"}),
        ("text:tx", set()),
        ("language:ko", {"ko"}),
        ("통일부", {"ko"}),
        ('"통일부 장관"', {"ko"}),
        ("통", {"ko"}),
        ("since:2026-02", {"ny", "ko"}),
        ("date:2026-02", {"ny"}),
        ("until:2026-01-05", {"tx"}),
    ],
)
def test_a_query_finds_the_articles_whose_words_fit(archive, query, ids):
    found = archive.find(query)
    assert {match.article.id for match in found.matches} == ids
    assert found.total == len(ids)
    assert set(archive.find_ids(query)) == ids


def test_offsets_slice_the_stored_text(archive):
    found = archive.find("measles")
    by_id = {match.article.id: match for match in found.matches}
    assert by_id["ny"].count == 2
    assert len(by_id["ny"].snippets) == 2
    for match in found.matches:
        text = archive.article(match.article.id).text
        for snippet, words in zip(match.snippets, match.texts, strict=True):
            assert text[snippet.start : snippet.end] == words
            assert [text[a:b].lower() for a, b in snippet.marks] == ["measles"] * len(snippet.marks)


def test_filters_orders_and_pages(archive):
    filters = Filters(sources=("bbc news",))
    assert archive.find("measles", filters).total == 1
    assert archive.find("", filters, order="title").total == 2
    newest = [each.article.id for each in archive.find("", order="date").matches]
    assert newest == ["ko", "ny", "tx", "uk"]
    oldest = archive.find("", order="date", descending=False).matches
    assert [each.article.id for each in oldest] == ["tx", "ny", "ko", "uk"]
    second = archive.find("", order="date", offset=1, limit=2)
    assert [each.article.id for each in second.matches] == ["ny", "tx"]
    assert second.total == 4
    longest = archive.find("measles", order="characters").matches
    assert [each.article.id for each in longest] == ["ny", "tx"]


def test_a_search_within_some_articles_finds_no_other(archive):
    only = Filters(articles=("ny", "uk", "none"))
    assert archive.find_ids("measles", only) == ["ny"]
    assert archive.find("", only).total == 2
    vector = archive.encoder.encode_texts(["measles in Texas"])[0]
    for ranked in (archive.dense(vector, 9, only), archive.lexical("measles Texas rose", 9, only)):
        assert {each.article_id for each in archive.passages(ranked.ids.tolist())} == {"ny", "uk"}
    assert {hit.article_id for hit in archive.search("measles", 9, only)} == {"ny", "uk"}
    assert archive.lexical("measles", 9, Filters(articles=("none",))).ids.size == 0


def test_what_was_found_is_counted_by_day_and_by_what_it_shares(archive):
    assert archive.find_days("measles") == [
        ("2026-01-05", "BBC News", 1),
        ("2026-02-05", "The New York Times", 1),
    ]
    assert archive.find_shares()["sources"][0] == ("BBC News", 2)
    assert archive.find_shares("measles")["languages"] == [("en", 2)]


def test_changes_are_found_and_what_was_removed_is_not(archive):
    archive.add([Article("tx", "Mumps in Texas.", title="Title of tx", source="BBC News")])
    assert archive.find_ids("measles") == ["ny"]
    assert archive.find_ids("mumps") == ["tx"]
    archive.remove(["ny"])
    archive.compact()
    assert archive.find("measles").total == 0
    assert doctor(archive.folder).healthy


def test_an_empty_archive_has_nothing_and_still_reads_the_query(opened):
    index = opened()
    assert index.find("measles").total == 0
    with pytest.raises(SearchQueryError):
        index.find("(")


def as_of_the_first_format(folder):
    """Make the newest generation what the first format had."""
    layout = Layout(folder)
    number = layout.current()
    shutil.rmtree(layout.generation(number) / "texts")
    path = layout.manifest(number)
    said = json.loads(path.read_text("utf-8"))
    said["format"] = 1
    del said["counts"]["texts"]
    said["files"] = {name: d for name, d in said["files"].items() if "texts/" not in name}
    path.write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize("how", ["add", "compact", "remove"])
def test_an_archive_of_the_first_format_is_read_and_brought_up_to_date(archive, opened, how):
    as_of_the_first_format(archive.folder)
    old = opened()
    assert len(old.articles()) == 4
    assert old.find("").total == 4
    with pytest.raises(IndexFormatError, match="run `dateline compact` once"):
        old.find("measles")
    assert doctor(archive.folder).healthy
    if how == "add":
        old.add([Article("new", "Measles in Utah.", title="Utah")])
    elif how == "remove":
        old.remove(["uk"])
    else:
        old.compact()
    assert old.find("measles").total == (3 if how == "add" else 2)
    assert old.manifest.format == 2
    assert doctor(archive.folder).healthy


def test_lost_words_are_told_and_written_again(archive, opened, words):
    folder = archive.folder
    archive.close()
    layout = Layout(folder)
    shutil.rmtree(layout.generation(layout.current()) / "texts")
    assert any("texts" in problem for problem in doctor(folder).problems)
    report = repair(folder, encoder=words)
    assert report.healthy
    assert report.repaired == ["the searchable words of 4 articles"]
    assert opened().find("measles").total == 2


def test_the_table_and_the_document_say_the_same(archive):
    found = archive.find("measles", order="date")
    rows = list(csv.DictReader(io.StringIO(table.as_csv(found))))
    document = table.as_json(found)
    assert [row["id"] for row in rows] == [each["id"] for each in document["articles"]]
    assert rows[0]["count"] == "2" and "Measles again" in rows[0]["snippet"]
    assert document["total"] == 2
    assert document["articles"][1]["snippets"][0]["marks"][0] == [0, 7]

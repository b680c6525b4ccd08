from collections import Counter
from datetime import UTC, date, datetime

import pytest

from index.article import Article
from index.load.base import Refusal
from index.store.records import ArticleInfo, Summary, Version
from tests.support.parsed import Parsed
from ui import browse, examples
from ui.render import archive, reader
from ui.render.timeline import timeline
from ui.texts import Texts

EN = Texts()


def info(number, *, source="Post", day=date(2025, 1, 1), title=None, characters=100):
    return ArticleInfo(
        id=f"a{number}",
        title=title or f"Title {number}",
        date=day,
        published=None,
        source=source,
        url=None,
        author="Ann Author",
        language="en",
        sha256="",
        characters=characters,
        passages=1,
        origin=number,
    )


def test_every_word_of_a_search_must_stand_in_title_outlet_or_author():
    shelved = [info(1, title="Bridge opens"), info(2, title="Bridge shuts"), info(3)]
    view = browse.View(term="BRIDGE author opens")
    assert [each.id for each in browse.look(shelved, view).rows] == ["a1"]


@pytest.mark.parametrize(
    ("order", "descending", "ids"),
    [
        ("date", True, ["a2", "a1", "a3"]),
        ("date", False, ["a3", "a1", "a2"]),
        ("title", False, ["a3", "a1", "a2"]),
        ("source", True, ["a1", "a2", "a3"]),
        ("characters", True, ["a3", "a2", "a1"]),
    ],
)
def test_articles_are_sorted_and_unknown_days_come_first(order, descending, ids):
    shelved = [
        info(1, title="b", source="Z", characters=1),
        info(2, title="C", source="y", day=date(2025, 2, 1), characters=2),
        info(3, title="a", source=None, day=None, characters=3),
    ]
    found = browse.look(shelved, browse.View(order=order, descending=descending))
    assert [each.id for each in found.rows] == ids


def test_a_page_beyond_the_last_is_the_last():
    shelved = [info(n) for n in range(browse.PAGE + 3)]
    found = browse.look(shelved, browse.View(page=9))
    assert (found.page, found.pages, found.found, len(found.rows)) == (1, 2, browse.PAGE + 3, 3)


def test_the_form_is_read_and_nonsense_is_the_usual_view():
    fields = {"term": "x", "order": "title", "descending": "", "page": "2", "source": ["", "A"]}
    view = browse.View.read(fields)
    assert (view.term, view.order, view.descending, view.page) == ("x", "title", False, 2)
    assert view.limits.sources == ["A"]
    assert browse.View.read({"order": "text; drop", "page": "-1"}) == browse.View()
    assert browse.View.read(None) == browse.View()


def test_small_outlets_are_counted_together():
    shelved = [info(n, source=f"Outlet {n}") for n in range(5)] + [info(9, source="Outlet 0")]
    counts = browse.days(shelved, rows=3)
    assert list(counts) == ["Outlet 0", "Outlet 1", ""]
    assert sum(counts[""].values()) == 3
    assert sum(sum(row.values()) for row in counts.values()) == 6


def test_the_timeline_has_a_dot_for_each_outlet_and_day():
    counts = {
        "A<b>": Counter({date(2024, 1, 1): 1, date(2025, 1, 1): 4}),
        "": Counter({date(2024, 6, 1): 1}),
    }
    found = Parsed(timeline(counts, EN))
    dots = [a for tag, a in zip(found.tags, found.attributes, strict=True) if tag == "circle"]
    assert [dot["data-day"] for dot in dots] == ["2024-01-01", "2025-01-01", "2024-06-01"]
    assert float(dots[0]["cx"]) < float(dots[2]["cx"]) < float(dots[1]["cx"])
    assert float(dots[1]["r"]) > float(dots[0]["r"])
    assert "6 articles by day and outlet, 2024-01-01 to 2025-01-01" in found.words
    assert "b" not in found.tags
    assert timeline({}, EN) == ""


def test_a_single_day_has_a_timeline():
    assert timeline({"A": Counter({date(2024, 1, 1): 1})}, EN).count("<circle") == 1


def test_the_table_says_how_it_is_sorted_and_opens_articles():
    found = browse.look([info(1, title="<b>x</b>")], browse.View())
    html = archive.table(found, browse.View(), EN)
    parsed = Parsed(html)
    assert "b" not in parsed.tags
    assert 'aria-sort="descending"' in html
    assert 'data-action="read" data-article="a1"' in html
    assert "No article fits." in archive.table(browse.look([], browse.View()), browse.View(), EN)


def test_the_pager_stops_at_both_ends():
    shelved = [info(n) for n in range(browse.PAGE + 1)]
    first = archive.table(browse.look(shelved, browse.View()), browse.View(), EN)
    assert 'data-page="-1" disabled' in first
    assert 'data-page="1" disabled' not in first


def test_a_refusal_is_listed_with_its_reason():
    html = archive.added(Summary(added=2, refused=[Refusal("<i>x.png", "is an image")]), EN)
    assert "&lt;i&gt;x.png" in html
    assert "is an image" in html
    assert "dl-refused" not in archive.added(Summary(added=2), EN)


def test_marks_that_touch_are_one_and_impossible_ones_none():
    assert reader.joined([(5, 9), (0, 3), (3, 4), (8, 12), (7, 7), (-1, 2), (0, 99)], 20) == [
        (0, 4),
        (5, 12),
    ]


def test_an_article_is_shown_whole_with_its_marks():
    text = "One <b>two</b>.\n\nThree four."
    article = Article("a", text, title="T", source="Post", url="https://p.example/", language="en")
    recorded = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
    versions = [Version("a", 1, "added", 1, recorded, "T", None, "", len(text))]
    html = reader.reader(article, [(17, 22)], ["gone"], [info(2)], versions, EN)
    body = html.split('class="dl-text"')[1].split("</div>")[0]
    assert Parsed(f"<p{body}").words == text
    assert '<mark id="mark-0" tabindex="-1" data-at="17">Three</mark>' in body
    assert "No longer in this article as cited: <q>gone</q>" in html
    assert "1 marked" in html
    assert "2025-01-02 03:04 UTC" in html
    assert 'data-article="a2"' in html


def test_an_archive_of_other_articles_is_asked_about_its_own_headlines():
    shelved = [info(1), info(2), info(3, source="Other", title="Bridge opens")]
    assert examples.questions(shelved, EN) == [
        "What is reported in “Title 1”?",
        "What is reported in “Bridge opens”?",
    ]
    assert examples.questions([], EN) == []

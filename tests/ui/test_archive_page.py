from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from index.article import Article
from index.find.match import Found, Match
from index.find.snippets import Snippet
from index.load.base import Refusal
from index.names.roll import NameCount
from index.store.records import ArticleInfo, Summary, Version
from index.store.selection import DayCount
from tests.support.parsed import Parsed
from ui import browse, examples
from ui.adding import Step
from ui.render import archive, reader
from ui.render.results import results
from ui.render.timeline import timeline
from ui.texts import Texts
from ui.thread import Asked

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


def match(number, text="One two three.", marks=(), **more):
    snippet = Snippet(0, len(text), tuple(marks))
    return Match(info(number, **more), len(marks), (), (snippet,), (text,))


def shelf(*matches, total=None, page=0, pages=1, days=()):
    found = Found("", 0, len(matches) if total is None else total, list(matches))
    return browse.Shelf(found, pages, page, list(days), [NameCount("<i>Ann</i>", "person", 3)])


def test_a_stretch_that_ends_within_a_sentence_says_so():
    html = results(shelf(match(1, "One two"), match(2)), browse.View(), EN)
    assert 'dir="auto">One two …</p>' in html
    assert 'dir="auto">One two three.</p>' in html


def test_the_form_is_read_and_nonsense_is_the_usual_view():
    fields = {"term": " x ", "order": "title", "page": "2", "source": ["", "A"], "author": "Ann"}
    view = browse.View.read(fields)
    assert (view.query, view.page, view.author) == ("x", 2, "Ann")
    assert view.sorted_by == ("title", False)
    assert view.filters.sources == ("A",)
    assert browse.View.read({"order": "text; drop", "page": "-1"}) == browse.View()
    assert browse.View.read(None) == browse.View()


@pytest.mark.parametrize(
    ("query", "order", "by"),
    [
        ("", "", ("date", True)),
        ("x", "", ("best", True)),
        ("", "best", ("date", True)),
        ("x", "oldest", ("date", False)),
        ("x", "characters", ("characters", True)),
    ],
)
def test_the_best_come_first_where_something_is_looked_for_else_the_newest(query, order, by):
    assert browse.View(query=query, order=order).sorted_by == by


def test_a_page_beyond_the_last_is_the_last(samples_index):
    size = len(samples_index) - 3
    seen = browse.look(samples_index, browse.View(page=9), size)
    assert (seen.page, seen.pages, seen.found.total) == (1, 2, len(samples_index))
    assert len(seen.found.matches) == 3


def test_days_are_counted_whatever_days_are_asked_for(samples_index):
    limits = Asked(since=date(2025, 12, 1))
    seen = browse.look(samples_index, browse.View(limits=limits))
    assert sum(day.articles for day in seen.days) > seen.found.total > 0


def test_small_outlets_share_a_colour():
    days = [DayCount("2025-01-01", f"Outlet {n}", 9 - n) for n in range(8)]
    assert browse.leading(days) == [*(f"Outlet {n}" for n in range(5)), ""]
    assert browse.leading(days[:2]) == ["Outlet 0", "Outlet 1"]


def bars(html):
    found = Parsed(html)
    return [a for a in found.attributes if "data-start" in a]


def test_the_timeline_stacks_outlets_and_pales_what_is_not_asked_for():
    days = [
        DayCount("2024-01-01", "A<b>", 1),
        DayCount("2024-01-03", "A<b>", 3),
        DayCount("2024-01-03", "", 1),
    ]
    html = timeline(days, date(2024, 1, 2), None, EN)
    found = Parsed(html)
    assert [bar["data-start"] for bar in bars(html)] == ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert [bar.get("class") for bar in bars(html)] == ["dl-outside", None, None]
    assert "height: 75.00%" in html and "height: 25.00%" in html
    assert "5 articles by day and outlet, 1 Jan 2024 to 3 Jan 2024" in html
    assert "b" not in found.tags
    assert timeline([], None, None, EN) == ""


@pytest.mark.parametrize(
    ("last", "start", "end"),
    [
        ("2024-02-01", "2024-01-31", "2024-01-31"),
        ("2025-01-01", "2024-01-29", "2024-02-04"),
        ("2028-01-01", "2024-01-01", "2024-01-31"),
        ("2040-01-01", "2024-01-01", "2024-03-31"),
        ("2080-01-01", "2024-01-01", "2024-12-31"),
        ("2400-01-01", "2020-01-01", "2029-12-31"),
    ],
)
def test_bars_stand_for_days_weeks_months_or_years(last, start, end):
    html = timeline([DayCount("2024-01-31", "A", 1), DayCount(last, "A", 1)], None, None, EN)
    first = bars(html)[0]
    assert (first["data-start"], first["data-end"]) == (start, end)
    assert len(bars(html)) <= 81
    assert html.count("<i ") == 3


def test_a_result_shows_its_words_marked_and_opens_the_article():
    html = results(
        shelf(match(1, "The <b>two</b> cats.", [(7, 10)], title="<b>x</b>")),
        browse.View(query="two"),
        EN,
    )
    assert "b" not in Parsed(html).tags
    assert "The &lt;b&gt;<mark>two</mark>&lt;/b&gt; cats." in html
    assert 'data-action="read" data-article="a1"' in html
    assert "1 article says two" in html
    assert "1 place" in html
    assert 'data-name="&lt;i&gt;Ann&lt;/i&gt;" title="person"' in html
    assert 'name="outlet" value="Post"' in html


def test_nothing_found_is_said():
    assert "No article fits." in results(shelf(), browse.View(query="x"), EN)


def test_the_pager_stops_at_both_ends():
    html = results(shelf(match(1), total=40, pages=2), browse.View(), EN)
    assert 'data-page="-1" disabled' in html
    assert 'data-page="1" disabled' not in html
    assert "40 articles" in html


def test_the_form_offers_what_there_is():
    shares = {"sources": [("A<b>", 1200)], "authors": [("Ann", 2)], "languages": [("en", 3)]}
    html = archive.form(shares, EN)
    assert "A&lt;b&gt; (1,200)" in html
    assert 'value="Ann"' in html
    assert 'name="language"' not in html


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "read, 20 passages embedded …<"),
        (12.0, "About 10 seconds left"),
        (300.0, "5 minutes"),
    ],
)
def test_an_addition_says_how_much_is_left(left, words):
    assert words in archive.adding(Step(0.5, 3, 20, left), EN)


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


def test_what_names_somebody_is_said_in_words():
    def headed(query, total=2):
        shelf = browse.Shelf(Found(query, 0, total, []), 1, 0, [], [])
        return Parsed(results(shelf, browse.View(query), EN)).words

    assert headed('name:"White House"') == "2 articles name White House"
    assert headed('name:"White House" name:Lee', 1) == "1 article names White House, Lee"
    assert headed("“rates rise” may* name:Lee") == "2 articles naming Lee, with “rates rise” may*"
    for other in ("name:Lee OR name:Fay", "name:Lee NOT rates", "name:Lee outlet:post", "lee"):
        assert headed(other) == f"2 articles say {other}"


def test_an_archive_is_begun_with_questions_that_it_answers_and_no_others():
    url, written = next(iter(examples.SAMPLES.items()))
    shelved = [info(1), replace(info(2), url=url)]
    assert examples.questions(shelved, ["Who is Ann Lee?", written]) == [written, "Who is Ann Lee?"]
    assert examples.questions([info(1)]) == []

import json

import pytest

from tests.support.driving import finished, in_view, put
from ui import browse

pytestmark = pytest.mark.browser
UMBRELLA = """---
title: Quillfeather bridge closed by a herd of alpacas
date: 2025-10-10
source: Quillfeather Gazette
---

The Quillfeather bridge was closed on Friday because forty-one alpacas refused to leave it.
"""


def archive(page):
    page.click("role=tab[name='Archive']")
    page.wait_for_selector(".dl-table")


def test_articles_are_added_refused_asked_about_and_removed(page, served, tmp_path):
    (tmp_path / "alpacas.md").write_text(UMBRELLA)
    (tmp_path / "second.txt").write_text(
        "Quillfeather, October 11, 2025\n\nThe alpacas of Quillfeather went home on Saturday."
    )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    archive(page)
    page.click("#add button:has-text('Add articles')")
    page.set_input_files(
        "#files input[type=file]",
        [tmp_path / name for name in ("alpacas.md", "second.txt", "picture.png")],
    )
    page.wait_for_selector("#files >> text=picture")
    assert page.get_by_label("Add more files").count() == 1
    assert page.locator("[aria-label^='common.'], [title^='common.']").count() == 0
    page.click("#add-button")
    page.wait_for_selector("#report .dl-counts")
    report = page.inner_text("#report")
    assert "Added 2" in report
    assert "Refused 1" in report
    assert page.inner_text(".dl-refused li").startswith("picture.png: ")
    page.fill("#shelf-form [name=term]", "alpacas gazette")
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length === 1")
    page.click("role=tab[name='Ask']")
    question = "why was the Quillfeather bridge closed"
    put(page, question)
    assert "forty-one alpacas" in page.inner_text(".dl-answer")

    archive(page)
    page.fill("#shelf-form [name=term]", "alpacas gazette")
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length === 1")
    page.check(".dl-table tbody input")
    page.click("button:has-text('Remove selected')")
    page.click("dialog button:has-text('Cancel')")
    page.wait_for_selector("dialog", state="detached")
    page.click("button:has-text('Remove selected')")
    page.click("dialog button:has-text('Remove selected')")
    page.wait_for_selector("#report:has-text('1 removed.')")
    page.click("role=tab[name='Ask']")
    put(page, question, turns=2)
    assert "forty-one alpacas" not in page.inner_text("#turn-1")
    assert "Quillfeather Gazette" not in served.backend.index().sources()


def test_the_table_is_searched_filtered_and_sorted(page):
    archive(page)
    assert page.locator(".dl-timeline circle").count() > 20
    page.select_option("#shelf-form [name=source]", "Capital Ledger")
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length === 3")
    dates = page.locator(".dl-table .dl-date").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    page.click(".dl-table button:has-text('Date')")
    page.wait_for_selector("th[aria-sort=ascending]")
    assert page.locator(".dl-table .dl-date").all_inner_texts() == sorted(dates)
    page.fill("#shelf-form [name=since]", "2025-12-01")
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length === 1")
    page.fill("#shelf-form [name=term]", "nothing like it")
    page.wait_for_selector("text=No article fits.")


def test_what_was_looked_for_stays_when_one_comes_back(page):
    archive(page)
    page.fill("#shelf-form [name=term]", "heron")
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length < 5")
    rows = page.locator(".dl-table tbody tr").all_inner_texts()
    page.click("role=tab[name='Ask']")
    with page.expect_response(lambda answer: "/queue/data" in answer.url):
        archive(page)
    page.wait_for_timeout(500)
    assert page.input_value("#shelf-form [name=term]") == "heron"
    assert page.locator(".dl-table tbody tr").all_inner_texts() == rows


def test_a_dot_of_the_timeline_shows_its_articles(page):
    archive(page)
    dot = page.locator(".dl-timeline circle[data-source='The Touchline']").first
    day = dot.get_attribute("data-day")
    dot.click()
    page.wait_for_function("() => document.querySelectorAll('.dl-table tbody tr').length === 1")
    assert page.inner_text(".dl-table .dl-date") == day


def test_the_index_is_examined(page):
    archive(page)
    page.click("#health button:has-text('Health of the index')")
    page.click("#check")
    page.wait_for_selector("text=The index is whole.")


def test_a_link_that_is_none_is_refused(page):
    archive(page)
    page.click("#add button:has-text('Add articles')")
    page.fill("#link textarea, #link input", "not a /link")
    page.click("#add-button")
    page.wait_for_selector(".dl-refused")
    assert page.locator(".dl-refused li").all_inner_texts() == ["not a /link: is not a web address"]


def test_a_page_that_is_turned_to_is_read_from_its_top(page, monkeypatch):
    monkeypatch.setattr(browse, "PAGE", 20)
    archive(page)
    page.fill("#shelf-form [name=term]", " ")
    page.wait_for_selector(".dl-pager")
    page.check(".dl-table tbody input >> nth=0")
    page.click(".dl-pager button:has-text('Next')")
    page.wait_for_selector(".dl-pager:has-text('Page 2 of')")
    page.wait_for_function("() => document.activeElement.matches('#articles .dl-scroll')")
    assert in_view(page, "#articles .dl-bar")
    assert page.locator(".dl-table tbody input:checked").count() == 0


def test_a_second_tab_is_answered_while_the_archive_is_written(visit, served, tmp_path):
    many = [
        {
            "id": f"bulk-{n}",
            "title": f"Bulk {n}",
            "text": f"Bulk article {n} tells of gravel. " * 40,
        }
        for n in range(40)
    ]
    (tmp_path / "bulk.jsonl").write_text("\n".join(json.dumps(each) for each in many))
    first, second = visit(), visit()
    before = served.backend.index().generation
    archive(first)
    first.click("#add button:has-text('Add articles')")
    first.set_input_files("#files input[type=file]", tmp_path / "bulk.jsonl")
    first.wait_for_selector("#files >> text=bulk")
    first.click("#add-button")
    put(second, "what caused the explosion at Karsk")
    receipt = second.evaluate("dateline.thread.exchanges[0].answer")
    # The one before the write, or, when that was quick, the one after: nothing in between.
    assert receipt["generation"] in (before, before + 1)
    assert not receipt["abstained"]
    first.wait_for_selector("#report .dl-counts", timeout=60_000)
    served.backend.remove([f"bulk-{n}" for n in range(40)])


def test_an_article_opens_whole_with_all_that_was_cited_marked(page, served):
    put(page, "why did the Unification Ministry skip the talks")
    put(page, "who led the South Korean delegation", turns=2)
    page.click("#sources .dl-group:not([hidden]) [data-action=read] >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    marks = page.locator("#reader mark")
    assert marks.count() >= 2
    opened = page.evaluate("dateline.thread.exchanges[1].answer.citations[0].article_id")
    article = served.backend.index().article(opened)
    assert page.text_content(".dl-text") == article.text
    page.wait_for_selector("#mark-count:has-text('/')")
    where = page.inner_text("#mark-count")
    page.click("button:has-text('Next mark')")
    assert page.inner_text("#mark-count") != where
    page.click("button:has-text('Previous mark')")
    assert page.inner_text("#mark-count") == where
    assert page.locator("#reader mark.dl-open").count() == 1
    assert "Versions (1)" in page.inner_text(".dl-versions")


def test_the_same_story_elsewhere_opens_from_its_card(page):
    put(page, "why was the lumen-3 launch postponed")
    also = page.locator(".dl-also button")
    assert also.count() >= 1
    also.first.click()
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.locator("#reader .dl-headlines button").count() >= 1
    finished(page, 1)

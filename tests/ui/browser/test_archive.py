import json

import pytest

from tests.support.driving import finished, free_port, in_view, put
from ui import browse
from ui.backend import Backend
from ui.server import Door, serve

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
    page.wait_for_selector(".dl-results")


def look_for(page, words, count):
    """Type words into the search and wait until so many articles are said to fit."""
    page.fill("#shelf-form [name=term]", words)
    page.wait_for_function(
        "([words, n]) => { const head = document.getElementById('dl-found');"
        " return head && head.textContent.startsWith(`${n} article`)"
        " && head.textContent.includes(words); }",
        arg=[words, count],
    )


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
    look_for(page, "alpacas outlet:gazette", 1)
    page.click("role=tab[name='Ask']")
    question = "why was the Quillfeather bridge closed"
    put(page, question)
    assert "forty-one alpacas" in page.inner_text(".dl-reply")

    archive(page)
    look_for(page, "alpacas outlet:gazette", 1)
    page.check(".dl-results input[name=tick]")
    page.click("button:has-text('Remove selected')")
    page.wait_for_selector("#report:has-text('1 removed.')")
    page.wait_for_selector("#articles:has-text('No article fits.')")
    page.click("#report button:has-text('Undo')")
    page.wait_for_selector("#report:has-text('1 put back.')")
    page.check(".dl-results input[name=tick]")
    page.click("button:has-text('Remove selected')")
    page.wait_for_selector("#report:has-text('1 removed.')")
    page.click("role=tab[name='Ask']")
    put(page, question, turns=2)
    assert "forty-one alpacas" not in page.inner_text("#turn-1")
    assert "Quillfeather Gazette" not in served.backend.index().sources()


def test_the_words_of_articles_are_searched_marked_filtered_and_sorted(page, served):
    archive(page)
    wanted = served.backend.index().find_ids("bridge")
    assert len(wanted) > 1
    look_for(page, "bridge", len(wanted))
    assert page.locator(".dl-results > li").count() == len(wanted)
    marks = page.locator(".dl-results mark").all_inner_texts()
    assert marks and {mark.lower() for mark in marks} <= {"bridge", "bridges"}
    page.fill("#shelf-form [name=term]", "")
    page.select_option("#shelf-form [name=source]", "Capital Ledger")
    page.wait_for_function("() => document.querySelectorAll('.dl-results > li').length === 3")
    days = "all => all.map(each => each.getAttribute('datetime'))"
    dates = page.locator(".dl-results time").evaluate_all(days)
    assert dates == sorted(dates, reverse=True)
    page.select_option("#shelf-form [name=order]", "oldest")
    page.wait_for_function(
        "first => document.querySelector('.dl-results time').getAttribute('datetime') === first",
        arg=min(dates),
    )
    page.fill("#shelf-form [name=since]", "2025-12-01")
    page.wait_for_function("() => document.querySelectorAll('.dl-results > li').length === 1")
    page.fill("#shelf-form [name=term]", "nothing like it")
    page.wait_for_selector("text=No article fits.")
    page.fill("#shelf-form [name=term]", '"nothing')
    page.wait_for_selector("text=the quotation mark at character 1 is not closed")


def test_what_was_looked_for_stays_when_one_comes_back(page, served):
    archive(page)
    look_for(page, "heron", served.backend.index().find("heron").total)
    rows = page.locator(".dl-results > li").all_inner_texts()
    page.click("role=tab[name='Ask']")
    with page.expect_response(lambda answer: "/queue/data" in answer.url):
        archive(page)
    page.wait_for_timeout(500)
    assert page.input_value("#shelf-form [name=term]") == "heron"
    assert page.locator(".dl-results > li").all_inner_texts() == rows


def test_a_stretch_of_the_timeline_asks_for_its_days(page):
    archive(page)
    bars = page.locator(".dl-bars > span:has(i)")
    one = bars.first
    start = one.get_attribute("data-start")
    one.click(force=True)
    page.wait_for_function(
        "day => document.querySelector('#shelf-form [name=since]').value === day", arg=start
    )
    page.wait_for_selector(".dl-bars > span:has(i).dl-outside")
    boxes = [bars.nth(n).bounding_box() for n in (1, 3)]
    middle = boxes[0]["y"] + boxes[0]["height"] / 2
    page.mouse.move(boxes[0]["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(boxes[1]["x"] + 1, middle, steps=5)
    page.mouse.up()
    days = [bars.nth(1).get_attribute("data-start"), bars.nth(3).get_attribute("data-end")]
    page.wait_for_function(
        "([since, until]) => { const f = document.getElementById('shelf-form').elements;"
        " return f.since.value === since && f.until.value === until; }",
        arg=days,
    )
    page.wait_for_function(
        "([since, until]) => [...document.querySelectorAll('.dl-results time')]"
        ".every(t => t.dateTime >= since && t.dateTime <= until)",
        arg=days,
    )
    page.click("#shelf-form button[type=reset]")
    page.wait_for_function("() => !document.querySelector('.dl-outside')")


def test_a_page_that_is_turned_to_is_read_from_its_top(page, monkeypatch):
    monkeypatch.setattr(browse, "PAGE", 10)
    archive(page)
    page.fill("#shelf-form [name=term]", " ")
    page.wait_for_selector(".dl-pager")
    page.wait_for_function("() => document.querySelectorAll('.dl-results > li').length === 10")
    page.check(".dl-results input >> nth=0")
    page.click(".dl-pager button:has-text('Next')")
    page.wait_for_selector(".dl-pager:has-text('Page 2 of')")
    page.wait_for_function("() => document.activeElement.id === 'dl-found'")
    assert in_view(page, "#dl-found")
    assert page.locator(".dl-results input:checked").count() == 0
    page.wait_for_selector("#dl-picked:has-text('1 selected')")


def test_an_empty_archive_invites_and_takes_the_samples(chromium, tmp_path):
    backend = Backend(tmp_path / "empty")
    port = free_port()
    app = serve(backend, Door(port=port), block=False)
    try:
        page = chromium.new_page(locale="en-GB")
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#masthead h1")
        page.click("role=tab[name='Archive']")
        page.wait_for_selector(".dl-invite")
        page.wait_for_selector("#files >> visible=true")
        page.click("button:has-text('Try the samples')")
        page.wait_for_selector(".dl-results", timeout=300_000)
        assert len(backend.index()) > 30
        page.close()
    finally:
        app.close(drain=0)
        backend.close()


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
    page.click("[aria-label='Next mark']")
    assert page.inner_text("#mark-count") != where
    page.click("[aria-label='Previous mark']")
    assert page.inner_text("#mark-count") == where
    assert page.locator("#reader mark.dl-open").count() == 1
    assert "Versions (1)" in page.inner_text(".dl-versions")


def test_the_same_story_elsewhere_opens_from_its_card(page):
    put(page, "why was the lumen-3 launch put off")
    also = page.locator(".dl-also button")
    assert also.count() >= 1
    also.first.click()
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.locator("#reader .dl-headlines button").count() >= 1
    finished(page, 1)

"""What is done with the articles that were found."""

import csv
import io

import pytest

from tests.support.driving import put
from tests.ui.browser.test_archive import archive, look_for
from ui.changes import restore

pytestmark = pytest.mark.browser


def test_all_that_was_found_is_selected_and_saved_as_a_table(page, served):
    archive(page)
    wanted = served.backend.index().find("bridge").total
    look_for(page, "bridge", wanted)
    page.click("button:has-text('Select all')")
    page.wait_for_selector(f"#dl-picked:has-text('{wanted} selected')")
    assert page.locator(".dl-results input:checked").count() == wanted
    page.uncheck(".dl-results input >> nth=0")
    page.wait_for_selector(f"#dl-picked:has-text('{wanted - 1} selected')")
    with page.expect_download() as started:
        page.click("button:has-text('Save as CSV')")
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text("utf-8-sig"))))
    assert len(rows) == wanted
    assert all("bridge" in (row["snippet"] + row["title"]).lower() for row in rows)


def test_questions_are_asked_of_what_was_found_alone(page, served):
    archive(page)
    wanted = served.backend.index().find_ids("outlet:ledger")
    look_for(page, "outlet:ledger", len(wanted))
    page.click("button:has-text('Ask only these')")
    page.wait_for_selector(f"#dl-scope:has-text('{len(wanted)} articles: outlet:ledger')")
    put(page, "why did the Unification Ministry skip the talks")
    assert sorted(served.backend.asked[1].articles) == sorted(wanted)
    read = page.evaluate("dateline.thread.exchanges[0].answer.passages.map(p => p.article_id)")
    assert set(read) <= set(wanted)
    page.click("#dl-scope button")
    assert page.locator("#dl-scope").count() == 0
    put(page, "what caused the explosion at Karsk", turns=2)
    assert served.backend.asked[1].articles == []


def test_what_is_known_of_an_article_is_corrected_in_its_place(page, served):
    archive(page)
    look_for(page, "outlet:ledger", len(served.backend.index().find_ids("outlet:ledger")))
    first = page.locator(".dl-results > li").first
    article = first.locator("[name=article]").get_attribute("value")
    before = served.backend.index().article(article)
    first.locator("summary").click()
    first.locator("[name=title]").fill("A better headline")
    first.locator("[name=author]").fill("Ann Editor")
    first.locator("[name=day]").fill("2025-01-02")
    first.locator("form button").click()
    page.wait_for_selector("#report:has-text('Saved')")
    page.wait_for_selector(".dl-results:has-text('A better headline')")
    index = served.backend.index()
    after = index.article(article)
    assert (after.title, after.author, str(after.date)) == (
        "A better headline",
        "Ann Editor",
        "2025-01-02",
    )
    assert after.text == before.text
    assert [each.change for each in index.versions(article)][-1] == "updated"
    restore(served.backend, [before])


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

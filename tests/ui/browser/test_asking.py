import json

import pytest

from tests.support.driving import ASK, finished, in_view, put

pytestmark = pytest.mark.browser
NOT_THERE = "how do I bake sourdough bread"
WHY = "why did the Unification Ministry skip the talks"


def test_from_a_question_to_the_marked_sentence(page):
    page.click(".dl-suggestion >> nth=0")
    finished(page, 1)
    answer = page.inner_text(".dl-answer")
    assert "not much to discuss" in answer
    page.click(".dl-cite >> nth=0")
    card = page.locator(".dl-source.dl-open")
    assert card.count() == 1
    quote = card.locator("mark").inner_text()
    assert "not much to discuss" in quote
    assert in_view(page, ".dl-source.dl-open mark")
    assert "Eastern Strait Post" in card.inner_text()
    assert "2025-12-16" in card.inner_text()
    assert card.locator("h3 [data-action=read]").inner_text()
    original = card.locator("a.dl-original")
    assert original.get_attribute("href").startswith("https://eastern-strait-post.example/")
    assert page.evaluate("document.activeElement.className") == "dl-cite"


def test_the_quote_is_previewed_on_hover_and_on_focus(page):
    put(page, WHY)
    page.hover(".dl-cite >> nth=0")
    assert "not much to discuss" in page.inner_text("[role=tooltip]")
    page.hover("#masthead h1")
    assert page.locator("[role=tooltip]").count() == 0
    page.focus(".dl-cite >> nth=0")
    assert page.get_attribute(".dl-cite >> nth=0", "aria-describedby") == "dl-preview"
    page.keyboard.press("Escape")
    assert page.locator("[role=tooltip]").count() == 0


def test_a_follow_up_shows_how_it_was_understood(page):
    put(page, "Who is Wi Seong-lac?")
    put(page, "What did he say about Russia?", turns=2)
    assert "Wi Seong-lac" in page.inner_text(".dl-understood")
    assert "Russia" in page.inner_text(".dl-turn >> nth=1")


def test_an_abstention_offers_headlines_that_open(page):
    put(page, NOT_THERE)
    notice = page.inner_text(".dl-abstain")
    assert "The archive does not answer this" in notice
    assert page.locator(".dl-cite").count() == 0
    headline = page.inner_text(".dl-abstain .dl-headline >> nth=0")
    page.click(".dl-abstain .dl-headline >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.inner_text("#reader-title") == headline


def test_a_date_chip_is_edited_and_removed_and_the_question_asked_again(page):
    put(page, "what is the key interest rate of Belmora in 2024")
    since = page.locator(".dl-chip input[name=since]")
    assert since.input_value() == "2024-01-01"
    since.fill("2024-06-20")
    assert page.locator(".dl-again").is_visible()
    page.press(".dl-chip input[name=since]", "Enter")
    page.wait_for_function(
        "() => document.querySelector('.dl-chip input[name=since]')?.getAttribute('value')"
        " === '2024-06-20'"
    )
    finished(page, 1)
    page.click("[data-action=drop-filter][data-field=since]")
    page.wait_for_function("() => !document.querySelector('[data-field=since]')")
    finished(page, 1)
    page.click("[data-action=drop-filter][data-field=until]")
    page.wait_for_function("() => !document.querySelector('[data-field=until]')")
    finished(page, 1)
    assert page.locator(".dl-more").count() == 1


def test_filters_of_the_form_hold_for_the_next_question(page):
    page.click("#limits summary")
    page.check("#limits input[value='Pacific Ledger']")
    assert "(1)" in page.inner_text("#limits summary")
    put(page, WHY)
    assert "Pacific Ledger" in page.inner_text(".dl-chips")
    assert set(page.locator(".dl-source .dl-outlet").all_inner_texts()[0].split(" · ")) & {
        "Pacific Ledger"
    }


def test_a_stream_is_stopped_and_the_page_goes_on(page, served):
    served.backend.pause = 1.0
    page.fill(ASK, WHY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#live .dl-stage")
    page.click("#stop")
    page.wait_for_selector("#ask >> visible=true")
    page.wait_for_function("() => !document.querySelector('#live .dl-turn')")
    assert page.locator("#conversation .dl-turn").count() == 0
    assert page.input_value(ASK) == WHY
    served.backend.pause = 0.0
    page.press(ASK, "Enter")
    finished(page, 1)
    assert page.locator(".dl-cite").count()


def test_stages_are_shown_while_an_answer_is_made(page, served):
    served.backend.pause = 0.2
    page.evaluate(
        """() => {
          window.stages = [];
          new MutationObserver(() => {
            const line = document.querySelector('.dl-stage');
            if (line) window.stages.push(line.textContent);
          }).observe(document.querySelector('#live'), {subtree: true, childList: true,
            characterData: true});
        }"""
    )
    put(page, WHY)
    seen = " ".join(page.evaluate("window.stages"))
    places = [seen.find(name) for name in ("Understanding", "Searching", "Reading", "Checking")]
    assert -1 not in places
    assert places == sorted(places)


def test_an_earlier_question_is_edited_and_replaces_what_follows(page):
    put(page, WHY)
    put(page, "what caused the explosion at Karsk", turns=2)
    page.click("[data-action=edit][data-turn='0']")
    page.wait_for_function("s => document.querySelector(s).value.startsWith('why did')", arg=ASK)
    put(page, "who leads the dockworkers in Tarvik", turns=1)
    assert page.inner_text(".dl-question") == "who leads the dockworkers in Tarvik"


def test_suggested_questions_come_from_the_archive(page, served):
    put(page, WHY)
    offered = page.locator(".dl-suggestion").all_inner_texts()
    titles = [each.title for each in served.backend.articles()]
    assert offered
    for words in offered:
        known = words.startswith("What did ") or any(title in words for title in titles)
        assert known, words


def test_a_link_opens_its_question_with_its_filters(visit):
    page = visit("?q=what+caused+the+explosion+at+Karsk&since=2025-11-01&until=2025-11-30")
    finished(page, 1)
    assert "fan" in page.inner_text(".dl-answer")
    assert page.locator(".dl-chip input[name=since]").input_value() == "2025-11-01"
    assert page.locator(".dl-chip input[name=until]").input_value() == "2025-11-30"
    page.click("[data-action=link]")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(
        "?q=what+caused+the+explosion+at+Karsk&since=2025-11-01&until=2025-11-30"
    )


def test_an_answer_is_copied_with_its_sources(page):
    put(page, WHY)
    page.click(".dl-menu summary:has-text('Copy')")
    page.click(".dl-menu button:has-text('Text')")
    assert "https://eastern-strait-post.example/" in page.evaluate("navigator.clipboard.readText()")
    page.click(".dl-menu button:has-text('CSL-JSON')")
    (item, *_) = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert item["type"] == "article-newspaper"


def test_feedback_is_kept_in_the_index_folder(page, served):
    put(page, WHY)
    page.click("summary:has-text('Feedback')")
    page.check("input[value=wrong_citation]")
    page.fill("input[name=note]", "see the other article")
    page.click("button:has-text('Keep feedback')")
    page.wait_for_selector("text=Kept in the archive folder")
    (line,) = (served.backend.folder / "feedback.jsonl").read_text().splitlines()[-1:]
    kept = json.loads(line)
    assert (kept["verdict"], kept["note"]) == ("wrong_citation", "see the other article")
    assert kept["answer"]["question"] == WHY

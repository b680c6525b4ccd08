import json

import pytest

from tests.support.driving import ASK, finished, in_view, put
from ui.questions import made_of

pytestmark = pytest.mark.browser
NOT_THERE = "Which team won the football World Cup of 2022?"
WHY = "why did the Unification Ministry skip the talks"


def reads(page):
    """Wait until an article is open beside the answer, at a mark."""
    page.wait_for_selector("body.dl-reading #reader mark.dl-open >> visible=true")


def test_from_a_question_to_the_marked_sentence_beside_the_answer(page):
    page.click(".dl-suggestion >> nth=0")
    finished(page, 1)
    assert "not much to discuss" in page.inner_text(".dl-reply")
    assert "16 Dec 2025" in page.inner_text(".dl-reply .dl-dateline >> nth=0")
    card = page.locator("#sources .dl-source").first
    assert "not much to discuss" in card.locator("mark").first.inner_text()
    assert "Eastern Strait Post" in card.inner_text()
    original = card.locator("a.dl-original")
    assert original.get_attribute("href").startswith("https://eastern-strait-post.example/")
    page.click(".dl-cite >> nth=0")
    reads(page)
    assert "not much to discuss" in page.inner_text("#reader mark.dl-open")
    assert in_view(page, "#reader mark.dl-open")
    assert in_view(page, ".dl-cite >> nth=0")
    assert page.get_attribute("[role=tab][data-tab-id=ask]", "aria-selected") == "true"
    page.click("[data-go=sources]")
    page.wait_for_selector("#sources .dl-source >> visible=true")


def test_an_article_has_one_card_with_all_its_marks(page):
    put(page, WHY)
    articles = page.eval_on_selector_all(
        "#sources .dl-source", "all => all.map(each => each.dataset.article)"
    )
    assert len(articles) == len(set(articles))
    marks = page.locator("#sources mark").count()
    assert marks == page.evaluate("dateline.thread.exchanges[0].answer.citations.length")


def test_the_quote_is_previewed_on_hover_and_on_focus_beside_its_sentence(page):
    put(page, WHY)
    page.hover(".dl-cite >> nth=0")
    assert "not much to discuss" in page.inner_text("[role=tooltip]")
    apart = """() => {
      const bubble = document.querySelector('[role=tooltip]').getBoundingClientRect();
      const said = document.querySelector('.dl-sentence').getBoundingClientRect();
      return bubble.bottom <= said.top || bubble.top >= said.bottom;
    }"""
    assert page.evaluate(apart)
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
    assert page.locator("#suggestions .dl-suggestion").count()
    headline = page.inner_text(".dl-abstain .dl-headline >> nth=0")
    page.click(".dl-abstain .dl-headline >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.inner_text("#reader-title") == headline


def test_a_date_chip_is_edited_and_removed_and_the_question_asked_again(page):
    put(page, "what is the key interest rate of Belmora in 2024")
    since = page.locator(".dl-chip input[name=since]")
    assert since.input_value() == "2024-01-01"
    page.click(".dl-chip summary:has-text('Since 1 Jan 2024')")
    since.fill("2024-06-20")
    page.click(".dl-chip[open] .dl-again")
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
    assert "Pacific Ledger" in page.inner_text(".dl-source .dl-dateline >> nth=0")


def test_a_stream_is_stopped_and_the_page_goes_on(page, served):
    served.backend.pause = 1.0
    page.fill(ASK, WHY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#live .dl-stage")
    page.click("#stop")
    page.wait_for_selector("#ask >> visible=true")
    page.wait_for_function("() => !document.querySelector('#live .dl-turn')")
    assert page.locator("#conversation .dl-turn").count() == 0
    assert "Stopped before anything was found." in page.inner_text("#live")
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


def test_an_earlier_question_is_edited_and_what_followed_is_kept(page):
    put(page, WHY)
    put(page, "what caused the explosion at Karsk", turns=2)
    page.click("[data-action=edit][data-turn='0']")
    page.wait_for_function("s => document.querySelector(s).value.startsWith('why did')", arg=ASK)
    assert "Editing question 1" in page.inner_text("#editor")
    put(page, "who leads the dockworkers in Tarvik", turns=1)
    assert page.inner_text(".dl-question") == "who leads the dockworkers in Tarvik"
    page.click("#dl-said button")
    finished(page, 2)
    assert page.inner_text(".dl-question >> nth=1") == "what caused the explosion at Karsk"


def test_an_edit_is_given_up(page):
    put(page, WHY)
    page.click("[data-action=edit][data-turn='0']")
    page.click("#editor [data-action=unedit]")
    page.wait_for_function("s => document.querySelector(s).value === ''", arg=ASK)
    put(page, "what caused the explosion at Karsk", turns=2)


def test_a_reload_in_the_middle_of_an_answer_finds_it_again(page, served):
    served.backend.pause = 1.0
    page.fill(ASK, WHY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#live .dl-stage")
    served.backend.pause = 0.0
    page.reload()
    finished(page, 1)
    assert page.inner_text(".dl-question") == WHY
    page.reload()
    finished(page, 1)


def test_a_question_of_12000_characters_is_not_printed_whole(page):
    page.fill(ASK, "why " * 3000)
    page.press(ASK, "Enter")
    page.wait_for_selector("#live .dl-failure, #conversation .dl-turn")
    assert len(page.inner_text(".dl-question >> nth=0")) < 400


def test_one_menu_is_open_at_a_time_and_escape_closes_it(page):
    put(page, WHY)
    page.click(".dl-menu summary:has-text('Copy')")
    page.click(".dl-menu summary:has-text('Feedback')")
    assert page.locator("details.dl-menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.dl-menu[open]").count() == 0
    assert "Feedback" in page.evaluate("document.activeElement.textContent")


def test_the_question_box_is_always_in_reach(page):
    put(page, WHY)
    put(page, "what caused the explosion at Karsk", turns=2)
    for place in (0, 100_000):
        page.evaluate("y => scrollTo(0, y)", place)
        assert in_view(page, ASK)


def test_suggested_questions_come_from_the_archive(page, served):
    put(page, "On what day does Belmora's central bank decide on rates next?")
    offered = page.locator("#suggestions .dl-suggestion").all_inner_texts()
    archive = served.backend.index()
    texts = [archive.article(each.id).text for each in served.backend.articles()]
    turned = {words for text in texts for _, words in made_of(text, "en")}
    assert turned & set(offered)
    assert all(words.startswith("What did ") or words in turned for words in offered)


def test_a_link_opens_its_question_with_its_filters(visit):
    page = visit("?q=what+caused+the+explosion+at+Karsk&since=2025-11-01&until=2025-11-30")
    finished(page, 1)
    assert "fan" in page.inner_text(".dl-reply")
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

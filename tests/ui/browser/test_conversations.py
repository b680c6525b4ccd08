import json

import pytest

from tests.support.driving import finished, put
from ui.context import LANGUAGE

pytestmark = pytest.mark.browser


def sidebar(page):
    page.click("#sidebar .toggle-button")
    page.wait_for_selector("#dl-threads li >> visible=true")


def test_a_conversation_is_found_again_after_a_reload(page):
    put(page, "what caused the explosion at Karsk")
    answer = page.inner_text(".dl-reply")
    page.reload()
    finished(page, 1)
    assert page.inner_text(".dl-reply") == answer
    put(page, "and who ordered it?", turns=2)
    page.click(".dl-cite[data-turn='0'] >> nth=0")
    assert page.locator(".dl-group:not([hidden])").get_attribute("data-turn") == "0"


def test_conversations_are_searched_opened_renamed_and_deleted(page):
    put(page, "what caused the explosion at Karsk")
    sidebar(page)
    page.click(".dl-new")
    finished(page, 0)
    put(page, "who leads the dockworkers in Tarvik")
    page.wait_for_function("() => document.querySelectorAll('#dl-threads .dl-thread').length === 2")
    page.fill("#dl-find", "explosion")
    assert page.locator("#dl-threads .dl-thread").all_inner_texts() == [
        "what caused the explosion at Karsk"
    ]
    page.click("#dl-threads .dl-thread")
    page.wait_for_selector(".dl-question:has-text('explosion at Karsk')")
    page.fill("#dl-find", "")
    page.click("[aria-label='Rename: what caused the explosion at Karsk']")
    page.fill("#dl-threads input", "Cup <b>final</b>")
    page.press("#dl-threads input", "Enter")
    assert "Cup <b>final</b>" in page.locator("#dl-threads .dl-thread").all_inner_texts()
    page.click("[aria-label='Delete: Cup <b>final</b>']")
    page.click("dialog button:has-text('Delete')")
    page.wait_for_function("() => document.querySelectorAll('#dl-threads .dl-thread').length === 1")
    finished(page, 0)
    page.reload()
    page.wait_for_selector(".dl-suggestion")
    assert page.evaluate("dateline.find('').map(each => each.name)") == [
        "who leads the dockworkers in Tarvik"
    ]


def test_a_receipt_is_downloaded_and_can_be_replayed(page, served, tmp_path):
    from rag.receipt import replay

    put(page, "why did the Unification Ministry skip the talks")
    with page.expect_download() as download:
        page.click("[data-action=receipt]")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "dateline-receipt-2025-12-16.json"
    assert json.loads(path.read_text())["citations"]
    report = replay(path, served.backend.index())
    assert report.holds


def test_two_tabs_keep_both_their_conversations(visit):
    first = visit()
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector(".dl-suggestion")
    put(first, "what caused the explosion at Karsk")
    put(second, "who leads the dockworkers in Tarvik")
    first.wait_for_function("() => dateline.find('').length === 2")


def test_settings_are_remembered(page, served):
    kept = "localStorage.getItem('dateline:settings')"
    page.click("role=tab[name='Settings']")
    for choice in ("#length input >> nth=0", "#care input >> nth=1", "#theme input >> nth=2"):
        before = page.evaluate(kept)
        page.check(choice)
        page.wait_for_function(f"before => {kept} !== before", arg=before)
    page.wait_for_selector("body.dark")
    page.reload()
    page.wait_for_selector("body.dark")
    page.click("role=tab[name='Settings']")
    page.wait_for_function("() => document.querySelector('#length input').checked")
    page.click("role=tab[name='Ask']")
    put(page, "what caused the explosion at Karsk")
    _, _, _, llm, sentences, _ = served.backend.asked
    assert (llm, sentences, served.backend.options["care"]) == (None, 1, "careful")


def test_a_remote_model_is_announced_before_anything_is_sent(page):
    assert "Nothing leaves this machine." in page.inner_text("#privacy")
    page.click("role=tab[name='Settings']")
    page.fill("#model textarea, #model input", "openai:some-model")
    page.press("#model textarea, #model input", "Tab")
    page.wait_for_selector("#privacy:has-text('openai:some-model')")


def test_the_language_is_chosen_in_the_settings(page):
    page.click("role=tab[name='Settings']")
    page.check("#language input >> nth=1")
    said = "#masthead:has-text('이 컴퓨터 밖으로 나가는 것은 없습니다.')"
    page.wait_for_selector(said, timeout=20_000)
    assert page.evaluate("document.documentElement.lang") == "ko"
    page.reload()
    page.wait_for_selector(said, timeout=20_000)
    page.wait_for_selector("role=tab[name='보관함']")
    gradio_says(page, "파일을 여기에 드롭", "눌러서 올리거나 파일을 여기에 놓으세요")
    page.click("role=tab[name='설정']")
    page.check("#language input >> nth=0")
    page.wait_for_selector("#masthead:has-text('Nothing leaves this machine.')", timeout=20_000)
    page.wait_for_selector("role=tab[name='Archive']")
    gradio_says(page, "Drop File Here", "Click to upload or drop files")


def test_the_language_chosen_outweighs_that_of_the_browser(visit):
    page = visit(locale="ko-KR")
    page.context.add_cookies([{"name": LANGUAGE, "value": "en", "url": page.url}])
    page.reload()
    page.wait_for_selector("role=tab[name='Archive']")
    assert page.evaluate("document.documentElement.lang") == "en"
    gradio_says(page, "Drop File Here", "Click to upload or drop files")


def gradio_says(page, words, name):
    """Open the box for files, whose words and name are Gradio's own."""
    page.click("[role=tab][data-tab-id=archive]")
    page.click("#add button")
    page.wait_for_selector(f"#files:has-text('{words}') >> visible=true")
    page.wait_for_selector(f"#files [aria-label='{name}']")


def test_models_of_this_machine_are_looked_for_and_tried(page):
    page.click("role=tab[name='Settings']")
    page.click("#models-find")
    page.wait_for_selector("#models .dl-note, #models .dl-models")
    page.click("#models-test")
    page.wait_for_selector("#models:has-text('Choose a model first.')")

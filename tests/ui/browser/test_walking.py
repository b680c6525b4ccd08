"""Where the reader is stands in the address; Back and Forward walk it."""

import pytest

from tests.support.driving import ASK, finished, in_view, put

pytestmark = pytest.mark.browser
WHY = "why did the Unification Ministry skip the talks"
KARSK = "what caused the explosion at Karsk"


def reading(page):
    return page.locator("body.dl-reading").count() == 1


def test_back_and_forward_walk_questions_articles_and_tabs(page):
    put(page, WHY)
    put(page, KARSK, turns=2)
    assert page.url.endswith("/2")
    page.click(".dl-cite[data-turn='1'] >> nth=0")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    title = page.inner_text("#reader-title")
    assert "article=" in page.url
    page.click("role=tab[name='Archive']")
    page.wait_for_selector(".dl-results")
    assert page.url.endswith("#/archive")
    page.go_back()
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.inner_text("#reader-title") == title
    page.go_back()
    page.wait_for_function("() => !document.body.classList.contains('dl-reading')")
    page.go_back()
    page.wait_for_function("() => location.hash.endsWith('/1')")
    page.go_back()
    finished(page, 0)
    page.wait_for_selector("#hero h2 >> visible=true")
    page.go_forward()
    finished(page, 2)
    assert not reading(page)


def test_an_address_opens_what_it_names(page):
    put(page, WHY)
    page.click(".dl-cite >> nth=0")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    title = page.inner_text("#reader-title")
    page.reload()
    finished(page, 1)
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    assert page.inner_text("#reader-title") == title
    page.click("role=tab[name='Settings']")
    page.reload()
    page.wait_for_selector("#length >> visible=true")


def test_the_scroll_place_is_kept_between_tabs(page):
    page.set_viewport_size({"width": 1280, "height": 600})
    put(page, WHY)
    put(page, KARSK, turns=2)
    page.evaluate("scrollTo(0, 90)")
    page.wait_for_timeout(300)
    # Pressed by script: a press of the mouse would first scroll up to the tabs.
    page.eval_on_selector("[role=tab][data-tab-id=archive]", "tab => tab.click()")
    page.wait_for_selector(".dl-results")
    page.go_back()
    page.wait_for_selector(f"{ASK} >> visible=true")
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - 90) < 10


def test_an_article_of_the_archive_opens_beside_the_table(page):
    page.click("role=tab[name='Archive']")
    page.wait_for_selector(".dl-results")
    page.click(".dl-results .dl-headline >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    assert in_view(page, ".dl-results .dl-headline >> nth=0")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.body.classList.contains('dl-reading')")


def test_the_first_screen_shows_the_archive(page, served):
    articles = served.backend.articles()
    assert f"{len(articles):,} articles" in page.inner_text("#overview .dl-when")
    assert page.locator("#overview svg rect").count() > 50
    newest = page.inner_text("#overview .dl-newest .dl-headline >> nth=0")
    assert newest == articles[0].title
    assert page.locator("#examples .dl-suggestion").count() == 4
    page.click("#overview .dl-newest .dl-headline >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    assert page.inner_text("#reader-title") == newest


def test_a_name_on_the_first_screen_shows_the_articles_that_name_it(page, served):
    name = page.locator("#overview .dl-name-chip").first
    who = name.get_attribute("data-name")
    words = f'name:"{who}"'
    total = served.backend.index().find(words).total
    for _ in range(2):
        name.click()
        page.wait_for_selector(f"#dl-found:has-text('{total} article')")
        assert page.inner_text("#dl-found").endswith(f"name {who}")
        assert page.input_value("#shelf-form [name=term]") == words
        page.wait_for_function("() => document.activeElement.id === 'dl-found'")
        page.fill("#shelf-form [name=term]", "barges")
        page.wait_for_selector("#dl-found:has-text('barges')")
        page.go_back()
        page.wait_for_selector(f"{ASK} >> visible=true")


def test_print_shows_answer_and_sources_alone(page):
    put(page, WHY)
    page.emulate_media(media="print")
    assert page.locator(".dl-reply").is_visible()
    assert page.locator("#sources mark").first.is_visible()
    for part in ("#composer", ".dl-actions", "#suggestions", "[role=tablist]"):
        assert not page.locator(part).first.is_visible(), part

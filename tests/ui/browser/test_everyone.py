"""What must hold for everyone: any width, any light, keyboard, screen reader, language."""

import pytest

from tests.support.axe import serious
from tests.support.driving import ASK, finished, in_view, put

pytestmark = pytest.mark.browser
NOT_THERE = "Which team won the football World Cup of 2022?"
WHY = "why did the Unification Ministry skip the talks"


def test_axe_finds_nothing_serious_on_a_phone_and_in_korean(visit):
    page = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    assert serious(page) == []
    put(page, "why did the dockers of Tarvik walk out")
    assert serious(page) == []
    page.tap(".dl-cite >> nth=0")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.wait_for_timeout(1600)
    assert serious(page) == []
    page = visit(locale="ko-KR")
    assert serious(page) == []
    put(page, NOT_THERE)
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, scheme):
    page = visit(color_scheme=scheme)
    assert page.locator("body.dark").count() == (scheme == "dark")
    assert serious(page) == []
    put(page, "why did the dockers of Tarvik walk out")
    page.click(".dl-cite >> nth=0")
    put(page, NOT_THERE, turns=2)
    page.mouse.move(2, 2)
    assert serious(page) == []
    page.click(".dl-cite >> nth=0")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.mouse.move(2, 2)
    page.wait_for_timeout(1600)
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click("role=tab[name='Archive']")
    page.wait_for_selector(".dl-results")
    page.click("#add button:has-text('Add articles')")
    assert serious(page) == []
    page.click("role=tab[name='Settings']")
    page.wait_for_selector("#length >> visible=true")
    assert serious(page) == []


def test_a_phone_shows_everything_without_scrolling_sideways(visit):
    page = visit(viewport={"width": 375, "height": 740}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    put(page, WHY)
    page.tap(".dl-cite >> nth=0")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.wait_for_timeout(500)
    assert in_view(page, "#reader mark.dl-open")
    box = page.locator("#side").bounding_box()
    assert box["y"] > 50, "the sheet leaves the page behind it in sight"
    page.tap("#reader [data-go=answer]")
    page.wait_for_timeout(700)
    assert in_view(page, ".dl-cite >> nth=0")
    page.tap(".dl-do-sources")
    page.wait_for_timeout(500)
    assert in_view(page, "#sources .dl-headline >> nth=0")
    page.mouse.click(190, 20)
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    page.tap("role=tab[name='Archive']")
    page.wait_for_selector(".dl-results")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_the_keyboard_alone_reaches_question_citation_source_and_article(page):
    page.wait_for_function("() => !dateline.arriving()")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.matches('#question textarea')")
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    finished(page, 1)

    def tab_to(selector, back=False):
        for _ in range(60):
            page.keyboard.press("Shift+Tab" if back else "Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    tab_to(".dl-cite", back=True)
    assert page.locator("[role=tooltip]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.wait_for_function("() => document.activeElement.tagName === 'MARK'")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.className === 'dl-cite'")
    assert not page.locator("#reader").is_visible()
    tab_to("#sources [data-action=read]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.matches('#question textarea')")


def test_korean(visit):
    page = visit(locale="ko-KR")
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.inner_text("#ask") == "질문하기"
    assert "이 컴퓨터 밖으로 나가는 것은 없습니다." in page.inner_text("#masthead")
    put(page, NOT_THERE)
    assert "보관함의 기사로는 답할 수 없습니다" in page.inner_text(".dl-abstain")
    page.click("role=tab[name='보관함']")
    page.wait_for_selector(".dl-results")
    assert "모두 선택" in page.inner_text("#dl-shelf-bar")


def test_right_to_left_text_does_not_break_the_page(page):
    words = "لماذا تغيبت وزارة التوحيد عن المحادثات"
    put(page, words)
    heading = page.locator(".dl-question")
    assert heading.inner_text() == words
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("#masthead").evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_a_hostile_article_is_words_and_nothing_else(page):
    put(page, "why did the Zorblax council ban purple umbrellas")
    assert "<script>window.hacked = 5</script>" in page.inner_text("#sources")
    assert "![picture](http://evil.example/a.png)" in page.inner_text("#conversation")
    page.hover(".dl-cite >> nth=0")
    put(page, "what is the longest word of the Zorblax umbrella decree", turns=2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert page.locator("#conversation img, #sources img, #conversation script").count() == 0
    links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
    assert not [each for each in links if "javascript" in (each or "")]
    page.click("#sources .dl-group:not([hidden]) [data-action=read] >> nth=0")
    page.wait_for_selector("#reader-title >> visible=true")
    assert "<script>window.hacked = 1</script>" in page.inner_text("#reader-title")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    page.click("role=tab[name='Archive']")
    page.wait_for_selector(".dl-results")
    assert "<img src=x" in page.inner_text(".dl-results")
    page.click("role=tab[name='Ask']")
    page.click("#sidebar .toggle-button")
    page.wait_for_selector("#dl-threads li >> visible=true")
    assert page.evaluate("window.hacked") is None


def test_a_hostile_question_is_words_and_nothing_else(page):
    words = "<img src=x onerror=window.hacked=1> {{7*7}} ${7*7} ![x](http://evil.example/x.png)"
    page.fill(ASK, words)
    page.press(ASK, "Enter")
    finished(page, 1)
    assert page.inner_text(".dl-question") == words
    assert page.evaluate("window.hacked") is None

"""A reporter's morning at the desk, pressed and typed."""

import csv
import io
from datetime import date
from threading import Semaphore

import pytest
from docx import Document

from index import Article, Index
from rag.notes.store import Desk
from rag.saved import Store
from tests.support.axe import serious
from tests.support.driving import finished, put
from ui.desk import batch

pytestmark = pytest.mark.browser
COST = "How much did the Marlow lock cost?"
TEXT = "The Marlow lock cost 12 million crowns, the canal office said on Monday. It opened early."


@pytest.fixture(scope="module", autouse=True)
def lock(served):
    """An article of these tests' own."""
    add(served, Article("marlow", TEXT, title="Marlow lock opens", date=date(2025, 3, 3)))
    yield
    served.backend.remove(["marlow", "newer"])


def add(served, article):
    with Index.open(served.backend.folder, encoder=served.backend.index().encoder) as archive:
        archive.add([article])


def desk(page):
    page.click("role=tab[name='Desk']")
    page.wait_for_selector("#desk-kept-head >> visible=true")


def open_article(page):
    """Look the article up in the archive, and read it."""
    page.click("role=tab[name='Archive']")
    page.wait_for_selector("#shelf-form")
    page.fill("#shelf-form [name=term]", "Marlow")
    page.wait_for_selector("#dl-found:has-text('Marlow')")
    page.click(".dl-results button:has-text('Marlow lock opens')")
    page.wait_for_selector("#reader .dl-keep summary >> visible=true")


def test_a_file_of_questions_goes_up_and_the_answers_come_down(page, tmp_path):
    (tmp_path / "mine.csv").write_text(f"question\n{COST}\nWho won the chess cup of Zorblax?\n")
    desk(page)
    page.set_input_files("#desk-batch [name=file]", tmp_path / "mine.csv")
    page.select_option("#desk-batch [name=kind]", ".csv")
    with page.expect_download() as started:
        page.click("#desk-batch button:has-text('Answer them')")
    assert started.value.suggested_filename == "mine-answers.csv"
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text("utf-8-sig"))))
    assert "12 million" in rows[0]["short"] and rows[0]["article_id"] == "marlow"
    assert rows[1]["refusal"]
    page.wait_for_selector("#desk-answers:has-text('2 questions asked, 1 answered')")


@pytest.fixture
def gate(monkeypatch):
    """Let the page answer one question of a batch for each time that it is released."""
    opened = Semaphore(0)
    answer = batch.answer_row

    def gated(*arguments, **options):
        opened.acquire()
        return answer(*arguments, **options)

    monkeypatch.setattr(batch, "answer_row", gated)
    yield opened
    opened.release(100)


def test_a_file_of_questions_goes_on_after_a_reload_and_after_a_stop(page, gate, tmp_path):
    file = tmp_path / "three.txt"
    file.write_text(f"{COST}\nWho won the chess cup of Zorblax?\nWho owns Zorblax?\n")
    desk(page)
    page.set_input_files("#desk-batch [name=file]", file)
    gate.release()
    page.click("#desk-batch button:has-text('Answer them')")
    page.wait_for_selector("#desk-answers:has-text('1 of 3 questions done')")
    page.reload()
    gate.release()
    page.wait_for_selector("#desk-kept-head >> visible=true")
    page.wait_for_selector("#desk-answers:has-text('2 of 3 questions done')")
    page.click("#desk-answers button:has-text('Stop')")
    page.wait_for_selector("#desk-answers:has-text('The same file goes on where it was')")
    page.reload()
    page.wait_for_selector("#desk-kept-head >> visible=true")
    gate.release(2)
    page.set_input_files("#desk-batch [name=file]", file)
    page.select_option("#desk-batch [name=kind]", ".csv")
    with page.expect_download() as started:
        page.click("#desk-batch button:has-text('Answer them')")
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text("utf-8-sig"))))
    assert [bool(row["refusal"]) for row in rows] == [False, True, True]
    page.reload()
    page.wait_for_selector("#desk-batch [name=file] >> visible=true")
    assert page.evaluate("sessionStorage.getItem('dateline:batch')") is None


def test_a_saved_question_says_what_changed(page, served):
    desk(page)
    page.fill("#desk-saving [name=text]", COST)
    page.fill("#desk-saving [name=name]", "lock")
    page.click("#desk-saving button:has-text('Save')")
    page.wait_for_selector("#desk-saved:has-text('12 million')")
    newer = TEXT.replace("12 million", "19 million").replace("Monday", "Friday")
    add(served, Article("newer", newer, title="Marlow lock dearer", date=date(2025, 3, 9)))
    page.click("button:has-text('Look for news now')")
    page.wait_for_selector("#desk-news:has-text('1 piece of news')")
    assert "19 million" in page.inner_text("#desk-saved .dl-news")
    feed = page.request.get(served.url + page.get_attribute("#desk-saving a", "href"))
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "19 million" in feed.text()
    page.click("#desk-saved button:has-text('Delete')")
    page.wait_for_selector("#desk-saved:has-text('Nothing is saved yet')")
    assert Store(served.backend.folder).all() == []


def test_a_saved_search_is_what_questions_are_asked_of(page, served):
    desk(page)
    page.fill("#desk-saving [name=text]", "outlet:ledger")
    page.fill("#desk-saving [name=name]", "ledger")
    page.select_option("#desk-saving [name=kind]", "search")
    page.click("#desk-saving button:has-text('Save')")
    page.click("#desk-saved button:has-text('Ask only these')")
    page.wait_for_selector("#dl-scope:has-text('Only outlet:ledger')")
    put(page, "why did the Unification Ministry skip the talks")
    wanted = served.backend.index().find_ids("outlet:ledger")
    assert sorted(served.backend.asked[1].articles) == sorted(wanted)
    desk(page)
    page.click("#desk-saved button:has-text('Delete')")
    page.wait_for_selector("#desk-saved:has-text('Nothing is saved yet')")


def test_an_article_is_kept_asked_alone_and_handed_on(page, served):
    open_article(page)
    page.click("#reader .dl-keep summary")
    page.evaluate(
        "() => { const node = document.querySelector('#reader .dl-text').firstChild;"
        " const range = document.createRange(); range.setStart(node, 16); range.setEnd(node, 38);"
        " const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }"
    )
    words = TEXT[16:38]
    page.wait_for_function(
        "words => document.querySelector('#reader [name=words]').value === words", arg=words
    )
    page.fill("#reader [name=note]", "Ask the office")
    page.fill("#reader [name=collection]", "canal")
    page.check("#reader [name=star]")
    page.click("#reader button:has-text('Keep it')")
    page.wait_for_selector("text=Kept; it stands at the desk.")
    desk(page)
    page.wait_for_selector("#desk-kept:has-text('Ask the office')")
    assert words in page.inner_text("#desk-kept q")
    (shown,) = Desk(served.backend.index()).notes()
    assert (shown.note.start, shown.note.end, shown.note.star) == (16, 38, True)
    page.click("#desk-kept q >> xpath=ancestor::li >> [data-action=read]")
    page.wait_for_selector(f"#reader mark:has-text('{words}') >> visible=true")
    page.keyboard.press("Escape")

    for kind in (".docx", ".pdf", ".md"):
        page.fill("#desk-dossier [name=collection]", "canal")
        page.fill("#desk-dossier [name=questions]", COST)
        page.select_option("#desk-dossier [name=kind]", kind)
        with page.expect_download() as started:
            page.click("button:has-text('Write the dossier')")
        assert started.value.suggested_filename == f"canal{kind}"
        data = started.value.path().read_bytes()
        if kind == ".docx":
            text = "\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs)
            assert COST in text and "Ask the office" in text and "Bibliography" in text
        else:
            assert data.startswith(b"%PDF" if kind == ".pdf" else b"# canal")

    page.click("#desk-kept button:has-text('Ask only these')")
    page.wait_for_selector("#dl-scope:has-text('Only canal')")
    page.fill("#question textarea", COST)
    page.press("#question textarea", "Enter")
    finished(page, 1)
    assert served.backend.asked[1].articles == ["marlow"]
    desk(page)
    page.click("#desk-kept [aria-label='Delete: canal']")
    page.wait_for_selector("#desk-kept:not(:has-text('Ask only these'))")
    page.click("#desk-kept button:has-text('Delete')")
    page.wait_for_selector("#desk-kept:not(:has-text('Ask the office'))")


def test_the_keyboard_alone_saves_and_forgets_a_search(page, served):
    page.wait_for_function("() => !dateline.arriving()")
    page.focus("#tabs [role=tab][aria-selected=true]")

    def tab_to(selector):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    tab_to("[role=tab][data-tab-id=desk]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk-kept-head >> visible=true")
    tab_to("#desk-saving [name=text]")
    page.keyboard.type("Marlow AND lock")
    tab_to("#desk-saving [name=name]")
    page.keyboard.type("locks")
    tab_to("#desk-saving [name=kind]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk-saved h3:has-text('locks')")
    assert [(each.text, each.kind) for each in Store(served.backend.folder).all()] == [
        ("Marlow AND lock", "search")
    ]
    tab_to("#desk-saved [data-action=unsave]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk-saved:has-text('Nothing is saved yet')")


def test_the_desk_is_korean_fits_a_phone_and_axe_finds_nothing_serious(visit):
    page = visit(locale="ko-KR", viewport={"width": 375, "height": 740})
    page.click("role=tab[name='데스크']")
    page.wait_for_selector("#desk-kept-head >> visible=true")
    assert "저장한 질문" in page.inner_text("#desk-saving")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert serious(page) == []

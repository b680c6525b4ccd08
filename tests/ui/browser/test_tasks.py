"""The walk of docs/using.md: every task with the presses it says, and by keyboard alone."""

import re
from pathlib import Path

import pytest

from tests.support.driving import ASK, finished, put
from tests.support.hands import Keys, Pointer

pytestmark = pytest.mark.browser
WHY = "why did the Unification Ministry skip the talks"
KARSK = "what caused the explosion at Karsk"
RATE = "what is the key interest rate of Belmora in 2024"
DOCS = Path(__file__).resolve().parents[3] / "docs" / "using.md"
WALK = re.findall(r"^\| (\d+) \| (.+?) \|.*?\| (\d) \|", DOCS.read_text("utf-8"), re.MULTILINE)
TASKS = {}


def task(name, *before):
    """Note how a task of the walk is done, after these questions were asked."""

    def noted(steps):
        TASKS[name] = (before, steps)
        return steps

    return noted


@pytest.fixture(scope="module")
def desk(chromium, served):
    """One page for all tasks; an original on the web is answered here."""
    context = chromium.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    context.set_default_timeout(60_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
    context.route(re.compile(r"^https?://(?!127\.)"), lambda route: route.fulfill(body="original"))
    page = context.new_page()
    page.goto(served.url)
    page.wait_for_selector(".dl-suggestion")
    page.wait_for_function("() => !dateline.arriving()")
    yield page
    context.close()


@pytest.fixture
def fresh(desk):
    """The page with nothing asked, nothing open and nothing chosen."""
    desk.evaluate(
        """() => {
          document.querySelector("#tabs [role=tab][data-tab-id=ask]").click();
          document.querySelectorAll("details[open]").forEach(each => (each.open = false));
          document.getElementById("limits-form").reset();
          document.querySelector("#dl-scope button")?.click();
          document.getElementById("dl-said")?.remove();
          dateline.local.open({ dataset: { id: "" } });
        }"""
    )
    finished(desk, 0)
    desk.wait_for_selector(".dl-suggestion >> visible=true")
    desk.mouse.move(2, 2)
    desk.evaluate("document.activeElement.blur()")
    return desk


def answered(page, such):
    """Wait until one answer stands there, and the browser keeps one that is such."""
    page.wait_for_function(f"() => dateline.thread.exchanges.every(each => {such})")
    finished(page, 1)


@pytest.mark.parametrize("hand", [Pointer, Keys])
@pytest.mark.parametrize(("name", "presses"), [(name, presses) for _, name, presses in WALK])
def test_a_task(fresh, served, hand, name, presses):
    before, steps = TASKS[name]
    for turn, words in enumerate(before, start=1):
        put(fresh, words, turns=turn)
    hands = hand(fresh)
    try:
        steps(hands, fresh, served)
    finally:
        served.backend.pause = 0.0
    if isinstance(hands, Pointer):
        assert hands.presses == int(presses)


def test_the_walk_has_25_tasks():
    assert [int(number) for number, _, _ in WALK] == list(range(1, 26))
    assert [name for _, name, _ in WALK] == list(TASKS)


@task("Ask a first question")
def ask_first(hand, page, served):
    hand.ask(WHY)
    finished(page, 1)


@task("Ask one that is offered")
def ask_offered(hand, page, served):
    hand.press("#examples .dl-suggestion")
    finished(page, 1)


@task("Ask a follow-up", WHY)
def ask_further(hand, page, served):
    hand.ask("who led the South Korean delegation")
    finished(page, 2)


@task("See what a sentence rests on", WHY)
def preview(hand, page, served):
    hand.look(".dl-cite")
    assert "not much to discuss" in page.inner_text("[role=tooltip]")


def open_article(hand, page):
    hand.press(".dl-cite")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")
    page.wait_for_function("() => document.activeElement.tagName === 'MARK'")


@task("Read the article beside the answer", WHY)
def read_beside(hand, page, served):
    open_article(hand, page)


@task("Go to the next marked sentence", WHY, "who led the South Korean delegation")
def next_mark(hand, page, served):
    open_article(Keys(page), page)
    before = page.inner_text("#mark-count")
    hand.press("#reader [data-step='1']", key="n")
    assert page.inner_text("#mark-count") != before


@task("Go back to the answer", WHY)
def close_article(hand, page, served):
    open_article(Keys(page), page)
    hand.press("#reader .dl-close", key="Escape")
    page.wait_for_function("() => !document.body.classList.contains('dl-reading')")
    page.wait_for_function("() => document.activeElement.matches('.dl-cite')")


@task("See all sources of an answer", WHY)
def see_sources(hand, page, served):
    hand.press(".dl-do-sources")
    page.wait_for_function("() => document.activeElement.matches('#sources .dl-headline')")


@task("Open the original on the web", WHY)
def open_original(hand, page, served):
    with page.expect_popup() as opened:
        hand.press("#sources .dl-original")
    assert opened.value.url.startswith("https://eastern-strait-post.example/")
    opened.value.close()


@task("See who else ran the story", "why was the lumen-3 launch put off")
def see_others(hand, page, served):
    hand.press(".dl-also button")
    page.wait_for_selector("#reader-title >> visible=true")


@task("Compare sources that disagree", "How many people marched in Tarvik?")
def compare(hand, page, served):
    assert page.locator(".dl-sides > li").count() > 1
    hand.press(".dl-sides .dl-cite")
    page.wait_for_selector("#reader mark.dl-open >> visible=true")


@task("Limit a question to days or outlets")
def limit(hand, page, served):
    hand.press("#limits summary")
    hand.tick("#limits input[value='Pacific Ledger']")
    assert "(1)" in page.inner_text("#limits summary")


@task("Change the days of an answer", RATE)
def change_days(hand, page, served):
    hand.press(".dl-chip:has([name=since]) summary")
    hand.write(".dl-chip[open] input[name=since]", "2024-06-06", keys="06062024")
    hand.press(".dl-chip[open] .dl-again", key="Enter")
    answered(page, "each.answer.filters.since === '2024-06-06'")


@task("Take a limit away", RATE)
def drop_limit(hand, page, served):
    hand.press("[data-action=drop-filter][data-field=since]")
    answered(page, "!each.answer.filters.since")


@task("Ask how it stood on a day")
def ask_as_of(hand, page, served):
    hand.press("#limits summary")
    hand.write("#limits input[name=as_of]", "2025-12-12", keys="12122025")
    assert page.input_value("#limits input[name=as_of]") == "2025-12-12"
    assert "(1)" in page.inner_text("#limits summary")


@task("Mend an earlier question", WHY)
def mend(hand, page, served):
    hand.press("[data-action=edit]")
    page.wait_for_function("s => document.querySelector(s).value.startsWith('why did')", arg=ASK)
    page.wait_for_function("s => document.activeElement.matches(s)", arg=ASK)
    hand.ask(KARSK)
    answered(page, f"each.question === '{KARSK}'")


@task("Return to the conversation before the edit", WHY, KARSK)
def undo_edit(hand, page, served):
    page.click("[data-action=edit][data-turn='0']")
    page.wait_for_function("s => document.querySelector(s).value.startsWith('why did')", arg=ASK)
    put(page, "who leads the dockworkers in Tarvik", turns=1)
    hand.press("#dl-said button")
    finished(page, 2)


@task("Stop an answer")
def stop(hand, page, served):
    served.backend.pause = 0.7
    Keys(page).ask(WHY)
    hand.press("#stop")
    page.wait_for_selector("#live:has-text('Stopped'), .dl-cut")
    page.wait_for_selector("#ask >> visible=true")


@task("Copy an answer with its sources", WHY)
def copy(hand, page, served):
    hand.press(".dl-menu:has([data-action=copy]) summary")
    hand.press(".dl-menu[open] [data-action=copy]")
    page.wait_for_selector("#dl-said:has-text('Copied')")
    assert "not much to discuss" in page.evaluate("navigator.clipboard.readText()")


@task("Keep the receipt of an answer", WHY)
def receipt(hand, page, served):
    with page.expect_download() as kept:
        hand.press("[data-action=receipt]")
    assert kept.value.suggested_filename == "dateline-receipt-2025-12-16.json"


@task("Send a colleague the question", WHY)
def link(hand, page, served):
    hand.press("[data-action=link]")
    page.wait_for_selector("#dl-said:has-text('Copied')")
    assert "?q=why+did+the" in page.evaluate("navigator.clipboard.readText()")


@task("Say that an answer is wrong", WHY)
def judge(hand, page, served):
    hand.press(".dl-menu:has([data-action=feedback]) summary")
    hand.tick(".dl-menu[open] input[value=wrong]")
    hand.press(".dl-menu[open] button[type=submit]", key="Enter")
    page.wait_for_selector("text=Kept in the archive folder")


@task("Open an earlier conversation", WHY)
def open_earlier(hand, page, served):
    page.evaluate("dateline.local.open({ dataset: { id: '' } })")
    finished(page, 0)
    hand.press("#sidebar .toggle-button")
    hand.press("#dl-threads .dl-thread")
    finished(page, 1)
    page.click("#sidebar .toggle-button")


@task("Find the articles that say something")
def find(hand, page, served):
    total = served.backend.index().find("heron").total
    hand.press("#tabs [role=tab][data-tab-id=archive]")
    page.wait_for_selector(".dl-results >> visible=true")
    page.fill("#shelf-form [name=term]", "")
    hand.write("#shelf-form [name=term]", "heron")
    page.wait_for_selector(f"#dl-found:has-text('{total} article'):has-text('heron')")


@task("Save what was found as a table")
def save(hand, page, served):
    find(Pointer(page), page, served)
    with page.expect_download() as kept:
        hand.press("[data-action=sheet]")
    assert "heron" in kept.value.path().read_text("utf-8-sig").lower()

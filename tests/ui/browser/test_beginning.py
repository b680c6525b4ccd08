"""The page before there is an archive, and behind a password."""

import pytest

from tests.support.driving import ASK, Slow, finished, free_port
from ui.guard.accounts import Account, Accounts
from ui.server import Door, serve

pytestmark = pytest.mark.browser


@pytest.fixture
def beginning(tmp_path):
    """A page over a folder without an index."""
    backend = Slow(tmp_path / "none")
    port = free_port()
    app = serve(
        backend, Door(port=port, accounts=Accounts([Account.make("ann", "secret")])), block=False
    )
    yield f"http://127.0.0.1:{port}/", backend
    app.close(drain=0)
    backend.close()


def test_an_empty_archive_says_how_to_begin_and_can_be_filled(beginning, chromium, tmp_path):
    url, backend = beginning
    page = chromium.new_context(locale="en-GB").new_page()
    page.set_default_timeout(60_000)
    page.goto(url)
    page.fill("input[name=username]", "ann")
    wrong = {"username": "ann", "password": "wrong"}
    assert page.request.post(f"{url}login", form=wrong).status == 400
    assert page.request.get(f"{url}config").status == 401
    page.fill("input[type=password]", "secret")
    page.press("input[type=password]", "Enter")
    page.wait_for_selector(ASK)
    notice = page.wait_for_selector(".dl-abstain").inner_text()
    assert "This archive is empty." in notice
    assert f"dateline index FOLDER --index {backend.folder}" in notice
    page.fill(ASK, "is anybody there")
    page.press(ASK, "Enter")
    page.wait_for_selector("#conversation .dl-abstain, #live .dl-failure")

    (tmp_path / "first.txt").write_text(
        "The lighthouse of Corran was sold on Friday to a beekeeper for nine crowns."
    )
    page.click("role=tab[name='Archive']")
    page.wait_for_selector("#files >> visible=true")
    page.set_input_files("#files input[type=file]", tmp_path / "first.txt")
    page.wait_for_selector("#files >> text=first")
    page.click("#add-button")
    page.wait_for_selector("#report .dl-counts")
    page.wait_for_selector("#masthead:has-text('1 article')")
    page.click("role=tab[name='Ask']")
    turns = page.locator("#conversation .dl-turn").count()
    page.fill(ASK, "who was the lighthouse of Corran sold to")
    page.press(ASK, "Enter")
    finished(page, turns + 1)
    assert "beekeeper" in page.inner_text(".dl-turn:last-child .dl-reply")
    page.context.close()

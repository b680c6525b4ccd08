"""Saved questions over an archive that grows."""

from __future__ import annotations

import json
import sys
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import feedparser
import pytest
from typer.testing import CliRunner

import dateline
from index import Article, Index
from rag.errors import SavedError
from rag.saved import Saved, Store, run_saved, save
from rag.saved.after import FEED, after_commit
from rag.saved.hook import check_hook
from tests.support.webserver import serving

FIRST = (
    "The night ferry to Lom was cancelled on Monday. The port of Tarvik said that the ferry "
    "Aurelia would be repaired for 12 million crowns. Dockers expected a long winter."
)
OTHER = "Cholera was declared on the island. Wells had been fouled by the flood, doctors said."
NEWER = (
    "The repair of the ferry Aurelia will cost 19 million crowns, the port of Tarvik said on "
    "Friday. The night ferry to Lom stays in the dock until May."
)
COST = "How much will the repair of the ferry Aurelia cost?"
CAPTAIN = "Who is the new captain of the ferry Aurelia?"
NAMED = (
    "The new captain of the ferry Aurelia is Ines Corvo, the port of Tarvik said on Sunday. "
    "She sailed the coast for twenty years."
)


def article(name: str, text: str, day: int, source: str = "Lomund Herald") -> Article:
    return Article(name, text, title=f"{name} story", date=date(2025, 3, day), source=source)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch) -> Path:
    """Keep the key of hooks in a folder of the test."""
    monkeypatch.setattr("typer.get_app_dir", lambda name: str(tmp_path / "settings"))
    return tmp_path / "settings"


@pytest.fixture
def archive(tmp_path: Path, encoder):
    with Index.open(tmp_path / "index", encoder=encoder) as made:
        made.add([article("ferry", FIRST, 3), article("cholera", OTHER, 4)])
        yield made


def test_only_what_is_new_and_near_is_told(archive: Index) -> None:
    store = Store(archive.folder)
    save(archive, store, Saved(name="cost", text=COST))
    captain = save(archive, store, Saved(name="captain", text=CAPTAIN))
    save(archive, store, Saved(name="cranes", text="crane AND harb*", kind="search"))
    assert "12 million" in store.named("cost").told.short
    assert not captain.told.answer
    assert run_saved(archive, store).looked == 0, "nothing is new"

    archive.add([article("wells", "Doctors cleaned the wells of the island on Tuesday.", 5)])
    run = run_saved(archive, store)
    assert (run.looked, run.asked, run.new, run.alerts) == (3, 0, 1, [])

    archive.add([article("newer", NEWER, 7), article("named", NAMED, 9)])
    alerts = {each.name: each for each in run_saved(archive, store).alerts}
    assert set(alerts) == {"cost", "captain"}
    assert alerts["captain"].kind == "answer" and "Ines Corvo" in alerts["captain"].quote
    assert alerts["cost"].kind in ("figure", "contradiction", "correction")
    assert "19 million" in alerts["cost"].text
    for alert in alerts.values():
        stored = archive.article(alert.article_id)
        assert stored.text[alert.start : alert.end] == alert.quote
    assert run_saved(archive, store).alerts == []

    archive.add([article("crane", "A crane fell into the harbour of Tarvik.", 10)])
    (found,) = run_saved(archive, store).alerts
    assert (found.kind, found.article_id) == ("article", "crane")
    assert store.alerts()[0].name == "cranes"


def test_a_search_keeps_to_its_limits(archive: Index) -> None:
    store = Store(archive.folder)
    save(
        archive,
        store,
        Saved(
            name="coast",
            text="",
            kind="search",
            sources=["coastline daily"],
            since=date(2025, 3, 6),
        ),
    )
    archive.add(
        [
            article("a", "One story of the coast.", 7, "Coastline Daily"),
            article("b", "Another story of the coast.", 7),
            article("c", "An older story of the coast.", 5, "Coastline Daily"),
        ]
    )
    assert [each.article_id for each in run_saved(archive, store).alerts] == ["a"]


def test_hooks_and_the_feed(archive: Index, tmp_path: Path) -> None:
    posted: list[dict[str, object]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204 if self.path == "/alerts" else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    out = tmp_path / "alert.json"
    program = tmp_path / "hook.py"
    program.write_text("import sys; open(sys.argv[1], 'w').write(sys.stdin.read())", "utf-8")
    address = f"http://127.0.0.1:{server.server_port}"
    hooks = {
        "command": f"'{sys.executable}' '{program}' '{out}'",
        "web": f"{address}/alerts",
        "broken": f"{address}/nowhere",
        "missing": str(tmp_path / "no-such-program"),
    }
    store = Store(archive.folder)
    with serving(server):
        for name, hook in hooks.items():
            save(archive, store, Saved(name=name, text="crane", kind="search", hook=hook))
        archive.add([article("crane", "A crane fell into the harbour of Tarvik.", 10)])
        run, problems = after_commit(archive)
    assert len(run.alerts) == 4
    assert json.loads(out.read_text("utf-8"))["article_id"] == "crane"
    assert posted[0]["title"] == "crane story"
    assert len(problems) == 2
    assert "the hook of broken failed" in problems[0] and "500" in problems[0]
    feed = feedparser.parse((archive.folder / FEED).read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert len(feed.entries) == 4
    assert feed.entries[0].title == "missing: There is a new article: crane story"
    assert len({each.id for each in feed.entries}) == 4


def test_a_hook_of_somebody_elses_archive_is_not_called(archive: Index, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hook = f"touch '{out}'"
    store = Store(archive.folder)
    save(archive, store, Saved(name="one", text="crane", kind="search", hook=hook))
    stolen = store.named("one").signed
    key = next((tmp_path / "settings").iterdir())
    assert key.stat().st_mode & 0o077 == 0
    key.unlink()
    store.add(Saved(name="two", text="crane", kind="search", hook=hook, signed=stolen))
    archive.add([article("crane", "A crane fell into the harbour of Tarvik.", 10)])
    run, problems = after_commit(archive)
    assert len(run.alerts) == len(problems) == 2
    assert all("it was not saved by you" in problem for problem in problems)
    assert not out.exists()


def test_the_commands(archive: Index) -> None:
    run = CliRunner()

    def call(*words: str) -> str:
        done = run.invoke(dateline.app, ["saved", *words, "--index", str(archive.folder)])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "12 million" in call("add", "cost", COST)
    assert json.loads(call("list", "--json"))[0]["told"]["short"]
    assert call("list").startswith(f"cost\t{COST}\t")
    archive.add([article("newer", NEWER, 7)])
    told = json.loads(call("run", "--json"))
    assert (told["asked"], len(told["alerts"])) == (1, 1)
    assert "19 million" in call("alerts")
    assert call("alerts", "--atom").startswith("<?xml")
    (archive.folder.parent / "named.txt").write_text(f"3 April 2025\n\n{NAMED}", "utf-8")
    call("add", "captain", CAPTAIN)
    command = ["index", str(archive.folder.parent / "named.txt"), "--index", str(archive.folder)]
    done = run.invoke(dateline.app, command)
    assert done.exit_code == 0, done.output
    assert "captain: There is an answer now: " in done.stderr
    call("remove", "captain")
    assert call("remove", "cost") == "1 removed, 0 left\n"
    assert run.invoke(dateline.app, ["saved", "add", "x"]).exit_code == 2


@pytest.mark.parametrize("hook", ["", "ftp://there/x", "unclosed 'quote"])
def test_a_hook_that_can_never_be_called_is_refused(hook: str) -> None:
    with pytest.raises(SavedError):
        check_hook(hook)


def test_names_are_kept_apart(archive: Index, tmp_path: Path) -> None:
    store = Store(archive.folder)
    store.add(Saved(name="one", text="a", kind="search"))
    for name in ("one", "", "-x", "a\nb"):
        with pytest.raises(SavedError):
            store.add(Saved(name=name, text="a", kind="search"))
    with pytest.raises(SavedError, match="nothing is saved as 'two' \\(one\\)"):
        store.remove("two")
    (archive.folder / "saved.json").write_text("{", "utf-8")
    with pytest.raises(SavedError, match="mend or delete it"):
        store.all()
    with pytest.raises(SavedError, match="there is no index in"):
        Store(tmp_path)


def test_a_toll_that_rises_is_told_as_a_newer_figure(archive: Index) -> None:
    store = Store(archive.folder)
    first = "Eight people died in the flood at Lom, the mayor said. The bridge is gone."
    second = "In the flood at Lom 10 people died, rescuers said. The army brings drinking water."
    archive.add([article("night", first, 10)])
    save(archive, store, Saved(name="toll", text="How many people died in the flood at Lom?"))
    archive.add([article("morning", second, 11, "Coastline Daily")])
    (alert,) = run_saved(archive, store).alerts
    assert (alert.kind, alert.article_id) == ("figure", "morning")
    assert alert.text.startswith("10") and alert.before.lower().startswith("eight")

"""A watched folder and a feed that changes twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index
from index.errors import DatelineError
from index.folder.locks import writing
from index.load import LoadSettings
from index.watch import Commit, Pace, Watch
from index.watch.files import Files
from index.watch.state import States
from index.watch.watch import told
from tests.support.newsfiles import BODY, SECOND, page
from tests.support.webserver import Handler, Server, gives

HERE = LoadSettings(allow_private=True, timeout=5)
AT_ONCE = Pace(settle=0.0, gather=1.0, every=100.0, between=0.0, retry=10.0, tick=0.02)


def watch(archive: Index, *sources: str | Path, **options: object) -> tuple[Watch, list[Commit]]:
    commits: list[Commit] = []
    options.setdefault("pace", AT_ONCE)
    made = Watch(archive, sources, report=commits.append, settings=HERE, **options)
    return made, commits


def texts(archive: Index) -> set[str]:
    return {article.text for article in archive.whole_articles()}


def test_a_folder_is_kept_up_to_date(tmp_path: Path, opened: Callable[..., Index]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, "utf-8")
    archive = opened()
    watched, commits = watch(archive, folder, prune=True)
    watched.begin()
    assert texts(archive) == {BODY}
    (folder / "b.txt").write_text(SECOND, "utf-8")
    (folder / ".hidden.txt").write_text("Nothing of this is read.", "utf-8")
    changed = [folder / "b.txt", folder / ".hidden.txt", tmp_path / "elsewhere.txt"]
    watched.step(changed, 10.0)
    assert texts(archive) == {BODY, SECOND}
    (folder / "a.txt").unlink()
    watched.step([folder / "a.txt"], 11.0)
    assert texts(archive) == {SECOND}
    assert [told(each) for each in commits] == [
        "files: 1 added",
        "1 file: 1 added",
        "files: 1 removed, 1 unchanged",
    ]
    assert [(each.before, each.generation) for each in commits] == [(0, 1), (1, 2), (2, 3)]


def test_a_file_is_read_when_it_has_settled(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("one")
    files = Files([tmp_path], Pace(settle=2, gather=30, retry=5, tries=2))
    files.heard([path], 0.0)
    assert files.ready(1.0) == []
    path.write_text("one and two")
    assert files.ready(2.5) == []
    other.write_text("three")
    files.heard([other], 4.0)
    assert files.ready(5.0) == []
    assert files.ready(6.0) == [path, other]
    assert files.failed(path, 6.0)
    files.done([other])
    assert files.ready(10.0) == []
    assert files.ready(11.0) == [path]
    assert not files.failed(path, 11.0)
    assert files.ready(99.0) == []


def test_files_that_never_stop_coming_are_committed_all_the_same(tmp_path: Path) -> None:
    first = tmp_path / "a.txt"
    first.write_text("one")
    files = Files([tmp_path], Pace(settle=2, gather=30))
    files.heard([first], 0.0)
    for second in range(2, 29, 2):
        later = tmp_path / f"{second}.txt"
        later.write_text("more")
        files.heard([later], float(second))
        assert files.ready(float(second)) == []
    later = tmp_path / "last.txt"
    later.write_text("more")
    files.heard([later], 30.0)
    assert first in files.ready(30.0)
    assert later not in files.ready(30.0)


def test_a_locked_archive_is_waited_for(tmp_path: Path, opened: Callable[..., Index]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    archive = opened(lock_timeout=0.0)
    watched, commits = watch(archive, folder)
    (folder / "a.txt").write_text(BODY, "utf-8")
    archive.folder.mkdir()
    with writing(archive.folder, 0.0):
        watched.step([folder / "a.txt"], 100.0)
    assert "tried again in 10 s" in commits[0].problem
    watched.step([], 105.0)
    assert texts(archive) == set()
    watched.step([], 111.0)
    assert texts(archive) == {BODY}


def feed(*entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>Short.</description></item>"
        for title, link in entries
    )
    return f"<rss version='2.0'><channel><title>The Post</title>{items}</channel></rss>".encode()


def test_a_feed_is_asked_for_what_changed(opened: Callable[..., Index], server: Server) -> None:
    headers: list[dict[str, str]] = []

    def serve(body: bytes, tag: str) -> None:
        def answer(request: Handler) -> None:
            headers.append(dict(request.headers))
            if request.headers.get("If-None-Match") == tag:
                gives(b"", "", 304, ETag=tag)(request)
            else:
                gives(body, "application/rss+xml", ETag=tag)(request)

        server.pages["/feed"] = answer

    for name in ("one", "two"):
        server.pages[f"/{name}"] = gives(page(*[BODY, f"This is {name}."] * 3, title=name).encode())
    address = f"{server.url}/feed"
    archive = opened()
    watched, commits = watch(archive, address)
    serve(feed(("One", f"{server.url}/one")), '"1"')
    watched.step([], 0.0)
    assert len(archive) == 1
    watched.step([], 50.0)
    assert len(headers) == 1, "it is not due"
    watched.step([], 100.0)
    assert headers[1]["If-None-Match"] == '"1"'
    serve(feed(("One", f"{server.url}/one"), ("Two", f"{server.url}/two")), '"2"')
    again, more = watch(opened(), address)
    again.step([], 150.0)
    assert len(headers) == 2, "when it is due survives a restart"
    again.step([], 201.0)
    archive.refresh()
    assert len(archive) == 2
    asked = [each.path for each in server.seen]
    assert asked.count("/one") == 1, "a page that is known is not fetched again"
    assert [told(each) for each in commits + more] == [f"{address}: 1 added"] * 2


def test_a_feed_that_fails_is_let_alone(opened: Callable[..., Index], server: Server) -> None:
    address = f"{server.url}/feed"
    archive = opened()
    archive.folder.mkdir()
    watched, commits = watch(archive, address)
    server.pages["/feed"] = gives(b"", status=503, Retry_After="1000")
    watched.step([], 0.0)
    assert "503" in commits[0].problem
    watched.step([], 999.0)
    assert len(server.seen) == 1
    server.pages["/feed"] = gives(b"", status=410)
    watched.step([], 1001.0)
    watched.step([], 99_999.0)
    assert len(server.seen) == 2
    assert commits[1].problem.endswith("not asked again")
    assert States(archive.folder)[address].gone


def test_a_clock_that_is_set_back_delays_nothing(
    tmp_path: Path, opened: Callable[..., Index], server: Server
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    server.pages["/feed"] = gives(feed(), "application/rss+xml")
    archive = opened()
    pace = Pace(settle=1.0, gather=5.0, every=100.0, between=0.0, retry=10.0, longest=1_000.0)
    watched, _ = watch(archive, folder, f"{server.url}/feed", pace=pace)
    watched.step([], 90_000.0)
    assert len(server.seen) == 1
    (folder / "a.txt").write_text(BODY, "utf-8")
    watched.step([folder / "a.txt"], 90_001.0)
    watched.step([], 500.0)
    assert len(server.seen) == 2, "the feed is asked, not let alone for a day"
    watched.step([], 501.0)
    assert texts(archive) == {BODY}
    archive.refresh()
    again, _ = watch(opened(), f"{server.url}/feed", pace=pace)
    again.step([], -90_000.0)
    assert len(server.seen) == 3, "neither after a restart"


def test_it_runs_until_it_is_stopped(
    tmp_path: Path, opened: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, here = tmp_path / "news", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    archive = opened()
    watched, commits = watch(archive, "../news")
    stop = threading.Event()
    thread = threading.Thread(target=watched.run, args=(stop,))
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not commits and time.monotonic() < deadline:
            (folder / "a.txt").write_text(BODY, "utf-8")
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join()
    assert texts(archive) == {BODY}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, opened: Callable[..., Index]) -> None:
    with pytest.raises(DatelineError, match="nowhere does not exist"):
        watch(opened(), tmp_path / "nowhere")

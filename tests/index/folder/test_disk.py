"""A full disk, a folder that cannot be written: the last committed state stays."""

import contextlib
import errno
import os
import resource
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest

import index.folder.disk
from index import Article, Index
from index.errors import DatelineError, DiskSpaceError
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from tests.support import crashing
from tests.support.nobody import as_nobody, in_child


def open_index(folder, **settings):
    return Index.open(folder, encoder=crashing.ENCODER, settings=IndexSettings(**settings))


@contextlib.contextmanager
def largest_file(size):
    """Let no file grow beyond a size, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_anywhere_in_a_commit_leaves_the_last_one(tmp_path):
    first = [crashing.article(number, 1) for number in range(3)]
    more = [crashing.article(number, 2) for number in range(1, 60)]
    with open_index(tmp_path / "first") as index:
        index.add(first)
    with open_index(tmp_path / "whole") as index:
        index.add(more)
    sizes = sorted(
        path.stat().st_size for path in (tmp_path / "whole").rglob("*") if path.is_file()
    )
    failed = 0
    for size in [0, 10, *(size - 1 for size in sizes[-14:] if size > 1)]:
        folder = tmp_path / f"limit-{size}"
        shutil.copytree(tmp_path / "first", folder, dirs_exist_ok=True)
        with open_index(folder) as index:
            with contextlib.suppress(DiskSpaceError), largest_file(size):
                index.add(more)
            if index.generation == 1:
                failed += 1
        with open_index(folder) as index:
            left = {each.id: each.sha256 for each in index.articles()}
            assert left == (
                {each.id: each.sha256 for each in first}
                if index.generation == 1
                else {each.id: each.sha256 for each in [*first[:1], *more]}
            )
            assert doctor(folder).problems == []
            index.add(more)
            assert len(index) == 60
        assert doctor(folder).problems == []
    assert failed >= 10


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_disk_that_is_full_from_any_step_of_a_commit_leaves_the_last_one(tmp_path):
    """Each opening for writing, linking, renaming, making of a folder and waiting for the disk."""
    first = {f"a{number}": crashing.article(number, 1) for number in range(3)}
    with open_index(tmp_path / "first") as index:
        index.add(list(first.values()))
    step = 0
    while True:
        step += 1
        folder = tmp_path / f"step-{step}"
        shutil.copytree(tmp_path / "first", folder)
        code = in_child(lambda folder=folder, step=step: _fill_at(folder, step, first))
        assert code in (0, _NOT_REACHED), f"step {step}"
        if code:
            break
        shutil.rmtree(folder)
    assert step > 15


_NOT_REACHED = 3


def _fill_at(folder, step, first):
    """Change an archive with a disk that is full from a step on; check it, and change it again."""
    changed = [crashing.article(number, 2) for number in range(2, 6)]
    full = disk_full_from(folder, step)
    failed = False
    with open_index(folder) as index:
        try:
            index.add(changed)
        except DiskSpaceError as error:
            failed = "no room left" in str(error)
    reached, full["from"] = full["seen"] >= step, None
    with open_index(folder) as index:
        after = first | {each.id: each for each in changed}
        wanted = first if index.generation == 1 else after
        assert {each.id: each.sha256 for each in index.articles()} == {
            name: each.sha256 for name, each in wanted.items()
        }
        assert failed or index.generation == 2
        index.add([*changed, crashing.article(9, 1)])
        assert len(index) == 7
    assert doctor(folder).problems == []
    if not reached:
        os._exit(_NOT_REACHED)


def disk_full_from(folder, step):
    """Let whatever writes below a folder in this process fail from a step on; return a switch."""
    state = {"from": step, "seen": 0}

    def count():
        state["seen"] += 1
        if state["from"] is not None and state["seen"] >= state["from"]:
            raise OSError(errno.ENOSPC, "No space left on device")

    def note(event, arguments):
        writing = {"os.rename", "os.link", "os.mkdir"}
        if event == "open":
            # `os.open` has no mode in words, only flags.
            _, mode, flags = arguments
            if mode.strip("rbt") if mode else flags & (os.O_WRONLY | os.O_RDWR):
                writing = {"open"}
        if event in writing and str(arguments[0]).startswith(str(folder)):
            count()

    sys.addaudithook(note)
    sync = os.fsync

    def waiting(handle):
        count()
        sync(handle)

    os.fsync = waiting
    return state


def test_a_full_disk_is_one_line_that_says_what_to_do(tmp_path):
    with open_index(tmp_path / "index") as index:
        index.add([crashing.article(1, 1)])
        with largest_file(1000), pytest.raises(DiskSpaceError) as caught:
            index.add([crashing.article(number, 2) for number in range(50)])
    message = str(caught.value)
    assert "no room left" in message
    assert "free some" in message
    assert "\n" not in message


def test_room_is_asked_for_before_anything_is_written(tmp_path):
    with open_index(tmp_path / "index", reserve_bytes=2**60) as index:
        with pytest.raises(DiskSpaceError, match="MiB"):
            index.add([crashing.article(1, 1)])
        assert index.generation == 0
    assert not (tmp_path / "index" / "archive.sqlite").exists()


def test_every_error_that_means_a_full_disk_is_understood(tmp_path):
    errors = [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OSError("4096 requested and 0 written"),
        RuntimeError("write error in passages.faiss: 0 != 64 (No space left on device)"),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
    ]
    for error in errors:
        with pytest.raises(DiskSpaceError), index.folder.disk.guarded(tmp_path):
            raise error
    with pytest.raises(RuntimeError), index.folder.disk.guarded(tmp_path):
        raise RuntimeError("something else")


def test_where_files_cannot_be_linked_they_are_copied(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with open_index(tmp_path / "index") as archive:
        archive.add([crashing.article(1, 1)])
        archive.add([crashing.article(2, 1)])
        assert len(archive.lexical("story", 9, weights={"title": 1.0}).ids) == (
            archive.passage_count
        )
    assert doctor(tmp_path / "index").healthy


@pytest.fixture
def closed():
    """An index in a folder that cannot be written."""
    outer = Path(tempfile.mkdtemp())
    folder = outer / "index"
    with open_index(folder, lock_timeout=0) as archive:
        archive.add([crashing.article(number, 1) for number in range(3)])
        archive.remove(["a2"])
        archive.search("river", 3)
    paths = [outer, *outer.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in paths:
        path.chmod(0o755)
    shutil.rmtree(outer)


def test_a_folder_that_cannot_be_written_can_be_read(closed):
    def read():
        with open_index(closed) as archive:
            assert len(archive) == 2
            assert archive.article("a1") == crashing.article(1, 1)
            assert {hit.article_id for hit in archive.search("river vote", 9)} <= {"a0", "a1"}

    before = sorted(str(path) for path in closed.rglob("*"))
    assert as_nobody(read) == 0
    assert sorted(str(path) for path in closed.rglob("*")) == before


def test_writing_to_it_is_refused_in_one_line(closed):
    def write():
        with open_index(closed) as archive, pytest.raises(DatelineError, match="cannot be written"):
            archive.add([crashing.article(9, 1)])

    assert as_nobody(write) == 0


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_memory_that_ends_in_a_commit_leaves_the_last_one(tmp_path):
    """What is native may end the process where Python would raise: nothing is lost either way."""
    folder = tmp_path / "index"
    with open_index(folder) as archive:
        archive.add([crashing.article(number, 1) for number in range(3)])
        before = {each.id: each.sha256 for each in archive.articles()}
    more = [Article(f"b{number}", f"The council met. {number} " * 4_000) for number in range(20)]

    def add():
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        signal.alarm(120)
        with open_index(folder, near_duplicates=0) as archive:
            archive.add(more)

    assert in_child(add) != 0
    with open_index(folder) as archive:
        assert {each.id: each.sha256 for each in archive.articles()} == before
        assert doctor(folder).healthy
        assert archive.add([crashing.article(9, 1)]).added == 1


def test_a_small_file_is_never_half_written(tmp_path):
    path = tmp_path / "CURRENT"
    index.folder.disk.replace(path, "1\n")
    with contextlib.suppress(OSError), largest_file(0):
        index.folder.disk.replace(path, "2\n")
    assert path.read_text() == "1\n"

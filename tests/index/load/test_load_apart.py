"""Files that are made to take all time or all memory end the child that reads them, not us."""

from pathlib import Path

import pytest

from index.load import Found, LoadSettings, Refusal, load
from index.load.apart import Child
from tests.support.newsfiles import BODY, SECOND, entry, page, rss

WHOLE = "The lighthouse of Corran was sold on Friday to a beekeeper for nine crowns."


def read(path, **settings):
    return list(load([path], settings=LoadSettings(**settings), separately=True))


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "sound.txt"
    path.write_text(WHOLE)
    return path


def one(path, **settings):
    (item,) = read(path, **settings)
    return item


def test_it_reads_as_the_parent_would(tmp_path, samples_folder):
    (tmp_path / "feed.rss").write_text(rss(entry("T", "/1", "A story of one entry.")))
    (tmp_path / "page.html").write_text(page(BODY, SECOND, title="Pier"))
    (tmp_path / "empty.txt").write_text(" ")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    for folder in (samples_folder, tmp_path):
        assert read(folder) == list(load([folder]))


def test_eighty_thousand_attributes_are_given_up(tmp_path, sound):
    attributes = " ".join(f'a{n}="{n}"' for n in range(80_000))
    path = tmp_path / "attributes.html"
    path.write_text(f"<html><body><p {attributes}>{BODY}</p></body></html>")
    found = one(path, parse_seconds=1)
    assert isinstance(found, Refusal)
    assert found.reason == (
        "takes more than 1 s to be read; raise DATELINE_LOAD_PARSE_SECONDS if that is meant"
    )
    assert isinstance(one(sound, parse_seconds=60), Found)


def test_marks_without_end_are_read_in_no_time(tmp_path):
    path = tmp_path / "marks.txt"
    path.write_text(WHOLE + " a" + "\u0301\u0323" * 120_000)
    found = one(path)
    assert isinstance(found, Found)
    assert len(found.text) < 200


def test_a_text_longer_than_any_article_is_refused(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text("word " * 30_000)
    found = one(path, max_characters=100_000)
    assert isinstance(found, Refusal)
    assert found.reason.startswith("has 150,000 characters, more than 100,000; split it")


def test_memory_is_bounded(tmp_path, sound, monkeypatch):
    from index.load import apart

    monkeypatch.setattr(apart, "_child", Child())
    path = tmp_path / "wide.txt"
    path.write_text("\U0001f5de " * 12_000_000)
    found = one(path, parse_bytes=2**29, parse_seconds=120, max_characters=10**9)
    assert isinstance(found, Refusal)
    assert "memory" in found.reason or "broke the program" in found.reason


def test_a_child_that_dies_is_replaced(sound):
    child = Child()
    settings = LoadSettings()
    process = child._started(settings)
    process.kill()
    process.wait()
    assert child._started(settings).pid != process.pid
    child._started(settings).kill()


def test_the_child_has_no_keys(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    child = Child()
    process = child._started(LoadSettings())
    place = Path(f"/proc/{process.pid}/environ")
    if place.exists():
        assert b"sk-secret" not in place.read_bytes()
    process.kill()
    process.wait()


def test_a_child_that_was_taken_over_can_send_nothing_but_data():
    import io
    import os
    import pickle

    from index.load.apart import _Plain

    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError, match="no plain data"):
        _Plain(io.BytesIO(pickle.dumps(Evil()))).load()

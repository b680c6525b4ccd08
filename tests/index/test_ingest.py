"""Files are read when they changed and known when they did not."""

import json
import os

import pytest

import index.load.run
from index.ingest import ingest
from index.load.base import Raw

LONG = "The council put the vote on the bridge off by one more week on Monday evening. " * 4


@pytest.fixture
def parsed(monkeypatch):
    """The names of the files that are read."""
    names = []
    real = index.load.run.read_raw

    def read_raw(raw: Raw, *rest, **more):
        names.append(raw.filename)
        return real(raw, *rest, **more)

    monkeypatch.setattr(index.load.run, "read_raw", read_raw)
    return names


def touch(path, text=None):
    """Change a file as an editor would, a minute after the last time."""
    if text is not None:
        path.write_text(text)
    later = path.stat().st_mtime_ns + 60_000_000_000
    os.utime(path, ns=(later, later))


def counts(summary):
    return (summary.added, summary.updated, summary.unchanged, summary.removed)


def test_a_folder_is_taken_in_and_then_known_without_being_parsed(opened, news, parsed):
    for path in news.iterdir():
        # A file of this moment is looked at again when it has come to rest.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    archive = opened()
    assert counts(ingest(archive, [news])) == (4, 0, 0, 0)
    assert len(parsed) == 3
    parsed.clear()
    assert counts(ingest(archive, [news])) == (0, 0, 4, 0)
    assert parsed == []
    assert archive.generation == 1


def test_a_file_with_another_time_and_the_same_bytes_is_known(opened, news, parsed):
    archive = opened()
    ingest(archive, [news])
    parsed.clear()
    touch(news / "plain.txt")
    assert counts(ingest(archive, [news])) == (0, 0, 4, 0)
    assert parsed == []


def test_only_the_file_that_changed_is_read(opened, news, parsed):
    archive = opened()
    ingest(archive, [news])
    parsed.clear()
    touch(news / "plain.txt", "Plain news was corrected. Something else happened.")
    assert counts(ingest(archive, [news])) == (0, 1, 3, 0)
    assert parsed == ["plain.txt"]
    assert len(archive) == 4


def test_a_change_of_the_same_length_in_the_same_moment_is_seen(opened, news):
    archive = opened()
    path = news / "plain.txt"
    ingest(archive, [news])
    status = path.stat()
    path.write_text(path.read_text().replace("Plain", "Plane"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert ingest(archive, [news]).updated == 1


def test_an_edited_file_without_an_address_stays_one_article_with_its_history(opened, news):
    archive = opened()
    ingest(archive, [news / "plain.txt"])
    (info,) = archive.articles()
    touch(news / "plain.txt", "Plain news was corrected.")
    ingest(archive, [news / "plain.txt"])
    assert [each.id for each in archive.articles()] == [info.id]
    assert [each.change for each in archive.versions(info.id)] == ["added", "updated"]


def test_what_a_file_no_longer_holds_is_removed(opened, news):
    archive = opened()
    ingest(archive, [news])
    touch(news / "lines.jsonl", json.dumps({"id": "line1", "text": "Line 1 of news."}))
    assert counts(ingest(archive, [news])) == (0, 0, 3, 1)
    assert "line0" not in {each.id for each in archive.articles()}


def test_a_file_that_became_unreadable_takes_nothing_away(opened, news):
    archive = opened()
    ingest(archive, [news])
    touch(news / "plain.txt", "")
    summary = ingest(archive, [news])
    assert len(summary.refused) == 1
    assert len(archive) == 4


def test_files_that_have_gone_are_kept_unless_pruned(opened, news):
    archive = opened()
    ingest(archive, [news])
    (news / "lines.jsonl").unlink()
    assert counts(ingest(archive, [news])) == (0, 0, 2, 0)
    assert len(archive) == 4
    assert counts(ingest(archive, [news], prune=True)) == (0, 0, 2, 2)
    assert len(archive) == 2


def test_pruning_looks_only_below_what_was_given(opened, news, tmp_path):
    archive = opened()
    other = tmp_path / "newspaper"
    other.mkdir()
    (other / "kept.txt").write_text("News that is elsewhere and stays.")
    ingest(archive, [news, other])
    (other / "kept.txt").unlink()
    assert ingest(archive, [news], prune=True).removed == 0
    assert ingest(archive, [other], prune=True).removed == 1


def test_a_file_that_was_renamed_keeps_its_article(opened, news):
    archive = opened()
    ingest(archive, [news])
    before = {each.id for each in archive.articles()}
    (news / "plain.txt").rename(news / "renamed.txt")
    summary = ingest(archive, [news], prune=True)
    assert (summary.added, summary.removed) == (0, 0)
    assert {each.id for each in archive.articles()} == before


def test_one_of_two_files_with_the_same_words_may_go(opened, tmp_path):
    archive = opened()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LONG)
    summary = ingest(archive, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (summary.added, summary.duplicates) == (1, 1)
    touch(tmp_path / "a.txt", "Now another story is told here.")
    summary = ingest(archive, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (summary.added, summary.updated, summary.removed) == (1, 0, 0)
    assert len(archive) == 2
    (tmp_path / "b.txt").unlink()
    assert ingest(archive, [tmp_path / "b.txt"], prune=True).removed == 1


def test_an_article_that_was_removed_comes_back_with_its_file(opened, news):
    archive = opened()
    ingest(archive, [news])
    archive.remove(["line0"])
    assert counts(ingest(archive, [news])) == (1, 0, 3, 0)


def test_a_long_run_is_committed_in_parts(opened, news):
    archive = opened(commit_articles=1)
    ingest(archive, [news])
    assert archive.generation >= 4
    assert len(archive) == 4
    assert counts(ingest(archive, [news])) == (0, 0, 4, 0)


def test_an_interrupted_run_keeps_its_commits_and_goes_on_later(opened, news, monkeypatch):
    archive = opened(commit_articles=2)
    real = archive.encoder.encode_passages
    calls = []

    def interrupted(passages, progress=None):
        calls.append(len(passages))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(passages, progress)

    monkeypatch.setattr(archive.encoder, "encode_passages", interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt):
        ingest(archive, [news])
    archive.refresh()
    assert len(archive) == 2
    monkeypatch.undo()
    assert counts(ingest(archive, [news]))[0] == 2
    assert len(archive) == 4


def test_missing_paths_are_refused_and_the_rest_goes_on(opened, news):
    summary = ingest(opened(), [news / "none.txt", news])
    assert [refusal.name for refusal in summary.refused] == [str(news / "none.txt")]
    assert summary.added == 4


def test_what_is_not_known_or_not_believed_is_said(tmp_path, opened):
    (tmp_path / "plain.txt").write_text("The council met and could not agree on the price of salt.")
    (tmp_path / "far.md").write_text(
        "---\ntitle: Far\ndate: 2999-01-01\n---\nThe fair is to be held in the year after next."
    )
    summary = ingest(opened(), [tmp_path / "plain.txt", tmp_path / "far.md"])
    assert summary.undated == 2
    assert [notice for notice in summary.notices if "far.md" in notice and "2999" in notice]

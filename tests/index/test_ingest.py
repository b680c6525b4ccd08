"""Files are read when they changed and known when they did not."""

import json
import os
import threading

import pytest

import index.load.run
from index import Index
from index.ingest import ingest
from index.load.base import Raw
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from index.text import passages
from index.text.furniture import Piece
from index.text.sentences import split
from tests.support.newsfiles import entry, rss
from tests.support.webserver import ARTICLE, HERE, Server, gives
from tests.support.words import WordEncoder

LONG = "The council put the vote on the bridge off by one more week on Monday evening. " * 4


@pytest.fixture
def folder(tmp_path):
    """Three files: two articles, one of them with an address, and a file of two lines."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "plain.txt").write_text("Plain news of the day. Nothing else happened.")
    (folder / "dated.md").write_text(
        "---\ntitle: Dated\ndate: 2025-05-01\nurl: https://post.example/dated\n---\n\nDated news."
    )
    lines = [{"id": f"line{number}", "text": f"Line {number} of news."} for number in range(2)]
    (folder / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


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


@pytest.fixture
def server():
    """A web server on this machine."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def touch(path, text=None):
    """Change a file as an editor would, a minute after the last time."""
    if text is not None:
        path.write_text(text)
    later = path.stat().st_mtime_ns + 60_000_000_000
    os.utime(path, ns=(later, later))


def counts(summary):
    return (summary.added, summary.updated, summary.unchanged, summary.removed)


def test_a_folder_is_taken_in_and_then_known_without_being_parsed(opened, folder, parsed):
    for path in folder.iterdir():
        # A file of this moment is looked at again when it has come to rest.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    archive = opened()
    assert counts(ingest(archive, [folder])) == (4, 0, 0, 0)
    assert len(parsed) == 3
    parsed.clear()
    assert counts(ingest(archive, [folder])) == (0, 0, 4, 0)
    assert parsed == []
    assert archive.generation == 1


def test_a_file_with_another_time_and_the_same_bytes_is_known(opened, folder, parsed):
    archive = opened()
    ingest(archive, [folder])
    parsed.clear()
    touch(folder / "plain.txt")
    assert counts(ingest(archive, [folder])) == (0, 0, 4, 0)
    assert parsed == []


def test_only_the_file_that_changed_is_read(opened, folder, parsed):
    archive = opened()
    ingest(archive, [folder])
    parsed.clear()
    touch(folder / "plain.txt", "Plain news was corrected. Something else happened.")
    assert counts(ingest(archive, [folder])) == (0, 1, 3, 0)
    assert parsed == ["plain.txt"]
    assert len(archive) == 4


def test_a_change_of_the_same_length_in_the_same_moment_is_seen(opened, folder):
    archive = opened()
    path = folder / "plain.txt"
    ingest(archive, [folder])
    status = path.stat()
    path.write_text(path.read_text().replace("Plain", "Plane"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert ingest(archive, [folder]).updated == 1


def test_an_edited_file_without_an_address_stays_one_article_with_its_history(opened, folder):
    archive = opened()
    ingest(archive, [folder / "plain.txt"])
    (info,) = archive.articles()
    touch(folder / "plain.txt", "Plain news was corrected.")
    ingest(archive, [folder / "plain.txt"])
    assert [each.id for each in archive.articles()] == [info.id]
    assert [each.change for each in archive.versions(info.id)] == ["added", "updated"]


def test_what_a_file_no_longer_holds_is_removed(opened, folder):
    archive = opened()
    ingest(archive, [folder])
    touch(folder / "lines.jsonl", json.dumps({"id": "line1", "text": "Line 1 of news."}))
    assert counts(ingest(archive, [folder])) == (0, 0, 3, 1)
    assert "line0" not in {each.id for each in archive.articles()}


def test_a_file_that_became_unreadable_takes_nothing_away(opened, folder):
    archive = opened()
    ingest(archive, [folder])
    touch(folder / "plain.txt", "")
    summary = ingest(archive, [folder])
    assert len(summary.refused) == 1
    assert len(archive) == 4


def test_files_that_have_gone_are_kept_unless_pruned(opened, folder):
    archive = opened()
    ingest(archive, [folder])
    (folder / "lines.jsonl").unlink()
    assert counts(ingest(archive, [folder])) == (0, 0, 2, 0)
    assert len(archive) == 4
    assert counts(ingest(archive, [folder], prune=True)) == (0, 0, 2, 2)
    assert len(archive) == 2


def test_pruning_looks_only_below_what_was_given(opened, folder, tmp_path):
    archive = opened()
    other = tmp_path / "newspaper"
    other.mkdir()
    (other / "kept.txt").write_text("News that is elsewhere and stays.")
    ingest(archive, [folder, other])
    (other / "kept.txt").unlink()
    assert ingest(archive, [folder], prune=True).removed == 0
    assert ingest(archive, [other], prune=True).removed == 1


def test_a_file_that_was_renamed_keeps_its_article(opened, folder):
    archive = opened()
    ingest(archive, [folder])
    before = {each.id for each in archive.articles()}
    (folder / "plain.txt").rename(folder / "renamed.txt")
    summary = ingest(archive, [folder], prune=True)
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


def test_an_article_that_was_removed_comes_back_with_its_file(opened, folder):
    archive = opened()
    ingest(archive, [folder])
    archive.remove(["line0"])
    assert counts(ingest(archive, [folder])) == (1, 0, 3, 0)


def test_a_long_run_is_committed_in_parts(opened, folder):
    archive = opened(commit_articles=1)
    ingest(archive, [folder])
    assert archive.generation >= 4
    assert len(archive) == 4
    assert counts(ingest(archive, [folder])) == (0, 0, 4, 0)


def test_an_interrupted_run_keeps_its_commits_and_goes_on_later(opened, folder, monkeypatch):
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
        ingest(archive, [folder])
    archive.refresh()
    assert len(archive) == 2
    monkeypatch.undo()
    assert counts(ingest(archive, [folder]))[0] == 2
    assert len(archive) == 4


def test_missing_paths_are_refused_and_the_rest_goes_on(opened, folder):
    summary = ingest(opened(), [folder / "none.txt", folder])
    assert [refusal.name for refusal in summary.refused] == [str(folder / "none.txt")]
    assert summary.added == 4


def test_what_is_not_known_or_not_believed_is_said(tmp_path, opened):
    (tmp_path / "plain.txt").write_text("The council met and could not agree on the price of salt.")
    (tmp_path / "far.md").write_text(
        "---\ntitle: Far\ndate: 2999-01-01\n---\nThe fair is to be held in the year after next."
    )
    summary = ingest(opened(), [tmp_path / "plain.txt", tmp_path / "far.md"])
    assert summary.undated == 2
    assert [notice for notice in summary.notices if "far.md" in notice and "2999" in notice]


def records(path, *records):
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def test_the_number_of_a_record_may_be_that_of_another_story_elsewhere(opened, tmp_path):
    one = records(tmp_path / "a.jsonl", {"id": "1", "text": "The first file's story."})
    two = records(
        tmp_path / "b.jsonl",
        {"id": "1", "text": "The second file's story."},
        {"id": "2", "text": "A story of boats.", "url": "https://post.example/boats"},
        {"id": "2", "text": "Another one of trams.", "url": "https://post.example/trams"},
    )
    archive = opened()
    assert counts(ingest(archive, [one, two])) == (4, 0, 0, 0)
    touch(two)
    assert counts(ingest(archive, [one, two])) == (0, 0, 4, 0)
    records(two, {"id": "1", "text": "The second file's story, told again."})
    touch(two)
    assert counts(ingest(archive, [one, two])) == (1, 0, 1, 3)
    assert archive.article("1").text == "The first file's story."
    records(one, {"id": "1", "text": "The first file's story, told again."})
    touch(one)
    assert counts(ingest(archive, [one, two])) == (0, 1, 1, 0)
    assert archive.article("1").text.endswith("told again.")


def test_a_new_version_from_another_file_is_said(opened, tmp_path):
    story = {"id": "1", "title": "Boats", "text": "Boats came in."}
    one = records(tmp_path / "a.jsonl", story)
    two = records(tmp_path / "b.jsonl", {**story, "text": "Boats came in and left."})
    archive = opened()
    ingest(archive, [one])
    (notice,) = ingest(archive, [two]).notices
    assert notice.endswith(f"the article 1 is also in {one}; this version replaced that one")
    assert [each.text for each in archive.whole_articles()] == ["Boats came in and left."]
    three = records(tmp_path / "c.jsonl", {**story, "text": "No boats."}, story)
    *_, notice = ingest(archive, [three]).notices
    assert notice.endswith("another article with the id 1 came before; this one replaced it")


def test_a_teaser_does_not_take_the_place_of_the_page(opened, server):
    feed = rss(entry("Pier closed", "/a", "A teaser."), entry("Gone", "/gone", "Only a teaser."))
    server.pages["/feed"] = gives(feed.encode(), "application/rss+xml")
    server.pages["/a"] = gives(ARTICLE)
    archive = opened()
    assert counts(ingest(archive, [f"{server.url}/feed"], settings=HERE)) == (2, 0, 0, 0)
    before = {each.id: archive.article(each.id) for each in archive.articles()}
    del server.pages["/a"]
    summary = ingest(archive, [f"{server.url}/feed"], settings=HERE)
    assert counts(summary) == (0, 0, 2, 0)
    assert len([line for line in summary.notices if "what is stored stays" in line]) == 2
    assert {each.id: archive.article(each.id) for each in archive.articles()} == before


def test_a_file_is_known_however_its_path_is_written(opened, folder, monkeypatch):
    archive = opened()
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    assert counts(ingest(archive, [".."])) == (4, 0, 0, 0)
    monkeypatch.chdir(folder.parent)
    (folder / "lines.jsonl").unlink()
    assert counts(ingest(archive, ["news/deep/../../news"], prune=True)) == (0, 0, 2, 2)
    assert len(archive) == 2


class Readied(WordEncoder):
    """An encoder that counts how often it is got ready, and what it is given at once."""

    def __init__(self):
        super().__init__()
        self.readied = 0
        self.batches = []

    def prepare(self):
        self.readied += 1

    def encode_passages(self, passages, progress=None):
        self.batches.append(len(passages))
        return super().encode_passages(passages, progress)


def test_the_model_is_got_ready_for_a_new_archive_of_some_size(tmp_path):
    encoder = Readied()
    (tmp_path / "large.txt").write_text(LONG * 3500)
    (tmp_path / "small.txt").write_text(LONG)
    for name, expected in (("small.txt", 0), ("large.txt", 0)):
        with Index.open(tmp_path / "one", encoder=encoder) as archive:
            ingest(archive, [tmp_path / name])
        assert encoder.readied == expected, name
    with Index.open(tmp_path / "other", encoder=encoder) as archive:
        ingest(archive, [tmp_path / "small.txt", tmp_path / "large.txt"])
    assert encoder.readied == 1


def test_the_first_batch_is_small(tmp_path):
    encoder = Readied()
    (tmp_path / "large.txt").write_text(LONG * 1000)
    with Index.open(tmp_path / "one", encoder=encoder) as archive:
        ingest(archive, [tmp_path / "large.txt"])
        assert encoder.batches[:2] == [96, 256]
        assert sum(encoder.batches) == archive.manifest.counts.passages


def test_what_older_rules_cut_is_cut_again(tmp_path, monkeypatch):
    told = "LOMUND (AP) — The council met on Monday and put the vote off by a week once more."
    news = tmp_path / "news.jsonl"
    rows = [
        {"id": "a", "text": f"{told}\n\nWhat comes next?\n\n{LONG.strip()}"},
        {"id": "b", "text": LONG.strip()},
        {"id": "c", "text": f"{told} {LONG.strip()}"},
    ]
    news.write_text("\n".join(map(json.dumps, rows)))
    where = tmp_path / "index"
    settings = IndexSettings(commit_articles=2)
    with monkeypatch.context() as patch:
        patch.setattr(
            passages, "pieces", lambda text, code: [Piece(a, b, a) for a, b in split(text, code)]
        )
        with Index.open(where, settings=settings, encoder=WordEncoder()) as archive:
            ingest(archive, [news])
            path = where / "generations" / f"{archive.generation:06d}" / "manifest.json"
    manifest = json.loads(path.read_text())
    del manifest["shape"]["cutting"]  # as it was written before there were several
    path.write_text(json.dumps(manifest))
    with Index.open(where, settings=settings, encoder=WordEncoder()) as archive:
        assert archive.article_passages("a")[0].sentences[0][0] == 0
        summary = ingest(archive, [news])
        assert (summary.unchanged, summary.updated, summary.added) == (3, 0, 0)
        assert "2 stored articles were cut again" in summary.notices[0]
        assert sorted(each.id for each in archive.articles()) == ["a", "b", "c"]
        for name in "ac":
            article = archive.article(name)
            (passage,) = archive.article_passages(name)
            found = [article.text[slice(*each)] for each in passage.sentences]
            assert found[0].startswith("The council met")
            assert "What comes next?" not in found
            assert len(archive.versions(name)) == 1
        again = archive.generation
        assert not ingest(archive, [news]).notices
        assert archive.generation == again
    assert doctor(where).healthy

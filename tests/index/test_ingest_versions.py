"""Articles of one number or one page from several files, and the first batches of a new archive."""

import json

from index import Index
from index.ingest import ingest
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from index.text import passages
from index.text.furniture import Piece
from index.text.sentences import split
from tests.index.test_ingest import LONG, counts, touch
from tests.support.newsfiles import entry, rss
from tests.support.webserver import ARTICLE, HERE, gives
from tests.support.words import WordEncoder


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


def test_a_file_is_known_however_its_path_is_written(opened, news, monkeypatch):
    archive = opened()
    (news / "deep").mkdir()
    monkeypatch.chdir(news / "deep")
    assert counts(ingest(archive, [".."])) == (4, 0, 0, 0)
    monkeypatch.chdir(news.parent)
    (news / "lines.jsonl").unlink()
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

"""What the archive promises to everything that reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest

from index import Article, Index
from index.errors import (
    ArticleNotFoundError,
    IndexCorruptError,
    IndexNotFoundError,
)
from index.load.base import Refusal
from index.vectors.codes import decoded, encoded

STORY = "The council put the vote on the bridge off by one more week on Monday evening. " * 4


def names(index):
    return sorted(each.id for each in index.articles())


def test_a_folder_that_does_not_exist_is_an_empty_archive_and_is_not_made(opened, tmp_path, words):
    index = opened()
    assert (len(index), index.passage_count, index.generation) == (0, 0, 0)
    assert index.articles() == index.sources() == index.search("anything") == []
    assert index.dense(words.encode_texts(["x"])[0], 5).ids.tolist() == []
    assert index.remove(["x"]) == 0
    index.compact()
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_required_to_exist(tmp_path):
    with pytest.raises(IndexNotFoundError, match="dateline index"):
        Index.open(tmp_path / "none", must_exist=True)


def test_everything_of_an_article_is_kept(opened):
    index = opened()
    article = Article(
        "id/with ünïcode",
        "  Text with\r\nlines,\ttabs, \u00ad soft hyphens, a NUL \0, 😀 and “quotes”.\n\n",
        title="A title",
        date=date(1987, 2, 26),
        published=datetime(1987, 2, 26, 9, 30, 15, tzinfo=timezone(timedelta(hours=9))),
        source="Post",
        url="HTTP://Post.example/1?utm_source=x#top",
        author="A, B",
        language="en",
    )
    index.add([article])
    index.close()
    assert opened().article(article.id) == article
    (info,) = opened().articles()
    assert (info.characters, info.passages) == (len(article.text), 1)


def test_an_unknown_article_is_an_error_that_names_it(filled):
    with pytest.raises(ArticleNotFoundError, match="'nobody'"):
        filled.article("nobody")
    with pytest.raises(ArticleNotFoundError):
        filled.passages([10**9])
    assert filled.article_passages("nobody") == []


def test_articles_of_some_ids_are_those_that_there_are(filled, four):
    wanted = [four[2].id, "nobody", four[0].id, four[2].id, "torn \ud800"]
    found = filled.articles_of(wanted)
    assert found == {each: filled.article(each) for each in (four[0].id, four[2].id)}
    filled.remove([four[0].id])
    assert set(filled.articles_of(wanted)) == {four[2].id}
    assert filled.articles_of([]) == {}


def test_articles_come_newest_first_and_undated_ones_last(filled):
    filled.add([Article("undated", "No day is known of this.")])
    assert [each.id for each in filled.articles()] == [
        "strike",
        "cholera",
        "mayor",
        "bridge",
        "undated",
    ]


def test_outlets_are_listed_once_in_their_usual_spelling(filled):
    filled.add(
        [Article("x", "Another.", source="lomund herald"), Article("y", "More.", source=None)]
    )
    assert filled.sources() == ["Coastline Daily", "Lomund Herald"]


def test_the_same_id_is_the_same_article(filled, four):
    assert filled.add(four).unchanged == 4
    assert filled.generation == 1
    changed = replace(four[0], text="The bridge is open again.", sha256="")
    summary = filled.add([changed])
    assert (summary.updated, summary.added) == (1, 0)
    assert filled.article("bridge") == changed
    assert len(filled) == 4


def test_a_changed_title_or_day_is_a_new_version_too(filled, four):
    assert filled.add([replace(four[0], title="Another title")]).updated == 1
    assert filled.add([replace(four[1], date=date(2020, 1, 1))]).updated == 1
    assert filled.article("bridge").title == "Another title"


def test_the_old_version_is_gone_from_everything(filled, four, words):
    (old,) = filled.article_passages("bridge")
    filled.add([replace(four[0], text="Cholera has ended.", sha256="")])
    assert old.id not in filled.lexical("engineers cracks piers", 100).ids
    assert old.id not in filled.dense(words.encode_texts(["engineers"])[0], 100).ids
    with pytest.raises(ArticleNotFoundError):
        filled.passages([old.id])
    with pytest.raises(IndexCorruptError):
        filled.passage_vectors([10**9])


def test_versions_are_recorded(filled, four):
    filled.add([replace(four[0], text="Second text.", sha256="", title="Second")])
    filled.remove(["bridge"])
    filled.add([four[0]])
    versions = filled.versions("bridge")
    assert [(each.number, each.change, each.generation) for each in versions] == [
        (1, "added", 1),
        (2, "updated", 2),
        (3, "removed", 3),
        (4, "added", 4),
    ]
    assert [each.title for each in versions[:2]] == ["The bridge story", "Second"]
    assert versions[0].sha256 == versions[3].sha256 == four[0].sha256
    assert versions[0].recorded.tzinfo is UTC
    filled.compact()
    assert filled.versions("bridge") == versions


def test_without_an_id_the_address_tells(opened):
    index = opened()
    index.add([Article("", STORY, url="https://www.post.example/a/")])
    (name,) = names(index)
    assert len(name) == 12
    assert index.add([Article("", STORY, url="http://post.example/a")]).updated == 1
    assert index.add([Article("", "New text.", url="http://post.example/a#x")]).updated == 1
    assert names(index) == [name]
    assert len(index.versions(name)) == 3


def test_without_id_and_address_the_words_tell(opened):
    index = opened()
    summary = index.add([Article("", STORY), Article("", STORY.upper()), Article("", STORY)])
    assert (summary.added, summary.duplicates, summary.unchanged) == (1, 2, 0)
    summary = index.add([Article("", STORY)])
    assert (summary.unchanged, summary.duplicates) == (1, 0)
    assert len(index) == 1


def test_the_same_words_elsewhere_are_kept_and_tied(opened):
    index = opened()
    summary = index.add(
        [
            Article("one", STORY, source="Post"),
            Article("", STORY, url="https://ledger.example/1", source="Ledger"),
            Article("", STORY),
        ]
    )
    assert (summary.added, summary.duplicates) == (2, 1)
    assert len(index.also("one")) == 1


def test_an_id_that_is_given_never_means_another_article(opened):
    index = opened()
    index.add([Article("one", STORY, url="https://post.example/1")])
    index.add([Article("two", STORY, url="https://post.example/1")])
    assert names(index) == ["one", "two"]


def test_articles_without_text_and_refusals_go_into_the_summary(opened):
    index = opened()
    refusal = Refusal("scan.pdf", "has no text layer")
    summary = index.add([refusal, Article("empty", " \n"), Article("good", "Good.")])
    assert summary.refused == [refusal, Refusal("empty", "has no text")]
    assert (summary.added, summary.taken, summary.changed) == (1, 1, 1)


def test_a_commit_that_changes_nothing_makes_no_generation(filled, four):
    filled.add(four)
    filled.remove(["nobody"])
    filled.add([])
    assert filled.generation == 1


def test_an_error_in_the_middle_leaves_everything_as_it_was(filled, four):
    def articles():
        yield Article("new", "New text.")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        filled.add(articles())
    assert filled.refresh() is False
    assert names(filled) == sorted(each.id for each in four)
    assert filled.add([Article("after", "After.")]).added == 1


def test_two_versions_in_one_commit_leave_the_last(opened, words):
    index = opened()
    summary = index.add([Article("a", "First words."), Article("a", "Second words.")])
    assert (summary.added, summary.updated) == (1, 1)
    assert index.article("a").text == "Second words."
    assert len(index.lexical("words", 9).ids) == index.passage_count == 1
    assert len(index.dense(words.encode_texts(["words"])[0], 9).ids) == 1


def test_vectors_are_those_of_the_encoder(filled, words):
    ids = [each.id for name in ("strike", "bridge") for each in filled.article_passages(name)]
    vectors = filled.passage_vectors(ids)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    for passage, rows, vector in zip(
        filled.passages(ids), filled.sentence_vectors(ids), vectors, strict=True
    ):
        assert rows.shape == (len(passage.sentences), words.dimension)
        assert rows.dtype == np.float32
        text = filled.article(passage.article_id).text
        expected = words.encode_texts([text[start:end] for start, end in passage.sentences])
        np.testing.assert_allclose(rows, decoded(encoded(expected)), atol=1e-5)
        ranked = filled.dense(vector, 1)
        assert ranked.ids.tolist() == [passage.id]
        assert ranked.scores[0] == pytest.approx(1, abs=1e-3)
    assert filled.passage_vectors([]).size == 0
    assert filled.sentence_vectors([]) == []


def test_segments_stay_few_and_compaction_leaves_one(opened, words):
    index = opened()
    for number in range(24):
        index.add([Article(f"a{number}", f"Article number {number} tells of w{number}.")])
    assert len(index.manifest.segments) <= 4
    index.remove([f"a{number}" for number in range(0, 24, 2)])
    assert index.manifest.removed > 0
    folders = list((index.folder / "vectors").iterdir())
    assert len(folders) == len(index.manifest.segments)
    index.compact()
    assert (len(index.manifest.segments), index.manifest.removed) == (1, 0)
    assert index.manifest.segments[0].count == 12
    for number in range(1, 24, 2):
        (passage,) = index.article_passages(f"a{number}")
        assert index.lexical(f"w{number}", 1).ids.tolist() == [passage.id]
        vector = index.passage_vectors([passage.id])[0]
        assert index.dense(vector, 1).ids.tolist() == [passage.id]


def test_compaction_takes_removed_texts_off_the_disk(filled):
    secret = "Wells had been fouled"
    filled.remove(["cholera"])
    filled.compact()
    for path in filled.folder.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


def test_a_search_gives_text_sliced_from_its_article(filled):
    hits = filled.search("cracks in the piers of the bridge", 2)
    assert hits[0].article_id == "bridge"
    assert len(hits) == 2
    for hit in hits:
        article = filled.article(hit.article_id)
        assert hit.text == article.text[hit.passage.start : hit.passage.end]


def test_a_reader_moves_on_when_it_is_told_to(filled, opened):
    reader = opened()
    filled.remove(["bridge"])
    assert len(reader) == 4
    assert reader.refresh() is True
    assert reader.refresh() is False
    assert len(reader) == 3

"""An archive moves as JSON Lines."""

import gzip
import json
from datetime import UTC, date, datetime

import pytest

from index import Article
from index.errors import DatelineError, RefusedError
from index.maintain.export import dump, parse, save

ARTICLE = Article(
    "a",
    "Text with\nlines, \u2028 separators, “quotes” and 😀.",
    title="Title",
    date=date(2025, 1, 2),
    published=datetime(2025, 1, 2, 3, 4, tzinfo=UTC),
    source="Post",
    url="https://post.example/a",
    author="Ada",
    language="en",
)


def written(path, articles):
    with path.open("w", encoding="utf-8") as file:
        assert dump(articles, file) == len(articles)
    return path


def test_everything_comes_back(tmp_path):
    bare = Article("b", "Bare.")
    assert list(parse(written(tmp_path / "x.jsonl", [ARTICLE, bare]))) == [ARTICLE, bare]


def test_a_compressed_file_is_read(tmp_path):
    path = written(tmp_path / "x.jsonl", [ARTICLE])
    packed = tmp_path / "x.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(parse(packed)) == [ARTICLE]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not an exported article"),
        ("[1]", "not an object"),
        ('{"text": "x"}', "'id'"),
        ('{"id": "x"}', "'text'"),
        ('{"id": "x", "text": "y", "date": "soon"}', "soon"),
        ('{"id": "x", "text": "y", "sha256": "00"}', "sha256"),
    ],
)
def test_a_damaged_line_is_refused_by_its_number_and_the_rest_goes_on(tmp_path, line, reason):
    path = tmp_path / "x.jsonl"
    path.write_text(f"{line}\n\n{json.dumps({'id': 'good', 'text': 'Good.'})}\n")
    refusal, good = parse(path)
    assert refusal.name == f"{path} line 1"
    assert reason in refusal.reason
    assert good == Article("good", "Good.")


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", b"\x1f\x8b broken"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, data):
    path = tmp_path / "x.jsonl.gz" if data and data[0] == 0x1F else tmp_path / "x.jsonl"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(RefusedError, match="dateline export"):
        list(parse(path))


def test_an_archive_that_was_moved_holds_the_same(filled, opened, tmp_path):
    path = tmp_path / "x.jsonl"
    with path.open("w", encoding="utf-8") as file:
        dump(filled.whole_articles(), file)
    other = opened(tmp_path / "other")
    assert other.add(parse(path)).added == 4
    assert list(other.whole_articles()) == list(filled.whole_articles())
    assert other.manifest.articles == filled.manifest.articles
    assert filled.add(parse(path)).unchanged == 4


@pytest.mark.parametrize(
    "line",
    ['{"id": "x", "text": "y", "title": 5}', '{"id": 1, "text": "y"}', '{"id": "x", "text": null}'],
)
def test_values_that_are_no_text_are_refused(tmp_path, line):
    path = tmp_path / "x.jsonl"
    path.write_text(f'{line}\n{{"id": "good", "text": "Torn \\ud800."}}\n')
    first, second = parse(path)
    assert "is not text" in first.reason
    assert "U+D800" in second.reason


@pytest.mark.parametrize(
    ("name", "reason"), [("nowhere/x.jsonl", "No such file"), ("", "it is a folder")]
)
def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_there(tmp_path, name, reason):
    with pytest.raises(DatelineError, match=reason):
        save([ARTICLE], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_cut_short_leaves_the_former_one(tmp_path):
    path = tmp_path / "x.jsonl"
    save([ARTICLE], path)

    def torn():
        yield ARTICLE
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(torn(), path)
    assert list(parse(path)) == [ARTICLE]
    assert [each.name for each in tmp_path.iterdir()] == ["x.jsonl"]

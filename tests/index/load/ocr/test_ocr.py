"""Scans drawn in the test, turned by two degrees, and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index
from index.folder.scans import scan_of
from index.ingest import ingest
from index.load import Found, LoadSettings, Refusal, load
from index.load.base import Region
from index.load.ocr import engine
from index.load.ocr.layout import blocks
from index.load.ocr.places import placed
from tests.support.drawn import sheet, wrapped
from tests.support.newsfiles import BODY

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

HEAD = ["Harbour Herald | 16 December 2025", "", "Storm breaks pier", ""]


def test_a_scanned_page_with_its_places(tmp_path: Path, opened: Callable[..., Index]) -> None:
    path = tmp_path / "scan.pdf"
    sheet([*HEAD, *wrapped(BODY)]).save(path)
    archive = opened()
    assert ingest(archive, [path]).added == 1
    (article,) = archive.whole_articles()
    assert (article.title, article.source) == ("Storm breaks pier", "Harbour Herald")
    assert str(article.date) == "2025-12-16"
    assert article.text == BODY
    scan = scan_of(archive.folder, article.sha256)
    assert scan is not None and scan.location == str(path)
    at = BODY.index("Repairs")
    (place,) = scan.of(at, at + 7)
    assert "Repairs" in article.text[place.start : place.end]
    assert place.page == 1
    left, top, right, bottom = place.box
    assert 0 < left < right < 1 and 0.4 < top < bottom < 1


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    sheet([""]).save(tmp_path / "a.png")
    (refused,) = load([tmp_path / "a.png"])
    assert isinstance(refused, Refusal)
    assert refused.reason == "is a picture on which no words can be recognised"


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.load.ocr.pages.installed", lambda: False)
    sheet([BODY[:40]]).save(tmp_path / "a.png")
    sheet([BODY[:40]]).save(tmp_path / "a.pdf")
    for item in load([tmp_path / "a.png", tmp_path / "a.pdf"]):
        assert isinstance(item, Refusal)
        assert engine.INSTALL in item.reason


def test_a_picture_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    sheet([BODY[:40]]).save(tmp_path / "a.png")
    (refused,) = load([tmp_path / "a.png"], settings=LoadSettings(max_pixels=1000))
    assert isinstance(refused, Refusal) and "DATELINE_LOAD_MAX_PIXELS" in refused.reason


def line(text: str, left: float, top: float, right: float) -> Region:
    box = (left, top, right, top + 0.02)
    return Region(text, 1, box, 0.9, box)


def test_columns_are_read_one_after_the_other() -> None:
    left = [line(f"left {n}", 0.1, 0.2 + 0.03 * n, 0.45) for n in range(4)]
    right = [line(f"right {n}", 0.55, 0.2 + 0.03 * n, 0.9) for n in range(4)]
    head = line("A headline over both", 0.1, 0.1, 0.85)
    mixed = [head, *(each for pair in zip(left, right, strict=True) for each in pair)]
    read = [each.text for block in blocks(mixed) for each in block]
    assert read == [
        "A headline over both",
        *(each.text for each in left),
        *(each.text for each in right),
    ]


def test_paragraphs_are_told_by_the_gap_between_them() -> None:
    lines = [line(str(n), 0.1, top, 0.9) for n, top in enumerate((0.1, 0.13, 0.2, 0.23))]
    assert [[each.text for each in block] for block in blocks(lines)] == [["0", "1"], ["2", "3"]]
    assert blocks([]) == []


def test_pieces_of_a_line_are_put_together() -> None:
    pieces = [line("said.", 0.32, 0.101, 0.4), line("The port", 0.1, 0.1, 0.31)]
    assert [[each.text for each in block] for block in blocks(pieces)] == [["The port", "said."]]


def test_a_line_that_the_text_no_longer_has_has_no_place() -> None:
    lines = ["16 May 2025", "The har-", "bour shut."]
    regions = [line(words, 0, 0.1 * n, 1) for n, words in enumerate(lines)]
    text = "The harbour shut."
    found = [text[each.start : each.end] for each in placed(text, regions)]
    assert found == ["The har", "bour shut"]


def test_a_found_article_of_another_kind_has_no_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    (found,) = load([tmp_path / "a.txt"])
    assert isinstance(found, Found) and found.places == ()

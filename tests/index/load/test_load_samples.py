"""The two formats that everything starts from: messy plain text and Markdown samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from index.load import Found, Refusal, load

SAMPLES = Path(__file__).parents[3] / "index" / "samples"


def test_samples_load_whole() -> None:
    """Every sample gives title, date, outlet, address and author; the README is left out."""
    loaded = list(load([SAMPLES]))
    assert len(loaded) == len(list(SAMPLES.glob("*-*.md"))) >= 24
    for item in loaded:
        assert isinstance(item, Found)
        assert item.title and item.date and item.source and item.url and item.author
        assert item.language == "en"
        assert "---" not in item.text


def test_marked_date_is_found_and_cut(tmp_path: Path) -> None:
    """A date in front of the first sentence is the article's and leaves the text."""
    file = tmp_path / "004.txt"
    file.write_text(" date 2025-12-16 South Korea launched talks on Tuesday.\n\nMore of it.")
    (item,) = load([file])
    assert isinstance(item, Found)
    assert item.date == date(2025, 12, 16)
    assert item.text == "South Korea launched talks on Tuesday.\n\nMore of it."
    assert item.title == "South Korea launched talks on Tuesday"


def test_missing_file_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A refusal names the file; what follows is loaded."""
    good = tmp_path / "good.txt"
    good.write_text("The bridge was opened again on Saturday.")
    first, second = load([tmp_path / "missing.txt", good])
    assert isinstance(first, Refusal) and first.reason == "does not exist"
    assert isinstance(second, Found)

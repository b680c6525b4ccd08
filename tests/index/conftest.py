"""A cheap encoder, archives that are made in milliseconds, and a server for what is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Article, Index
from index.settings import IndexSettings
from tests.support.webserver import Server, serving
from tests.support.words import WordEncoder

TEXTS = {
    "bridge": "The bridge over the Lom was closed on Monday. Engineers found cracks in two piers.",
    "mayor": "Mayor Ines Corvo resigned over the bridge. The council will meet next week.",
    "cholera": "Cholera was declared on the island. Wells had been fouled by the flood.",
    "strike": "Dockers at the port of Tarvik ended their strike. Cranes moved again at noon.",
}


@pytest.fixture(scope="session")
def words() -> WordEncoder:
    """An encoder whose vectors are sums of random directions of words."""
    return WordEncoder()


@pytest.fixture
def four() -> list[Article]:
    """Four articles of two outlets and four days."""
    return [
        Article(
            name,
            text,
            title=f"The {name} story",
            date=date(2025, 3, number),
            source="Lomund Herald" if number % 2 else "Coastline Daily",
            url=f"https://news.example/{name}",
            author="Ada Brill" if number < 3 else "Jon Reyes",
            language="en",
        )
        for number, (name, text) in enumerate(TEXTS.items(), start=1)
    ]


@pytest.fixture
def opened(tmp_path: Path, words: WordEncoder) -> Iterator[Callable[..., Index]]:
    """Open the test's archive; the same folder every time."""
    indexes = []

    def open_index(folder: Path = tmp_path / "index", **settings: object) -> Index:
        index = Index.open(folder, encoder=words, settings=IndexSettings(**settings))
        indexes.append(index)
        return index

    yield open_index
    for index in indexes:
        index.close()


@pytest.fixture
def filled(opened: Callable[..., Index], four: list[Article]) -> Index:
    """An archive that holds the four articles."""
    index = opened()
    index.add(four)
    return index


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on this machine."""
    made = Server()
    with serving(made):
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
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

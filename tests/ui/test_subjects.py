from datetime import date

import pytest

from index import Article, Index
from index.settings import IndexSettings
from tests.support.words import WordEncoder
from ui.subjects import subjects

SENTENCES = (
    "Ms. Helena Marr, who leads the Harbour Commission, met reporters in Tarvik on Monday.",
    "The Tarvik Herald and the Tarvik Herald Network asked Ms. Helena Marr in Tarvik.",
    "Mr. Olaf Brin told Pebble Post that the Harbour Commission had met in Tarvik.",
    "The Congress met former Governor Olaf Brin, said pebblepost.com on Monday in Ostra.",
)


@pytest.fixture
def archive(tmp_path):
    outlets = ("Tarvik Herald", "www.pebblepost.com")
    with Index.open(
        tmp_path / "index", encoder=WordEncoder(), settings=IndexSettings(near_duplicates=0)
    ) as index:
        index.add(
            Article(
                f"a{number}",
                f"{SENTENCES[number % 4]} It was day {number}.",
                title=f"Day {number}",
                date=date(2025, 3, number + 1),
                source=outlets[number % 2],
            )
            for number in range(12)
        )
        yield index


def test_who_and_what_comes_up_without_the_outlets_of_the_archive(archive):
    named = {each.name for each in archive.names(limit=50)}
    assert {"Tarvik Herald", "Tarvik Herald Network", "Pebble Post", "Congress"} <= named
    shown = [(each.name, each.articles) for each in subjects(archive)]
    assert shown == [
        ("Tarvik", 9),
        ("Helena Marr", 6),
        ("Olaf Brin", 6),
        ("Harbour Commission", 6),
        ("Ostra", 3),
    ]

import pytest

from index import Article
from index.names.roll import NameCount, Roll
from index.names.words import ORGANISATION, OTHER, PERSON, PLACE
from index.store.names import Named

ROWS = [
    Named("joe biden", "Joe Biden", PERSON, 8),
    Named("biden", "Biden", OTHER, 3),
    Named("hunter biden", "Hunter Biden", PERSON, 1),
    Named("smith", "Smith", PERSON, 2),
    Named("ann smith", "Ann Smith", PERSON, 2),
    Named("bob smith", "Bob Smith", PERSON, 2),
    Named("food and drug administration", "Food and Drug Administration", ORGANISATION, 4),
    Named("fda", "FDA", ORGANISATION, 5),
    Named("texas", "Texas", PLACE, 7),
    Named("texas", "Texas", OTHER, 9),
    Named("super bowl", "Super Bowl", OTHER, 30),
]


def test_a_last_name_or_initials_mean_who_bears_them_most():
    assert Roll(ROWS).most(None, 3) == [
        NameCount("Texas", PLACE, 16),
        NameCount("Joe Biden", PERSON, 11),
        NameCount("Food and Drug Administration", ORGANISATION, 9),
    ]
    assert Roll(ROWS).most(OTHER, 1) == [NameCount("Super Bowl", OTHER, 30)]


def test_words_are_looked_for_in_all_forms():
    roll = Roll(ROWS)
    assert roll.keys("Joe Biden") == ["biden", "joe biden"]
    assert roll.keys("Biden") == ["biden", "hunter biden", "joe biden"]
    assert roll.keys("FDA") == ["fda", "food and drug administration"]
    assert roll.keys("Smith") == ["ann smith", "bob smith", "smith"]
    assert roll.keys("nobody") == []


@pytest.fixture
def archive(opened):
    index = opened()
    index.add([
        Article("a", "President Joe Biden met Mr. Olaf Scholz in Berlin.", title="A"),
        Article("b", "Asked again, Biden said no. Rain fell in Berlin.", title="B"),
        Article("c", "Mr. Olaf Scholz went home.", title="C"),
    ])  # fmt: skip
    return index


def test_articles_are_found_by_who_is_named(archive):
    assert set(archive.find_ids('name:"Joe Biden"')) == {"a", "b"}
    assert set(archive.find_ids("name:scholz NOT name:biden")) == {"c"}
    assert archive.find_ids("name:nobody") == []
    assert archive.names(kind=PLACE) == [NameCount("Berlin", PLACE, 2)]
    assert {each.name for each in archive.names("rain")} == {"Berlin", "Joe Biden"}
    spots = {each.name: each.spots for each in archive.article_names("a")}
    text = archive.article("a").text
    assert [text[start:end] for start, end in spots["Olaf Scholz"]] == ["Olaf Scholz"]


def test_names_follow_changes(archive):
    archive.add([Article("a", "Nobody came.", title="A")])
    archive.remove(["b"])
    assert archive.find_ids("name:biden") == []
    archive.compact()
    assert archive.names(kind=PERSON) == [NameCount("Olaf Scholz", PERSON, 1)]


def test_they_can_be_switched_off(opened, tmp_path):
    index = opened(tmp_path / "other", names=False)
    index.add([Article("a", "President Joe Biden met Mr. Olaf Scholz.", title="A")])
    assert index.names() == []
    assert index.find_ids("name:biden") == []
    assert index.find_ids("biden") == ["a"]
    index.compact()
    assert index.names() == []

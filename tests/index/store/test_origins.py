"""Which articles tell the same story."""

from datetime import date, timedelta

import pytest

from index import Article
from index.store.origins import bands, signature, similarity

WIRE = (
    "Aldermoor put a satellite into orbit on Wednesday that is to warn of floods a day before "
    "they come. The rocket left Cape Ordell at dawn after two attempts that were called off. "
    "Engineers heard from the craft an hour later and said that its panels had opened as planned. "
    "It will pass over the Sarn valley every ninety minutes and measure the rivers there. The "
    "ministry paid forty million crowns for it, which is ten million more than was foreseen."
)
DAY = date(2025, 5, 5)


def carried(name, text, day=DAY, **more):
    return Article(name, text, title=f"As {name} has it", date=day, source=name, **more)


@pytest.fixture
def archive(opened):
    return opened()


def test_outlets_that_carry_a_wire_story_share_its_origin(archive):
    archive.add(
        [
            carried("one", WIRE),
            carried("two", WIRE.replace("at dawn ", "") + " The opposition called it late."),
            carried("three", WIRE.split(". ", 1)[1], DAY + timedelta(days=2)),
            carried("four", "The harbour was busy. " * 20),
        ]
    )
    assert archive.also("one") == ["two", "three"]
    assert archive.also("three") == ["one", "two"]
    assert archive.also("four") == []
    assert len({each.origin for each in archive.articles()}) == 2


def test_a_series_is_not_one_story(archive):
    archive.add([carried("may", WIRE), carried("june", WIRE + " Again.", DAY + timedelta(days=31))])
    assert archive.also("may") == []


def test_an_unknown_day_is_near_to_every_day(archive):
    archive.add([carried("known", WIRE), carried("unknown", WIRE + " Again.", None)])
    assert archive.also("known") == ["unknown"]


def test_an_article_without_a_day_finds_those_of_any_day_and_of_none(archive):
    archive.add([carried("old", WIRE, date(1963, 1, 4)), carried("gone", "The quay. " * 40, None)])
    archive.add([carried("undated", WIRE + " Again.", None)])
    archive.add([carried("back", "The quay. " * 39 + "The pier.", None)])
    assert archive.also("undated") == ["old"]
    assert archive.also("back") == ["gone"]


@pytest.mark.parametrize(("days", "tied"), [(-4, False), (-3, True), (3, True), (4, False)])
def test_three_days_are_near_and_four_are_not(archive, days, tied):
    archive.add([carried("one", WIRE), carried("two", WIRE + " Again.", DAY + timedelta(days))])
    assert archive.also("two") == ["one"] * tied


def test_short_texts_are_not_compared(archive):
    archive.add([carried("a", "Qtly div 15 cts vs 15 cts."), carried("b", "Qtly div 15 cts.")])
    assert archive.also("a") == []


def test_the_same_words_share_an_origin_whenever_they_appear(archive):
    archive.add([carried("a", WIRE), carried("b", WIRE.upper(), DAY + timedelta(days=200))])
    assert archive.also("b") == ["a"]


def test_a_new_version_that_tells_another_story_gets_an_origin_of_its_own(archive):
    archive.add([carried("one", WIRE), carried("two", WIRE + " Again.")])
    archive.add([carried("one", "The harbour was busy. " * 20)])
    assert archive.also("two") == []
    archive.add([carried("three", WIRE)])
    assert archive.also("three") == ["two"]


def test_a_removed_article_ties_nothing(archive):
    archive.add([carried("one", WIRE)])
    archive.remove(["one"])
    archive.add([carried("two", WIRE)])
    assert archive.also("two") == []


def test_near_duplicates_can_be_turned_off(opened):
    archive = opened(near_duplicates=0)
    archive.add([carried("one", WIRE), carried("two", WIRE + " Again.")])
    assert archive.also("one") == []


def test_similarity_is_near_the_share_of_common_shingles():
    words = [f"w{number}" for number in range(402)]
    first, second = signature(" ".join(words[:302])), signature(" ".join(words[100:]))
    assert similarity(first, second) == pytest.approx(200 / 400, abs=0.12)
    assert similarity(first, first) == 1
    assert len(bands(first)) == len(set(bands(first))) == 16


def test_the_samples_hold_a_story_of_three_outlets(samples_index):
    groups = [samples_index.also(each.id) for each in samples_index.articles()]
    assert sorted(len(group) for group in groups if group) == [2, 2, 2]


def test_hundreds_of_earlier_versions_hide_nothing(opened, monkeypatch):
    monkeypatch.setattr("index.store.origins._CANDIDATES", 5)
    archive = opened()
    archive.add([carried("one", WIRE)])
    archive.add([carried("live", f"{WIRE} Update {number}.") for number in range(12)])
    archive.remove(["one"])
    archive.add([carried("other", WIRE + " Again.")])
    assert archive.also("other") == ["live"]


def test_a_series_between_them_hides_nothing(opened, monkeypatch):
    monkeypatch.setattr("index.store.origins._CANDIDATES", 5)
    archive = opened()
    archive.add([carried("first", WIRE)])
    later = [carried(f"w{week}", WIRE, DAY + timedelta(days=7 * week)) for week in range(1, 12)]
    archive.add([carried(each.id, f"{WIRE} {each.id}.", each.date) for each in later])
    archive.add([carried("second", WIRE + " Again.")])
    assert archive.also("second") == ["first"]

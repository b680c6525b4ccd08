"""What holds of an archive whatever holds its passages: one suite over a folder and Milvus."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

import dateline
from index import Article, Filters, Index
from index.cluster.ahead import Embedded, EncodedAhead
from index.encode.base import PassageText
from index.errors import ArticleNotFoundError, IndexNotFoundError, ModelMismatchError
from index.ingest import ingest
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from index.text.passages import cut_article, passage_context
from tests.support.words import WordEncoder

_STORY = (
    "The old bridge over the Lomund was closed on Monday after engineers found cracks in two of "
    "its piers. The council said that repairs would take six weeks and cost four million crowns. "
    "Drivers must take the ferry until then, which runs every twenty minutes from the northern "
    "quay. The mayor, Ana Rell, apologised to the people of the town and promised a new bridge."
)
ARTICLES = [
    Article("a1", _STORY, "Bridge closed", date(2025, 5, 5), source="Herald", author="Ann Lee"),
    Article(
        "a2",
        _STORY.replace("Ana Rell", "Ms Rell"),
        "Lomund bridge shut",
        date(2025, 5, 6),
        source="Times",
        language="en",
    ),
    Article(
        "b1",
        "The central bank of Belmora raised its rate to 4.5 percent.\n\nIts governor said that "
        "prices rose faster than wages.",
        "Belmora raises rates",
        date(2025, 6, 1),
        source="herald",
        url="https://example.org/rates?utm_source=x",
        language="en",
    ),
    Article("c1", "Лодка спасла трёх рыбаков. Все живы.", "Рыбаки", source="Курьер", language="ru"),
]
FURNISHED = Article(
    "d1",
    "How the ferry runs\n\nLOMUND, May 7 - The ferry sails from the northern quay every twenty "
    "minutes. Cars wait for an hour.\n\nReporting by Ann Lee",
    "Ferry over the Lomund",
    date(2025, 5, 7),
    source="Herald",
)
"""Its passage begins and ends with what is no sentence."""


@pytest.fixture
def tiny() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def filled(place, tiny):
    with Index.open(place, encoder=tiny) as index:
        summary = index.add(ARTICLES)
        assert (summary.added, summary.refused) == (4, [])
        yield index


def test_what_was_put_in_comes_out(filled):
    assert len(filled) == 4
    assert filled.generation == filled.newest() == 1
    assert [each.id for each in filled.articles()] == ["b1", "a2", "a1", "c1"]
    assert filled.sources() == ["Herald", "Times", "Курьер"]
    assert filled.last_day() == date(2025, 6, 1)
    for each in ARTICLES:
        assert filled.article(each.id) == each
        for passage in filled.article_passages(each.id):
            assert each.text[passage.start : passage.end].strip()
    assert "b1" in filled
    assert "b2" not in filled
    assert sorted(each.id for each in filled.whole_articles()) == ["a1", "a2", "b1", "c1"]
    assert [len(each) for each in filled.sentence_vectors(_ids(filled, "a1"))] == [4]
    with pytest.raises(ArticleNotFoundError, match="nothing"):
        filled.article("nothing")


def test_one_story_has_one_origin(filled):
    assert filled.also("a1") == ["a2"]
    assert filled.also("a2") == ["a1"]
    assert filled.also("b1") == []


def test_both_retrievers_hold_to_filters(filled, tiny):
    vector = tiny.encode_texts(["the bridge over the Lomund"])[0]
    for filters, expected in (
        (Filters(sources=("HERALD",)), {"a1", "b1"}),
        (Filters(since=date(2025, 5, 6)), {"a2", "b1"}),
        (Filters(until=date(2025, 5, 5)), {"a1"}),
        (Filters(languages=("ru",)), {"c1"}),
        (Filters(authors=("ann lee",)), {"a1"}),
        (Filters(since=date(2025, 5, 6), sources=("Times", "Herald")), {"a2", "b1"}),
    ):
        found = filled.passages(filled.dense(vector, 10, filters).ids.tolist())
        assert {each.article_id for each in found} == expected
        words = filled.lexical("the bridge bank рыбаков rate", 10, filters)
        assert {each.article_id for each in filled.passages(words.ids.tolist())} == expected
        assert {each.id for each in filled.articles(filters)} == expected


def test_an_article_put_again_is_the_same_or_a_new_version(filled):
    assert filled.add(ARTICLES).unchanged == 4
    assert filled.generation == 1
    later = Article("a1", "The bridge is open again.", "Bridge open", date(2025, 7, 1))
    assert filled.add([later]).updated == 1
    assert filled.generation == 2
    assert filled.article("a1") == later
    assert len(filled.article_passages("a1")) == 1
    assert [each.change for each in filled.versions("a1")] == ["added", "updated"]
    assert filled.also("a2") == []
    known = Article("", ARTICLES[2].text, "Rates", url="http://www.example.org/rates/")
    assert filled.add([known]).updated == 1
    assert filled.article("b1").title == "Rates"
    assert filled.add([Article("", ARTICLES[3].text, "Рыбаки")]).duplicates == 1


def test_what_is_removed_is_gone(filled, tiny):
    before = filled.passage_count
    assert filled.remove(["a1", "nothing"]) == 1
    assert len(filled) == 3
    assert filled.passage_count == before - 1
    vector = tiny.encode_texts([_STORY])[0]
    found = filled.passages(filled.dense(vector, 10).ids.tolist())
    assert "a1" not in {each.article_id for each in found}
    assert filled.document_frequency(filled.terms("ferry")[0]) == 1
    assert filled.document_frequencies(["nowhere", *filled.terms("ferry")]) == {
        "nowhere": 0,
        filled.terms("ferry")[0]: 1,
    }
    assert filled.versions("a1")[-1].change == "removed"
    filled.compact()
    assert filled.add([ARTICLES[0]]).added == 1
    assert filled.also("a1") == ["a2"]


def test_who_reads_goes_on_with_what_was_opened(filled, place, tiny):
    with Index.open(place, encoder=tiny) as reader:
        filled.remove(["b1"])
        filled.add([Article("d1", "A new lighthouse stands at the northern quay.", "Lighthouse")])
        assert reader.generation == 1
        assert reader.article("b1") == ARTICLES[2]
        assert "d1" not in reader
        assert reader.newest() == 3
        assert reader.refresh()
        assert "b1" not in reader
        assert "d1" in reader


def test_a_write_that_fails_leaves_nothing(filled):
    def fail():
        with filled.locked(), filled.writer() as write:
            write.put(Article("d1", "A new lighthouse stands at the northern quay.", "Lighthouse"))
            write.remove(["a1"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    filled.refresh()
    assert filled.generation == 1
    assert [each.id for each in filled.articles()] == ["b1", "a2", "a1", "c1"]
    assert doctor(filled.place).problems == []


def test_a_long_text_is_kept_verbatim(place, tiny):
    text = "\n\n".join(f"Абзац {number}: «{'слово ' * 60}» — конец." for number in range(200))
    with Index.open(place, encoder=tiny) as index:
        index.add([Article("long", text, "Long")])
        assert index.article("long").text == text
        assert index.articles_of(["long"])["long"].text == text
        assert doctor(place).problems == []


def test_files_are_known_again_and_pruned(place, tiny, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number, each in enumerate(ARTICLES[:3]):
        (folder / f"{number}.md").write_text(f"# {each.title}\n\n{each.text}\n", encoding="utf-8")
    with Index.open(place, encoder=tiny) as index:
        assert ingest(index, [folder]).added == 3
        again = ingest(index, [folder])
        assert (again.unchanged, again.changed) == (3, 0)
        (folder / "0.md").write_text("# Bridge open\n\nIt is open again, at last.\n", "utf-8")
        (folder / "1.md").unlink()
        third = ingest(index, [folder], prune=True)
        assert (third.updated, third.removed, third.unchanged) == (1, 1, 1)
        assert len(index) == 2


def test_what_is_there_is_there_when_opened_again(filled, place, tiny):
    with Index.open(place, encoder=tiny, must_exist=True) as again:
        assert again.articles() == filled.articles()
        assert again.manifest.counts == filled.manifest.counts


def test_another_model_is_told_at_once(filled, place):
    other = WordEncoder()
    other.name, other.fingerprint = "other", "another"
    with pytest.raises(ModelMismatchError, match="other"):
        Index.open(place, encoder=other)


def test_a_place_without_an_index_is_told(place):
    with pytest.raises(IndexNotFoundError, match="dateline index"):
        Index.open(place, must_exist=True)
    with Index.open(place) as index:
        assert (len(index), index.articles(), index.sources()) == (0, [], [])
        assert index.remove(["a"]) == 0


def test_commands_are_the_same(filled, place, tmp_path):
    run = CliRunner()

    def said(*words: str) -> str:
        done = run.invoke(dateline.app, [*words, "--index", place])
        assert done.exit_code == 0, (words, done.output, done.exception)
        return done.stdout

    assert len(json.loads(said("list", "--json"))) == 4
    assert json.loads(said("show", "a1", "--json"))["also"] == ["a2"]
    assert json.loads(said("remove", "c1", "--json")) == {"removed": 1, "articles": 3}
    assert json.loads(said("doctor", "--json"))["healthy"]
    file = tmp_path / "all.jsonl"
    assert said("export", str(file)) == f"3 articles in {file}\n"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {each["id"] for each in lines} == {"a1", "a2", "b1"}
    assert json.loads(said("import", str(file), "--json"))["unchanged"] == 3
    said("compact")


def test_vectors_that_come_ahead_are_those_of_its_passages(place, tiny):
    texts = tuple(
        PassageText(
            passage_context(FURNISHED),
            FURNISHED.text[span.start : span.end],
            tuple((start - span.start, end - span.start) for start, end in span.sentences),
        )
        for span in cut_article(FURNISHED, None, IndexSettings())
    )
    made = tiny.encode_passages(texts)
    ahead = EncodedAhead(tiny)
    ahead.keep(Embedded(texts, made.passages, tuple(made.sentences)))
    with Index.open(place, encoder=ahead) as index:
        index.add([FURNISHED])
        assert ahead.spared == len(texts) == index.passage_count


def test_rankings_are_equal(both, tiny):
    folder, address = both()
    with Index.open(folder, encoder=tiny) as here, Index.open(address, encoder=tiny) as there:
        for index in (here, there):
            index.add([*ARTICLES, FURNISHED])
            index.remove(["a2"])
            index.compact()
            (whole,) = index.article_passages("d1")
            assert whole.start < whole.sentences[0][0]
        for query in (
            "the bridge was closed",
            "governor of the bank",
            "Herald rates",
            "рыбаков",
            "how the ferry runs",
        ):
            rows = []
            for index in (here, there):
                words = index.lexical(query, 10, weights={"text": 1.0, "title": 0.5, "source": 0.5})
                dense = index.dense(tiny.encode_texts([query])[0], 10)
                rows.append([_told(index, words), _told(index, dense)])
            assert rows[0][0] == pytest.approx(rows[1][0], abs=1e-4)
            assert rows[0][1] == pytest.approx(rows[1][1], abs=1e-4)
        one, two = (index.sentence_vectors(_ids(index, "a1"))[0] for index in (here, there))
        assert np.abs(one - two).max() < 0.005


def _ids(index, article):
    return [each.id for each in index.article_passages(article)]


def _told(index, ranked):
    passages = index.passages(ranked.ids.tolist())
    return {
        (each.article_id, each.start): score
        for each, score in zip(passages, ranked.scores.tolist(), strict=True)
    }

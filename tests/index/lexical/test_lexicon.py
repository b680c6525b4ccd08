"""Terms, weights and limits of the lexical index."""

from datetime import date

import pytest

from index import Article, Filters
from index.lexical import lexicon


def found(index, query, filters=None, **more):
    ids = index.lexical(query, 100, filters or Filters(), **more).ids.tolist()
    return [each.article_id for each in index.passages(ids)]


def test_terms_are_lower_case_folded_and_stemmed(filled):
    assert filled.terms("Café's MINISTRIES co-operate: 1,200!") == [
        "cafe",
        "s",
        "ministri",
        "co",
        "oper",
        "1",
        "200",
    ]
    assert filled.terms("x" * 41) == []


def test_words_are_found_in_every_form(filled):
    assert found(filled, "bridges") == ["bridge", "mayor"]
    assert found(filled, "STRIKES ending") == ["strike"]


@pytest.mark.parametrize("query", ["", "   ", "?!…", "-", "(", "text:", '"', "AND OR NOT"])
def test_what_has_no_known_word_finds_nothing_and_is_never_an_error(filled, query):
    assert filled.lexical(query, 10, weights={"text": 1}).ids.tolist() == []


def test_fields_have_weights(filled):
    assert found(filled, "mayor", weights={"text": 1}) == ["mayor"]
    assert found(filled, "story", weights={"text": 1}) == []
    assert len(found(filled, "story", weights={"title": 1})) == 4
    assert set(found(filled, "herald", weights={"source": 1})) == {"bridge", "cholera"}
    plain = filled.lexical("bridge", 5, weights={"text": 1, "title": 0})
    heavy = filled.lexical("bridge", 5, weights={"text": 1, "title": 5})
    assert heavy.scores[0] > plain.scores[0]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(since=date(2025, 3, 3)), {"cholera", "strike"}),
        (Filters(until=date(2025, 3, 3)), {"bridge", "mayor", "cholera"}),
        (Filters(since=date(2025, 3, 2), until=date(2025, 3, 2)), {"mayor"}),
        (Filters(sources=("lomund HERALD",)), {"bridge", "cholera"}),
        (
            Filters(sources=("Lomund Herald", "Coastline Daily")),
            {
                "bridge",
                "mayor",
                "cholera",
                "strike",
            },
        ),
        (Filters(authors=("jon reyes",)), {"cholera", "strike"}),
        (Filters(languages=("EN",)), {"bridge", "mayor", "cholera", "strike"}),
        (Filters(languages=("fr",)), set()),
        (Filters(since=date(2025, 3, 2), sources=("Lomund Herald",)), {"cholera"}),
    ],
)
def test_filters_hold_in_both_retrievers_and_agree_with_the_list(filled, words, filters, names):
    assert set(found(filled, "story", filters)) == names
    dense = filled.dense(words.encode_texts(["story"])[0], 100, filters)
    assert {each.article_id for each in filled.passages(dense.ids.tolist())} == names
    assert {each.id for each in filled.articles(filters)} == names


def test_a_filtered_question_still_gets_its_full_k(opened, words):
    index = opened()
    index.add(
        [
            Article(
                f"a{number}",
                "The vote on the bridge." if number % 20 else "The vote on a bridge elsewhere.",
                source="Rare" if number % 20 == 0 else "Common",
            )
            for number in range(200)
        ]
    )
    rare = Filters(sources=("rare",))
    assert len(index.lexical("the vote on the bridge", 10, rare).ids) == 10
    assert len(index.dense(words.encode_texts(["the vote"])[0], 10, rare).ids) == 10


def test_articles_of_unknown_day_are_left_out_when_days_are_asked_for(filled):
    filled.add([Article("undated", "A story of no day.")])
    assert "undated" in found(filled, "story")
    assert "undated" not in found(filled, "story", Filters(until=date(2030, 1, 1)))
    assert "undated" not in {each.id for each in filled.articles(Filters(since=date(1900, 1, 1)))}


def test_chinese_japanese_and_korean_words_are_found(filled):
    filled.add(
        [
            Article("zh", "外交部在北京大学举行会谈。", language="zh"),
            Article("ja", "東京で橋が閉鎖された。", language="ja"),
            Article("ko", "통일부는 회담에 불참했다.", language="ko"),
        ]
    )
    assert found(filled, "北京") == ["zh"]
    assert found(filled, "閉鎖") == ["ja"]
    assert found(filled, "통일부") == ["ko"]


def test_document_frequency_counts_passages(filled):
    (term,) = filled.terms("bridge")
    assert filled.document_frequency(term) == 2
    assert filled.document_frequency("nowhere") == 0
    filled.remove(["mayor"])
    assert filled.document_frequency(term) == 1


def test_a_large_archive_is_not_asked_for_what_most_passages_have(opened, monkeypatch):
    index = opened()
    rare = ["harbour", "", "", "harbour quarrel", "", "quarrel", "", ""]
    texts = [f"The vote of the town was the end of number{n}. {w}" for n, w in enumerate(rare)]
    index.add([Article(f"a{n}", text, title=f"x{n}") for n, text in enumerate(texts)])
    for many in (1_000, 9, 8):
        monkeypatch.setattr(lexicon, "_MANY", many)
        names = found(index, "the harbour of the town")
        assert set(names[:2]) == {"a0", "a3"}
        assert len(names) == (2 if many == 8 else 8)
        assert len(found(index, "the town")) == len(found(index, "the town of xyzzy")) == 8


def test_equal_scores_come_in_the_order_of_ids(opened):
    index = opened()
    index.add([Article(f"a{number}", "The same words.") for number in range(30)])
    ids = index.lexical("words", 30).ids.tolist()
    assert ids == sorted(ids)


@pytest.mark.parametrize("k", [-3, 0, 10**12])
def test_any_number_may_be_asked_for(filled, words, k):
    most = len(filled) if k > 0 else 0
    assert len(filled.lexical("the", k).ids) == most
    assert len(filled.dense(words.encode_texts(["the"])[0], k).ids) == most
    assert len(filled.search("the", k)) == most


def test_torn_characters_find_nothing_and_are_never_an_error(filled):
    assert len(filled.lexical("bridge \udcff", 9).ids) == len(filled.lexical("bridge", 9).ids)
    assert filled.lexical("bridge", 9, Filters(sources=("\udcff",))).ids.tolist() == []
    assert filled.articles(Filters(authors=("\udcff",))) == []
    assert filled.search("\udcff bridge", 1)[0].article_id == "bridge"
    assert "bridge" in filled
    assert "\udcff" not in filled

import json

from tests.support import handmade
from ui import export

NASTY = 'A "quote" & 100% {x} \\ $y_1$ <b>*bold*</b> [z](https://evil.example)'


def nasty():
    citation = (
        handmade.answer()
        .citations[0]
        .model_copy(update={"title": NASTY, "source": "A & B", "url": "javascript:x()"})
    )
    return handmade.answer(citations=[citation])


def test_text_names_every_source_with_its_quote():
    text = export.plain(handmade.answer())
    assert handmade.answer().answer in text
    assert (
        "[1] Ministry stays away. Eastern Strait Post. 2025-12-16. https://post.example/1" in text
    )
    assert f"“{handmade.QUOTE}”" in text


def test_markdown_shows_no_words_as_markup():
    text = export.markdown(nasty())
    assert "\\<b\\>\\*bold\\*\\</b\\>" in text
    assert "\\[z\\]\\(https://evil.example\\)" in text
    assert "javascript" not in text
    assert "<https://post.example/1>" in export.markdown(handmade.answer())


def test_bibtex_has_an_entry_an_article_with_special_characters_written_out():
    twice = handmade.answer().citations[0]
    answer = handmade.answer(citations=[twice, twice.model_copy(update={"n": 2})])
    entry = export.bibtex(answer)
    assert entry.count("@article{") == 1
    assert entry.startswith("@article{2025-ministry-stays-away-1,")
    assert "  author = {{Corin Halloway}}," in entry
    assert "  date = {2025-12-16}," in entry
    assert "  url = {https://post.example/1}" in entry
    title = export.bibtex(nasty()).split("title = ")[1].split("\n")[0]
    assert "\\& 100\\% \\{x\\} \\textbackslash{} \\$y\\_1\\$" in title
    assert "url" not in export.bibtex(nasty())


def test_an_author_has_no_by_before_the_name():
    cited = handmade.answer().citations[0].model_copy(update={"author": "By GEOFF MULVIHILL"})
    answer = handmade.answer(citations=[cited])
    assert "  author = {{GEOFF MULVIHILL}}," in export.bibtex(answer)
    assert json.loads(export.csl_json(answer))[0]["author"] == [{"literal": "GEOFF MULVIHILL"}]


def test_csl_json_is_what_citation_managers_read():
    (item,) = json.loads(export.csl_json(handmade.answer()))
    assert item == {
        "id": "a1",
        "type": "article-newspaper",
        "title": "Ministry stays away",
        "container-title": "Eastern Strait Post",
        "author": [{"literal": "Corin Halloway"}],
        "issued": {"date-parts": [[2025, 12, 16]]},
        "URL": "https://post.example/1",
    }
    bare = (
        handmade.answer()
        .citations[0]
        .model_copy(update={"date": None, "author": None, "source": None, "url": None})
    )
    (item,) = json.loads(export.csl_json(handmade.answer(citations=[bare])))
    assert item.keys() == {"id", "type", "title"}
    assert "nd-ministry" in export.bibtex(handmade.answer(citations=[bare]))

"""The code on the pages of `docs/` does what the page says."""

import re
import sys
import types

import numpy as np
import pytest

from eval.docs.__main__ import FOLDER
from index import Article, Index
from index.load import load, plugins
from rag import language
from rag.retrieve import fusion
from rag.retrieve.search import retrieve
from rag.settings import RagSettings


def block(page, number=0):
    """Return a page's code in Python."""
    text = (FOLDER / page).read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)[number]


def module(name, code):
    made = types.ModuleType(name)
    exec(compile(code, name, "exec"), made.__dict__)
    return made


def test_a_format_is_added_as_the_page_says(tmp_path, monkeypatch):
    code = block("add-a-format.md")
    example = FOLDER.parent / "examples" / "subtitles" / "dateline_subtitles.py"
    assert code == example.read_text("utf-8")
    monkeypatch.setattr(plugins, "_loaders", lambda: (module("subtitles", code).loader,))
    path = tmp_path / "Evening news.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:03,500\n<i>The night ferry sails</i>\nagain from 3 May.\n",
        "utf-8",
    )
    (found,) = load([path])
    assert (found.title, found.text) == ("Evening news", "The night ferry sails again from 3 May.")
    path.write_text("The night ferry sails again.\n", "utf-8")
    (refused,) = load([path])
    assert refused.reason == "is not a file of subtitles (it names no times)"


def test_a_way_to_fuse_is_added_as_the_page_says(samples_index, monkeypatch):
    highest = module("highest", block("add-a-retriever.md")).highest
    monkeypatch.setitem(fusion._STRATEGIES, "rrf", highest)
    hits = retrieve(
        samples_index, "Why was the Kestrel Bridge closed?", 3, settings=RagSettings(fusion="rrf")
    )
    assert "Kestrel" in hits[0].article.title


def test_an_encoder_is_added_as_the_page_says(tmp_path):
    encoder = module("hashed", block("add-a-model.md")).HashedWords()
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add(
            [
                Article(id="ferry", text="The night ferry sails again."),
                Article(id="roof", text="The library renews its roof."),
            ]
        )
        (hit,) = archive.search("library renews", 1)
        assert hit.article_id == "roof"
        vectors = archive.passage_vectors([hit.passage.id])
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_a_language_is_added_as_the_page_says(monkeypatch):
    folder = module("german", block("add-a-language.md"))
    german = folder.GERMAN
    monkeypatch.setitem(sys.modules, "rag.language.de", folder)
    monkeypatch.setattr(language, "_KNOWN", {**language._KNOWN, "de": "GERMAN"})
    monkeypatch.setattr(language, "by_code", language.by_code.__wrapped__)
    found = language.language_of("Warum fährt die Fähre nicht", "de")
    assert found is german
    assert found.negation.negates("nicht")
    assert not found.negation.negates("Fähre")
    assert found.questions.kinds[0][1].search("Warum fährt die Fähre nicht")


@pytest.mark.parametrize("page", sorted(FOLDER.rglob("*.md")), ids=lambda page: page.name)
def test_code_on_a_page_is_python(page):
    for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        compile(code, page.name, "exec")

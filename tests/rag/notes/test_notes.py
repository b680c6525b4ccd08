"""Collections and notes that stay with their passages."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

import dateline
from index import Article, Index
from index.errors import ArticleNotFoundError
from rag.errors import NoteError
from rag.notes.anchor import anchored
from rag.notes.store import Desk
from tests.support.words import WordEncoder

TEXT = (
    "The bridge over the Lom was closed on Monday. Engineers found cracks in two piers. "
    "The bridge over the Lom was closed on Monday, the mayor said again."
)
QUOTE = "Engineers found cracks in two piers."


@pytest.fixture
def archive(tmp_path):
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as made:
        made.add(
            [Article("bridge", TEXT, title="Bridge"), Article("mayor", "She left.", title="M")]
        )
        yield made


def test_a_note_stays_with_its_passage(archive):
    desk = Desk(archive)
    start = TEXT.index(QUOTE)
    desk.note("bridge", start, start + len(QUOTE), "Ask who found them.", star=True)
    (shown,) = desk.notes()
    assert (shown.anchor.state, shown.quote) == ("same", QUOTE)

    archive.add([Article("bridge", f"Corrected on Tuesday. {TEXT}", title="Bridge")])
    (shown,) = Desk(archive).notes()
    text = archive.article("bridge").text
    assert shown.anchor.state == "same"
    assert text[shown.anchor.start : shown.anchor.end] == QUOTE
    assert shown.anchor.start == start + len("Corrected on Tuesday. ")

    archive.add([Article("bridge", TEXT.replace("two piers", "three piers"), title="Bridge")])
    (shown,) = desk.notes()
    assert (shown.anchor.state, shown.quote) == ("changed", QUOTE.replace("two", "three"))

    archive.add([Article("bridge", "Nothing of it was true, said the town.", title="Bridge")])
    (shown,) = desk.notes()
    assert (shown.anchor.state, shown.quote) == ("lost", QUOTE)
    archive.remove(["bridge"])
    assert desk.notes()[0].anchor.state == "lost"
    desk.forget(1)
    assert desk.notes() == []


def test_of_two_equal_places_the_one_with_the_same_surroundings_is_taken():
    quote = "The bridge over the Lom was closed on Monday"
    second = TEXT.rindex(quote)
    longer = f"Corrected on Tuesday, after a long night at the town hall. {TEXT}"
    found = anchored(
        longer, quote, second, before=TEXT[second - 60 : second], after=TEXT[second + len(quote) :]
    )
    assert found.start == longer.rindex(quote)


def test_collections(archive):
    desk = Desk(archive)
    assert desk.collect("piers", ["brid", "bridge"]).articles == ["bridge"]
    assert desk.collect("piers", ["mayor"]).articles == ["bridge", "mayor"]
    with pytest.raises(ArticleNotFoundError):
        desk.collect("piers", ["mayor", "nobody"])
    desk.note("mayor", 0, 9, "x", collection="piers")
    assert len(desk.notes("piers")) == 1 and desk.notes("other") == []
    assert len(desk.notes(article_id="mayor")) == 1 and desk.notes(article_id="bridge") == []
    archive.remove(["mayor"])
    assert desk.articles("piers") == ["bridge"]
    desk.drop("piers", ["bridge"])
    with pytest.raises(NoteError, match="has no article that is in the archive"):
        desk.articles("piers")
    desk.drop("piers")
    with pytest.raises(NoteError, match="there is no collection 'piers'"):
        desk.collection("piers")


@pytest.mark.parametrize(
    ("span", "text"), [((0, 0), "x"), ((-1, 5), "x"), ((0, 10**6), "x"), ((0, 5), "")]
)
def test_what_is_no_note_is_refused(archive, span, text):
    with pytest.raises(NoteError):
        Desk(archive).note("bridge", *span, text)


def test_the_commands(archive):
    def call(*words, status=0):
        done = CliRunner().invoke(dateline.app, [*words, "--index", str(archive.folder)])
        assert done.exit_code == status, done.output
        return done.stdout

    assert call("collection", "add", "piers", "bridge") == "1 articles in piers\n"
    assert call("note", "add", "bridge", "Why?", "--quote", QUOTE, "--star") == "note 1\n"
    assert f"1  ★ “{QUOTE}”" in call("note", "list")
    assert "piers\n  bridge\tBridge" in call("collection", "list")
    assert call("note", "add", "bridge", "Why?", "--quote", "no such words", status=1) == ""
    call("note", "remove", "1")
    call("collection", "remove", "piers")
    assert call("collection", "list", "--json") == "[]\n"

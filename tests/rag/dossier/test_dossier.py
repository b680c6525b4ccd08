"""A dossier in three formats, read back by other programs."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pypdf import PdfReader
from typer.testing import CliRunner

import dateline
from rag.api import ask
from rag.dossier.model import Dossier, Part, Work, made
from rag.dossier.write import writer_for
from rag.errors import NoteError
from rag.notes.store import Desk

WHY = "why did the Unification Ministry skip the talks"


def small(words="A *claim* of “theirs”.", title="부두의 소식") -> Dossier:
    work = Work("a", title, "Harbour Herald", None, "https://a.example/1", "Ada Berg")
    parts = [Part("heading", "Who?"), Part("text", words, (1,)), Part("quote", "So it is.", (1,))]
    return Dossier("Piers", [*parts, Part("remark", "Ask again.")], [work])


def test_markdown_keeps_words_words(tmp_path):
    text = writer_for(tmp_path / "a.md")(small()).decode()
    assert "A \\*claim\\* of “theirs”. [1]" in text
    assert "> “So it is.” [1]" in text
    assert "1. Ada Berg. 부두의 소식. Harbour Herald. no date. https://a.example/1." in text


def test_word_and_pdf_say_the_same(tmp_path):
    document = Document(io.BytesIO(writer_for(tmp_path / "a.docx")(small())))
    words = [each.text for each in document.paragraphs]
    assert words[:3] == ["Piers", "Who?", "A *claim* of “theirs”. [1]"]
    assert "[1] Ada Berg. 부두의 소식. Harbour Herald. no date. https://a.example/1." in words
    data = writer_for(tmp_path / "a.pdf")(small())
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "A *claim* of “theirs”. [1]" in " ".join(read.split())


def test_letters_that_the_pdf_has_not_are_named(tmp_path):
    with pytest.raises(NoteError, match="has no letters for 'П'"):
        writer_for(tmp_path / "a.pdf")(small("Привет"))
    with pytest.raises(NoteError, match=r"name it \.docx, \.pdf or \.md"):
        writer_for(tmp_path / "a.odt")


def test_answers_and_notes_share_a_bibliography(samples_index):
    answer = ask(WHY, index=samples_index)
    silent = ask("who won the 2022 World Cup", index=samples_index)
    found = made(samples_index, "Talks", [answer, silent])
    assert [each.text for each in found.parts if each.kind == "heading"] == [WHY, silent.question]
    ids = [each.article_id for each in found.works]
    assert ids == list(dict.fromkeys(each.article_id for each in answer.citations))
    for part in found.parts:
        if part.kind == "quote":
            texts = [samples_index.article(ids[n - 1]).text for n in part.works]
            assert any(part.text in " ".join(text.split()) for text in texts)


def test_the_command(samples_index, tmp_path):
    import shutil

    folder = tmp_path / "index"
    shutil.copytree(samples_index.folder, folder)
    from index import Index

    with Index.open(folder, encoder=samples_index.encoder) as archive:
        desk = Desk(archive)
        name = archive.articles()[0].id
        desk.collect("talks", [name])
        desk.note(name, 0, 40, "Read again.", collection="talks")
    out = tmp_path / "talks.md"
    command = ["dossier", str(out), "--collection", "talks", "--index", str(folder)]
    done = CliRunner().invoke(dateline.app, command)
    assert done.exit_code == 0, done.output
    assert f"0 answers, 1 notes, 1 sources in {out}" in done.stdout
    assert "*Note:* Read again." in out.read_text("utf-8")
    other = next(each.id for each in samples_index.articles() if "Kestrel" in each.title)
    with Index.open(folder, encoder=samples_index.encoder) as archive:
        Desk(archive).collect("bridge", [other])
    for words in (["ask", WHY], ["dossier", str(out), "--ask", WHY]):
        done = CliRunner().invoke(
            dateline.app, [*words, "--collection", "bridge", "--index", str(folder)]
        )
        assert done.exit_code == 0, done.output
    assert "follow-up talks" not in out.read_text("utf-8")

"""What the desk's handlers do, over a real archive."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
from docx import Document

from index import Article, Index
from index.errors import DatelineError
from rag.errors import BatchError, NoteError, SavedError
from rag.notes.store import Desk as Notes
from tests.support import handmade
from tests.support.parsed import Parsed
from ui.app import build, translations
from ui.backend import Backend, NotOfferedError
from ui.desk import batch, dossier, file, kept, saved
from ui.guard.roles import is_writing
from ui.reading import read
from ui.render import desk as render
from ui.render import kept as lists
from ui.tabs import desk as tab
from ui.texts import Texts
from ui.thread import Exchange, Thread

EN, KO = Texts("en"), Texts("ko")
FERRY = "What did the new ferry cost?"
TEXT = "The new ferry of Lundholm cost 12 million crowns, the harbour master said on Monday."


@pytest.fixture
def backend(tmp_path, encoder, monkeypatch):
    monkeypatch.setattr("typer.get_app_dir", lambda name: str(tmp_path / "settings"))
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add([Article("ferry", TEXT, title="Ferry <b>", date=date(2025, 3, 3), source="P")])
    made = Backend(tmp_path / "index", offered=("openai:some-model",))
    yield made
    made.close()


def test_a_file_of_questions_comes_back_as_a_file_of_answers(backend):
    questions = f"question,source\n{FERRY},\nWho won the chess cup?,Nobody's Paper\n".encode()
    *steps, last = batch.answers(backend, "C:/mine/q.csv", questions, ".jsonl")
    assert [(each.done, each.questions, each.data) for each in steps] == [
        (0, 2, None),
        (1, 2, None),
        (2, 2, None),
    ]
    first, second = map(json.loads, last.data.decode().splitlines())
    assert "12 million" in first["short"] and first["article_id"] == "ferry"
    assert second["refusal"] and not second["answer"]
    assert last.answered == 1
    assert 'value="1"' in render.batch_step(steps[1], EN)
    assert "2 questions asked, 1 answered" in render.batch_step(last, EN)


def test_a_file_of_questions_goes_on_where_it_was_stopped(backend):
    asked = []

    @contextmanager
    def measure():
        asked.append(1)
        yield

    backend.measure = measure
    questions = f"{FERRY}\nWho won the chess cup?\nWho is the harbour master?\n".encode()
    first = batch.answers(backend, "q.txt", questions, ".csv")
    assert [next(first).done for _ in range(3)] == [0, 1, 2]
    first.close()
    place = backend.folder / batch.BATCHES
    assert len(list(place.iterdir())) == 1
    *steps, last = batch.answers(backend, "renamed.txt", questions, ".csv")
    assert [each.done for each in steps] == [2, 3] and len(asked) == 3
    rows = list(csv.DictReader(io.StringIO(last.data.decode("utf-8-sig"))))
    assert [row["question"] for row in rows] == questions.decode().split("\n")[:3]
    assert "12 million" in rows[0]["short"]
    assert list(place.iterdir()) == [], "nothing is kept of what was handed over"

    for number in range(batch._KEPT + 3):
        (place / f"{number:02}.part").write_text("{}")
        os.utime(place / f"{number:02}.part", (number, number))
    list(batch.answers(backend, "q.txt", questions, ".csv"))
    assert min(each.name for each in place.iterdir()) == "03.part"


def test_an_archive_that_is_none_yet_keeps_nothing_of_a_batch(tmp_path):
    made = Backend(tmp_path / "none")
    *_, last = batch.answers(made, "q.txt", FERRY.encode(), ".jsonl")
    assert json.loads(last.data)["refusal"] and not (tmp_path / "none").exists()


def test_what_cannot_be_answered_at_once_is_refused(backend, monkeypatch):
    monkeypatch.setattr(batch, "MOST", 2)
    for name, data, error in (
        ("q.txt", b"one\ntwo\nthree\n", "3 questions; the page answers 2 at once"),
        ("q.pdf", b"", "is not a file of questions"),
        ("q.csv", b"", "holds no questions"),
    ):
        with pytest.raises(BatchError, match=error):
            list(batch.answers(backend, name, data, ".csv"))
    with pytest.raises(BatchError, match="not a file of answers"):
        list(batch.answers(backend, "q.txt", b"one", ".exe"))
    with pytest.raises(NotOfferedError):
        list(batch.answers(backend, "q.txt", b"one", ".csv", "openai:other"))


def test_files_travel_inside_a_call():
    sent = {"name": "q.txt", "data": base64.b64encode(b"\x00why?").decode()}
    assert file.received(sent) == ("q.txt", b"\x00why?")
    given = file.handed("answers", ".csv", b"\xff")
    assert (given["name"], base64.b64decode(given["data"])) == ("answers.csv", b"\xff")
    for fields, error in (({}, "no file was chosen"), ({"name": "q", "data": "?"}, "whole")):
        with pytest.raises(DatelineError, match=error):
            file.received(fields)


def test_a_question_is_saved_told_of_and_forgotten(backend):
    assert "Nothing is saved yet" in lists.waiting(saved.waiting(backend), EN)
    form = {"text": f"  {FERRY} ", "name": "ferry", "kind": "question", "hook": "touch /tmp/x"}
    assert saved.keep(backend, form).hook == ""
    saved.keep(backend, {"text": "wells", "name": "wells", "kind": "search"})
    with pytest.raises(SavedError, match="nothing to save"):
        saved.keep(backend, {"text": " ", "name": "none"})
    assert saved.look(backend) == (0, [])
    with Index.open(backend.folder) as archive:
        newer = "The council of Lundholm said on Sunday that the new ferry cost 19 million crowns."
        archive.add(
            [
                Article("newer", newer, title="Newer", date=date(2025, 3, 9), source="P"),
                Article("wells", "The <i>wells</i> are clean.", title="Wells", source="P"),
            ]
        )
    assert saved.look(backend) == (2, [])
    html = lists.waiting(saved.waiting(backend), EN)
    assert "19 million" in html and 'data-article="newer"' in html
    assert "There is a new article" in html
    assert "새 기사가 있습니다" in lists.waiting(saved.waiting(backend), KO)
    assert saved.feed(backend).count("<entry>") == 2
    saved.forget(backend, "wells")
    assert [each.saved.name for each in saved.waiting(backend)] == ["ferry"]


def test_an_article_is_starred_noted_and_collected(backend):
    words = "cost 12 million crowns"
    form = {"article": "ferry", "words": words, "note": "Ask <Ann>", "star": "on"}
    note = kept.keep(backend, {**form, "near": str(TEXT.index(words)), "collection": "harbour"})
    assert (note.quote, note.star, note.collection) == (words, True, "harbour")
    assert kept.keep(backend, {"article": "ferry", "collection": "sea"}) is None
    html = lists.kept(kept.kept(backend), EN)
    assert "Ask &lt;Ann&gt;" in html and 'aria-label="starred"' in html
    assert f'data-start="{TEXT.index(words)}"' in html
    assert "b" not in Parsed(html).tags
    assert '<option value="harbour">' in html
    assert kept.scope(backend, "sea") == ["ferry"]
    shown = read(backend, "ferry", Thread(), EN)
    assert f">{words}</mark>" in shown and 'data-action="keep"' in shown

    kept.drop(backend, "sea", "ferry")
    with pytest.raises(NoteError, match="no article that is in the archive"):
        kept.scope(backend, "sea")
    kept.drop(backend, "sea")
    kept.forget(backend, note.number)
    assert [*kept.kept(backend).collections] == ["harbour"]
    assert Notes(backend.index()).notes() == []
    for fields, error in (
        ({"article": "ferry"}, "write a remark, or star"),
        ({"article": "ferry", "words": "no such words", "star": "on"}, "does not say"),
    ):
        with pytest.raises(NoteError, match=error):
            kept.keep(backend, fields)


def test_what_left_the_archive_is_still_shown(backend):
    kept.keep(backend, {"article": "ferry", "note": "Gone?", "collection": "harbour"})
    backend.remove(["ferry"])
    html = lists.kept(kept.kept(backend), EN)
    assert "ferry (no longer in the archive)" in html
    assert "no longer in the article" in html and "Gone?" in html
    assert 'data-action="read"' not in html


def test_a_dossier_has_answers_notes_and_a_bibliography(backend):
    kept.keep(backend, {"article": "ferry", "note": "Ask Ann", "collection": "harbour"})
    said = Exchange(question="Why?", answer=handmade.answer())
    fields = {"title": "", "collection": "harbour", "questions": f"{FERRY}\n\n", "kind": ".md"}
    title, kind, data = dossier.write(backend, fields, Thread(exchanges=[said]))
    assert (title, kind) == ("harbour", ".md")
    text = data.decode()
    assert f"## {FERRY}" in text and "Ask Ann" in text and "## Bibliography" in text
    assert handmade.answer().question not in text
    fields |= {"conversation": "on", "kind": ".docx", "title": "Ferry"}
    _, _, data = dossier.write(backend, fields, Thread(exchanges=[said]))
    lines = [each.text for each in Document(io.BytesIO(data)).paragraphs]
    assert lines[0] == "Ferry" and said.answer.question in lines
    assert dossier.write(backend, {**fields, "kind": ".pdf"}, Thread())[2].startswith(b"%PDF")
    for wrong, error in (
        ({"kind": ".md", "collection": "none"}, "there is no collection 'none'"),
        ({"kind": ".exe"}, "is not a dossier"),
        ({"kind": ".md", "questions": "why?\n" * 51}, "51 questions are too many"),
    ):
        with pytest.raises(NoteError, match=error):
            dossier.write(backend, wrong, Thread())


def test_nothing_makes_no_dossier(backend):
    with pytest.raises(NoteError, match="nothing for a dossier"):
        dossier.write(backend, {"kind": ".md"}, Thread())


def test_only_what_changes_the_archive_needs_the_role_to_edit(backend):
    writing = {name for name in dir(tab.Desk) if is_writing(getattr(tab.Desk, name))}
    assert writing == {"save", "unsaved", "looked", "keep", "unkept", "uncollected"}
    blocks = build(backend, translations())
    marked = {each.fn.__name__ for each in blocks.fns.values() if is_writing(each.fn)}
    assert writing <= marked


@pytest.mark.parametrize("texts", [EN, KO])
def test_every_field_has_a_label(texts):
    html = render.batch_form(texts) + render.saving_form(texts) + render.dossier_form(texts)
    assert html.count("<input") + html.count("<select") + html.count("<textarea") == html.count(
        "<label"
    )


def test_a_handler_says_what_went_wrong(backend):
    page = SimpleNamespace(backend=backend)
    desk = SimpleNamespace(page=page, answers="answers", given="given")
    event = SimpleNamespace(_data={"name": "q.pdf", "data": "", "kind": ".csv"})
    steps = list(tab.Desk.answered(desk, None, event, None))
    assert steps[0] == {"given": None}
    assert "is not a file of questions" in steps[-1]["answers"]


def test_a_damaged_file_of_notes_is_told_and_hinders_no_reading(backend):
    (backend.index().folder / "desk.json").write_text("{", "utf-8")
    desk = SimpleNamespace(page=SimpleNamespace(backend=backend))
    assert "mend or delete it" in tab.Desk.kept_now(desk, EN)
    assert TEXT in read(backend, "ferry", Thread(), EN)


def test_an_archive_that_is_empty_has_an_empty_desk(tmp_path):
    backend = Backend(tmp_path / "none")
    assert saved.waiting(backend) == []
    assert kept.kept(backend).collections == {}
    backend.close()

"""No statement of a write looks at all that is stored: what it costs follows what it changes."""

import sqlite3
from contextlib import closing

import pytest

import index.commit.writer
from index import Article
from index.errors import IndexFormatError
from index.store.schema import connect_writer
from index.store.sources import KnownFile

WIRE = "A satellite that warns of floods went up from Cape Ordell on Wednesday at dawn. " * 9


@pytest.fixture
def plans(monkeypatch):
    """The plan of every statement that a writer runs, by statement."""
    seen = {}

    def connect(path):
        connection = connect_writer(path)
        asking = connect_writer(path)

        def note(statement):
            if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                rows = asking.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                seen[statement] = [row[3] for row in rows]

        connection.set_trace_callback(note)
        return connection

    monkeypatch.setattr(index.commit.writer, "connect_writer", connect)
    return seen


def scans(plans):
    """Statements that read every row, or find living rows by nothing but that they live."""
    return {
        statement: step
        for statement, steps in plans.items()
        for step in steps
        if (step.startswith("SCAN ") and not step.startswith(("SCAN json_each", "SCAN CONSTANT")))
        or step.endswith("(removed=?)")
    }


def test_writing_finds_what_it_needs_by_an_index(filled, four, plans):
    filled.add([Article("new", WIRE), Article("", WIRE + "Again.", url="https://post.example/a")])
    filled.add([four[0], Article("mayor", "Mayor Ines Corvo stays after all."), Article("", WIRE)])
    filled.remove(["new", "bridge"])
    with filled.locked(), filled.writer() as writer:
        known = KnownFile(1, 2, "aa", ("mayor",))
        writer.edit.files.put("/news/a.txt", known)
        assert writer.edit.files.get("/news/a.txt") == known
        assert writer.edit.files.other("mayor", "/news/b.txt") == "/news/a.txt"
        writer.edit.files.drop("/news/a.txt")
    assert len(plans) > 40
    assert scans(plans) == {}


def test_reading_an_article_finds_it_by_an_index(filled):
    plans = {}
    connection = filled._snapshot.store._connection
    asking = sqlite3.connect(filled.folder / "archive.sqlite")

    def note(statement):
        rows = asking.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        plans[statement] = [row[3] for row in rows]

    connection.set_trace_callback(note)
    filled.article("bridge")
    filled.also("bridge")
    filled.versions("bridge")
    filled.passages([filled.article_passages("bridge")[0].id])
    assert len(plans) == 5
    assert scans(plans) == {}
    asking.close()


def test_an_archive_from_before_0_1_0_is_refused_in_one_line(filled):
    with closing(sqlite3.connect(filled.folder / "archive.sqlite")) as connection:
        connection.execute("DROP TABLE dated_bands")
    with pytest.raises(
        IndexFormatError, match=r"before version 0\.1\.0; index .* into a new"
    ) as told:
        filled.add([Article("new", "Some words.")])
    assert "\n" not in str(told.value)

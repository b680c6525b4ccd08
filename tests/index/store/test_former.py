"""An archive as version 0.1 wrote it is read, and written on as this version writes."""

import hashlib
import sqlite3

import numpy as np

from index import Article
from index.store import names
from index.store.identity import normalise
from index.store.packed import packed, unpacked
from tests.index.store.test_origins import WIRE, carried


def former(folder, text):
    """Make an article's signature, bands and text those of version 0.1."""
    import rensa

    words = normalise(text).split()
    sketch = rensa.RMinHash(num_perm=128, seed=1963)
    sketch.update([" ".join(words[place : place + 3]) for place in range(len(words) - 2)])
    whole = np.array(sketch.digest(), "<u4")
    hashes = [
        hashlib.blake2b(number.to_bytes(2, "little") + row.tobytes(), digest_size=8).digest()
        for number, row in enumerate(whole.reshape(32, -1))
    ]
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        connection.execute("UPDATE texts SET text = ?", (text,))
        connection.execute("UPDATE signatures SET signature = ?", (whole.tobytes(),))
        connection.execute("DELETE FROM dated_bands")
        connection.executemany(
            "INSERT INTO dated_bands SELECT ?, 739376, key FROM articles",
            [(int.from_bytes(each, "little", signed=True),) for each in hashes],
        )
    connection.close()


def test_near_duplicates_of_an_older_archive_are_found(opened):
    archive = opened()
    archive.add([carried("one", WIRE)])
    former(archive.folder, WIRE)
    assert archive.article("one").text == WIRE
    archive.add([carried("two", WIRE + " Again."), Article("far", "The harbour was busy. " * 20)])
    assert archive.also("one") == ["two"]
    with sqlite3.connect(archive.folder / "archive.sqlite") as connection:
        rows = connection.execute("SELECT length(signature) FROM signatures").fetchall()
        (bands,) = connection.execute("SELECT count(*) FROM dated_bands").fetchone()
    connection.close()
    assert rows == [(128,)] * 3
    assert bands == 3 * 16


NAMED = (
    "Joe Biden met Emmanuel Macron in Paris on Monday. The Food and Drug Administration said "
    "that Mr. Biden, who met Macron before, had asked for it. "
)


def as_before(folder):
    """Make digests and names what versions before this one stored; return the names."""
    with sqlite3.connect(folder / "archive.sqlite") as connection:
        for table, column in (
            ("articles", "sha256"), ("articles", "text_key"), ("versions", "sha256"),
        ):  # fmt: skip
            connection.execute(f"UPDATE {table} SET {column} = lower(hex({column}))")
        connection.execute(
            "UPDATE versions SET recorded = strftime('%Y-%m-%dT%H:%M:%S+00:00', recorded, "
            "'unixepoch')"
        )
        rows = connection.execute("SELECT article, names FROM named").fetchall()
        connection.execute("DROP TABLE named")
        connection.execute(
            "CREATE TABLE names (article INTEGER, name TEXT, key TEXT, kind TEXT, spots BLOB, "
            "PRIMARY KEY (article, name)) WITHOUT ROWID"
        )
        connection.executemany(
            "INSERT INTO names VALUES (?, ?, '', ?, ?)",
            [
                (article, each.name, each.kind, np.array(each.spots, "<i4").tobytes())
                for article, data in rows
                for each in names.unpacked(data)
            ],
        )
    connection.close()


def test_digests_and_names_of_an_older_archive_are_read_and_made_small_at_the_next_write(opened):
    archive = opened()
    archive.add([Article("", NAMED * 3, title="A visit"), carried("two", WIRE)])
    (key,) = (each.id for each in archive.articles() if each.title == "A visit")
    before = archive.article(key), archive.versions(key), archive.article_names(key)
    assert {"Joe Biden", "Emmanuel Macron"} <= {each.name for each in before[2]}
    as_before(archive.folder)
    former = opened()
    assert (former.article(key), former.versions(key)) == before[:2]
    assert former.article_names(key) == former.finder.roll.most(None, 5) == []
    again = former.add([Article("", NAMED * 3, title="A visit"), Article("", WIRE + " Again.")])
    assert (again.added, again.unchanged) == (1, 1)
    assert (former.article(key), former.versions(key), former.article_names(key)) == before
    assert "Joe Biden" in {each.name for each in former.finder.roll.most(None, 5)}
    with sqlite3.connect(archive.folder / "archive.sqlite") as connection:
        kinds = connection.execute("SELECT DISTINCT typeof(sha256), typeof(text_key) FROM articles")
        assert kinds.fetchall() == [("blob", "blob")]
    connection.close()


def test_a_text_is_stored_small_and_verbatim():
    text = "Rates were left alone.\r\n" * 40 + "\ud83d\ude00 \u0130"
    assert unpacked(packed(text)) == text == unpacked(text)
    assert len(packed(text)) < len(text) / 5

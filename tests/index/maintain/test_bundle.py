"""A bundle for whoever looks for a fault holds nothing of what is stored."""

import json
import sqlite3
import zipfile

import pytest
from typer.testing import CliRunner

import dateline
from index import Article
from index.errors import DatelineError
from index.maintain.bundle import bundle
from index.maintain.doctor import doctor

SECRET = Article(
    "secret-id", "Quentin Zorb met the minister in a secret lodge.", title="Zorb dossier",
    source="Private Ledger", author="Nell Hidden", url="https://hidden.example/zorb",
)  # fmt: skip


def text_of(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_it_tells_what_is_wrong_and_nothing_private(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hidden")
    monkeypatch.setenv("DATELINE_CACHE", "/home/hidden/cache")
    monkeypatch.setenv("DATELINE_GUARD_SESSIONS", "320")
    monkeypatch.setenv("DATELINE_AUTH", "424242")
    filled.add([SECRET])
    filled.close()
    connection = sqlite3.connect(filled.folder / "archive.sqlite")
    with connection:
        connection.execute("UPDATE articles SET sha256 = 'x' WHERE id = 'secret-id'")
    connection.close()
    path = tmp_path / "bundle.zip"
    result = CliRunner().invoke(
        dateline.app, ["doctor", "--index", str(filled.folder), "--bundle", str(path)]
    )
    assert "system.json, index.json, problems.json" in result.output
    parts = text_of(path)
    whole = "".join(parts.values()).lower()
    for word in ("zorb", "lodge", "secret", "ledger", "hidden", "bridge", str(tmp_path).lower()):
        assert word not in whole, word
    assert json.loads(parts["index.json"])["counts"]["articles"] == 5
    assert any("sha256" in line for line in json.loads(parts["problems.json"]))
    told = json.loads(parts["system.json"])["variables"]
    assert told["DATELINE_CACHE"] == told["DATELINE_AUTH"] == "…"
    assert told["DATELINE_GUARD_SESSIONS"] == "320"


def test_a_place_that_cannot_be_written_is_one_line(filled, tmp_path):
    with pytest.raises(DatelineError, match="cannot be written"):
        bundle(doctor(filled.folder), tmp_path / "none" / "bundle.zip")

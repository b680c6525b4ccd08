"""A watch that runs saved questions, beside something else."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from index import Article, Index
from index.errors import DatelineError
from index.folder.scans import keep_scan
from index.load import Found
from index.load.base import Place
from rag.desk.background import watching
from rag.desk.cutout import cutout
from rag.saved import Saved, Store
from tests.support.drawn import sheet


def until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert true()


def test_what_comes_in_is_told_to_saved_searches(tmp_path: Path) -> None:
    folder, news = tmp_path / "index", tmp_path / "news"
    news.mkdir()
    with Index.open(folder) as archive:
        archive.add([Article("a", "The bridge was closed.", title="Bridge", date=date(2025, 3, 1))])
        Store(folder).add(Saved(name="cranes", text="crane", kind="search", generation=1))
    lines: list[str] = []
    with watching(str(folder), [str(news)], lines.append):
        (news / "b.txt").write_text("Crane falls\n\nA crane fell into the harbour.", "utf-8")
        until(lambda: any(line.startswith("cranes: ") for line in lines))
    assert "1 file: 1 added" in lines or "files: 1 added" in lines
    assert "cranes: There is a new article: Crane falls" in lines[-1]


def test_nothing_to_watch_is_nothing_to_do(tmp_path: Path) -> None:
    with watching(str(tmp_path / "index"), [], pytest.fail):
        pass
    assert not (tmp_path / "index").exists()
    nowhere = watching(str(tmp_path / "index"), [str(tmp_path / "none")], pytest.fail)
    with pytest.raises(DatelineError, match="does not exist"):
        nowhere.__enter__()


def test_without_an_archive_the_samples_are_offered(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "index"))
    run = CliRunner()
    said = run.invoke(dateline.app, [])
    assert said.exit_code == 0 and "Usage" in said.stdout
    assert "`dateline samples` makes one" in said.stdout
    made = run.invoke(dateline.app, ["samples"])
    assert made.exit_code == 0, made.output
    assert "40 articles" in made.stdout and "dateline ask" in made.stdout
    assert "`dateline samples`" not in run.invoke(dateline.app, []).stdout
    again = run.invoke(dateline.app, ["samples"])
    assert again.exit_code == 1 and not again.stdout


def test_a_quotation_is_cut_out_of_its_scan(tmp_path: Path) -> None:
    import io

    from PIL import Image

    from tests.support.words import WordEncoder

    picture = tmp_path / "page.png"
    sheet(["The bridge was closed.", "Ships waited."], turned=0).save(picture)
    text = "The bridge was closed. Ships waited."
    places = (Place(0, 22, 1, (0.07, 0.3, 0.4, 0.5)), Place(23, 36, 1, (0.07, 0.5, 0.3, 0.7)))
    with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
        archive.add([Article("a", text, title="Bridge"), Article("b", "Not a scan.", title="B")])
        keep_scan(
            archive.folder, Found("a", text, title="Bridge", location=str(picture), places=places)
        )
        whole = Image.open(picture)
        cut = Image.open(io.BytesIO(cutout(archive, "a", 23, 28)))
        assert cut.width == pytest.approx(0.25 * whole.width, abs=3)
        assert cut.height == pytest.approx(0.22 * whole.height, abs=3)
        with pytest.raises(DatelineError, match="was not read from a scan"):
            cutout(archive, "b", 0, 3)
        picture.unlink()
        with pytest.raises(DatelineError, match="cannot be shown"):
            cutout(archive, "a", 0, 3)

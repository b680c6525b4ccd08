"""Formats of other packages, found where they are installed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.load import Found, Refusal, load, plugins
from tests.index.load.documents.test_packed import packed

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "subtitles"
SRT = "1\n00:00:01,000 --> 00:00:03,500\nThe night ferry sails again.\n"


@pytest.fixture
def install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], None]]:
    """Install a package as pip does: its module and its entry points on the path."""
    plugins._loaders.cache_clear()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    def put(name: str, value: str) -> None:
        folder = tmp_path / "site" / f"{name}-1.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (folder / "entry_points.txt").write_text(f"[{plugins.GROUP}]\n{name} = {value}\n")

    yield put
    plugins._loaders.cache_clear()


def test_the_example_is_found_by_its_entry_point(
    tmp_path: Path, install: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.srt"
    path.write_text(SRT, "utf-8")
    (refused,) = load([path])
    assert isinstance(refused, Refusal)
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    for name, value in project["entry-points"][plugins.GROUP].items():
        install(name, value)
    monkeypatch.syspath_prepend(str(EXAMPLE))
    plugins._loaders.cache_clear()
    (tmp_path / "news.zip").write_bytes(packed(a_srt=SRT))
    for each in (path, tmp_path / "news.zip"):
        (found,) = load([each])
        assert isinstance(found, Found)
        assert found.text == "The night ferry sails again."


def test_a_broken_package_hinders_nobody(
    tmp_path: Path, install: Callable[[str, str], None], caplog: pytest.LogCaptureFixture
) -> None:
    install("broken", "no_such_module:loader")
    install("odd", "json:loads")
    (tmp_path / "a.srt").write_text(SRT, "utf-8")
    (refused,) = load([tmp_path / "a.srt"])
    assert isinstance(refused, Refusal)
    assert refused.reason == "is not in a format that Dateline reads (.srt)"
    assert "broken (no_such_module:loader) cannot be loaded" in caplog.text
    assert "odd (json:loads) is no index.load.Loader" in caplog.text

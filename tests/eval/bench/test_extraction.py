"""Getting the article out of a page: the measure itself, and the figure that must hold."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from statistics import fmean

import pytest
import typer

from eval.bench.extraction import main, measure, report, token_f1
from tests.support.newsfiles import BODY, SECOND, page

ROOT = Path(__file__).parents[3]
DATASETS = Path(os.environ.get("DATELINE_DATASETS", ROOT.parent / "shared" / "datasets"))
PAGES = DATASETS / "article-extraction-a"


def test_token_f1() -> None:
    assert token_f1("a b c", "A, b! c.") == 1.0
    assert token_f1("a b c d", "a b") == pytest.approx(2 / 3)
    assert token_f1("a a b", "a") == pytest.approx(0.5)
    assert token_f1("a", "b") == 0.0
    assert token_f1("", "") == 1.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    gold = "\n\n".join([BODY, SECOND] * 2)
    url = "https://post.example/2025/12/16/storm"
    truth = {name: {"articleBody": gold, "url": url} for name in ("good", "none")}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    head = f'<link rel="canonical" href="{url}">'
    good = page(*[BODY, SECOND] * 2, head=head, title="Storm")
    for name, markup in (("good", good), ("none", "<html></html>")):
        (tmp_path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(markup.encode()))
    return tmp_path


def test_measure(folder: Path) -> None:
    good, none = measure(folder)
    assert (good.f1, good.precision, good.recall, good.dated_as_address) == (1, 1, 1, True)
    assert (none.f1, none.precision, none.recall, none.found) == (0, 0, 0, None)
    text = report([good, none])
    assert "token F1, mean        0.5000" in text
    assert "2, of which 1 refused" in text
    assert "titles                1 of 2" in text


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(folder)
    assert "token F1" in capsys.readouterr().out
    with pytest.raises(typer.BadParameter, match=r"ground-truth\.json"):
        main(folder / "html")


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages are not here")
def test_saved_news_pages() -> None:
    scores = measure(PAGES)
    assert fmean(score.f1 for score in scores) >= 0.97
    assert all(score.found and score.found.title for score in scores)
    assert sum(score.found.date is not None for score in scores if score.found) >= 85

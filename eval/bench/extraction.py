"""How well articles are got out of web pages.

`python -m eval.bench.extraction FOLDER` reads a folder in the layout of the article-extraction
benchmark: `ground-truth.json` (page name → `articleBody`, `url`) and `html/NAME.html.gz`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Annotated, TypeVar

import typer

from index.load.base import Found, Raw
from index.load.heads import date_in_address
from index.load.run import read_raw
from index.load.settings import LoadSettings

_SHINGLE = 4
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Score:
    """How the extraction of one page compares with its gold body.

    Attributes:
        name: the page.
        f1: F1 over the bag of lower-case tokens, 0..1.
        precision: share of the extracted four-token shingles that are gold, 0..1.
        recall: share of the gold shingles that were extracted, 0..1.
        found: the article; None when the page was refused.
        dated_as_address: whether its date is the one in its address; None without such a date.
    """

    name: str
    f1: float
    precision: float
    recall: float
    found: Found | None
    dated_as_address: bool | None


def measure(folder: Path) -> list[Score]:
    """Extract every page of a folder and compare it with its gold body."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [_score(folder, name, gold) for name, gold in truth.items()]


def _score(folder: Path, name: str, gold: dict[str, str]) -> Score:
    page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    items = read_raw(Raw(name, page, filename=f"{name}.html"), LoadSettings())
    found = next((item for item in items if isinstance(item, Found)), None)
    body = found.text if found else ""
    shared, wrong, missing = _overlap(_shingles(gold["articleBody"]), _shingles(body))
    told = date_in_address(gold.get("url", ""))
    return Score(
        name=name,
        f1=token_f1(gold["articleBody"], body),
        precision=shared / (shared + wrong) if shared + wrong else float(not missing),
        recall=shared / (shared + missing) if shared + missing else 1.0,
        found=found,
        dated_as_address=str(found.date) == told if told and found and found.date else None,
    )


def token_f1(gold: str, text: str) -> float:
    """Return the F1 of two texts over their bags of lower-case tokens, 0..1."""
    bags = [Counter(re.findall(r"\w+", one.lower())) for one in (gold, text)]
    shared, wrong, missing = _overlap(*bags)
    total = 2 * shared + wrong + missing
    return 2 * shared / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    starts = range(max(1, len(tokens) - _SHINGLE + 1))
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in starts)


def _overlap(gold: Counter[_T], text: Counter[_T]) -> tuple[int, int, int]:
    """Return how many are shared, only in the text, only in the gold."""
    return (gold & text).total(), (text - gold).total(), (gold - text).total()


def report(scores: Sequence[Score]) -> str:
    """Return the figures as lines: token F1, shingle F1, pages, titles, dates, the worst pages."""
    found = [score.found for score in scores if score.found]
    precision = fmean(score.precision for score in scores)
    recall = fmean(score.recall for score in scores)
    agreed = [score.dated_as_address for score in scores if score.dated_as_address is not None]
    worst = sorted(scores, key=lambda score: score.f1)[:5]
    f1 = 2 * precision * recall / (precision + recall)
    rows = {
        "pages": f"{len(scores)}, of which {len(scores) - len(found)} refused",
        "token F1, mean": f"{fmean(score.f1 for score in scores):.4f}",
        "shingle F1 (4 tokens)": f"{f1:.4f} (precision {precision:.4f}, recall {recall:.4f})",
        "titles": f"{sum(bool(each.title) for each in found)} of {len(scores)}",
        "dates": f"{sum(each.date is not None for each in found)} of {len(scores)}"
        f", {sum(agreed)} of {len(agreed)} as in the address where it has one",
        "outlets": str(sum(each.source is not None for each in found)),
        "authors": str(sum(each.author is not None for each in found)),
        "canonical addresses": str(sum(each.url is not None for each in found)),
        "lowest token F1": ", ".join(f"{score.f1:.3f} {score.name[:8]}" for score in worst),
    }
    return "\n".join(f"{name:<22}{value}" for name, value in rows.items())


def main(
    folder: Annotated[Path, typer.Argument(help="Holds ground-truth.json and html/.")],
) -> None:
    """Measure a folder of pages."""
    if not (folder / "ground-truth.json").is_file():
        raise typer.BadParameter(f"{folder} holds no ground-truth.json; name a folder with one")
    typer.echo(report(measure(folder)))


if __name__ == "__main__":
    typer.run(main)

"""How well and how fast printed pages are recognised: `python -m eval.bench.recognition`.

Pages are drawn from the sample articles and turned by two degrees; what is read is compared with
what was drawn, letter by letter (Levenshtein 1966), spaces counted as one.
"""

from __future__ import annotations

import sys
import textwrap
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.bench.results import save
from index.load import Found, load
from index.load.ocr.pages import recognised

SAMPLES = Path(__file__).resolve().parents[2] / "index" / "samples"
_WIDTH, _MARGIN, _LETTER = 1240, 90, 30
_ROW = int(1.5 * _LETTER)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one text the other."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (a != b))
    return row[-1]


def drawn(text: str, degrees: float, most: int) -> tuple[Any, str]:
    """Return a page as wide as A4 at 150 dots an inch, and the words on it.

    Args:
        text: what is printed.
        degrees: by how much the page is turned.
        most: lines at most.
    """
    from PIL import Image, ImageDraw, ImageFont

    lines = textwrap.wrap(" ".join(text.split()), 62, break_on_hyphens=False)[:most]
    page = Image.new("L", (_WIDTH, 2 * _MARGIN + _ROW * len(lines)), 250)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(_LETTER)
    for row, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + _ROW * row), line, 20, font)
    turned = page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    return turned, " ".join(lines)


def recognition(
    pages: Annotated[int, typer.Option(min=1, help="How many pages are drawn.")] = 20,
    degrees: Annotated[float, typer.Option(help="By how much each is turned.")] = 2.0,
    lines: Annotated[int, typer.Option(min=1, help="Lines of a page.")] = 35,
    out: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("eval/results"),
) -> None:
    """Draw pages, read them, and write how many letters are wrong."""
    texts = [
        item.text
        for item in load([SAMPLES])
        if isinstance(item, Found) and item.language == "en" and item.text.isascii()
    ]
    texts += [item.text for item in load([SAMPLES]) if isinstance(item, Found)]
    rows: list[dict[str, object]] = []
    letters = wrong = 0
    took = worked = 0.0
    for number, text in enumerate(texts[:pages], 1):
        image, gold = drawn(text, degrees, lines)
        began, worked_before = time.perf_counter(), time.process_time()
        read = " ".join(recognised([(1, image)], "a page").text.split())
        took += time.perf_counter() - began
        worked += time.process_time() - worked_before
        errors = distance(gold, read)
        letters, wrong = letters + len(gold), wrong + errors
        rows.append({"page": number, "characters": len(gold), "wrong": errors})
    total = {
        "pages": len(rows),
        "characters": letters,
        "wrong, %": 100 * wrong / letters,
        "characters/s": letters / took,
        "characters/s of processor time": letters / worked,
    }
    made = save(
        out / "recognition.md",
        "Recognising printed pages",
        "python -m eval.bench.recognition " + " ".join(sys.argv[1:]),
        {"In all": [total], "By page": rows},
        [
            f"Pages are drawn from the samples at 150 dots an inch, turned by {degrees:g} degrees.",
            "Wrong characters: edit distance over the characters drawn, runs of spaces as one.",
        ],
    )
    typer.echo(made.read_text("utf-8"))


if __name__ == "__main__":
    typer.run(recognition)

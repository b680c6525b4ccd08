"""Two runs side by side for readers: one HTML file and the same in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from eval.compare import Change, Comparison, Difference, marked
from eval.errors import RunError
from eval.report import plots
from eval.report.names import MEANINGS
from eval.report.page import FILTER_BOX, MAIN
from eval.report.style import CSS, FILTER

NOTE = (
    "p is by paired permutation, corrected over all figures and sets (Holm); the effect is the"
    " mean difference over its standard deviation; “worse” and * mark p of at most 0.05."
)

LISTED = 40
"""Questions of each kind in Markdown; the HTML file has all."""


def write_contrast(before: str, after: str, found: Mapping[str, Comparison], folder: Path) -> Path:
    """Write compare.html and compare.md; return the HTML file.

    Args:
        before: name of the first run, for the heading.
        after: of the second.
        found: what changed, by set.
        folder: made when absent.

    Raises:
        RunError: the folder cannot be written to.
    """
    file = folder / "compare.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(contrast_page(before, after, found), encoding="utf-8")
        text = contrast_markdown(before, after, found)
        (folder / "compare.md").write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror})") from None
    return file


def contrast_page(before: str, after: str, found: Mapping[str, Comparison]) -> str:
    """Return the HTML page: what moved, every figure, every question won and lost."""
    title = f"{before} and {after}"
    body = "".join(_set(name, one) for name, one in found.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Dateline: {escape(title)}</title><style>{CSS}</style></head><body>"
        f"<h1>Compared: {escape(title)}</h1>"
        f'<p class="quiet">{escape(NOTE)}</p>{FILTER_BOX}{body}'
        f"<script>{FILTER}</script></body></html>\n"
    )


def _set(name: str, found: Comparison) -> str:
    main = [
        (one.figure, one.before, one.after, marked(one))
        for one in _ordered(found)
        if one.figure in MAIN
    ]
    won = [one for one in found.changes if one.won]
    lost = [one for one in found.changes if not one.won]
    return (
        f'<section><h2>{escape(name)}</h2><p class="quiet">{found.questions:,} questions in both,'
        f" {len(found.altered):,} of them answered or ranked otherwise: {len(won):,} won,"
        f" {len(lost):,} lost.</p><figure><figcaption>From before to after</figcaption>"
        f"{plots.changes('From before to after', main)}</figure>"
        f"<h3>All figures</h3>{_table(found)}"
        f"<h3>Lost: {len(lost):,}</h3>{_questions(lost)}"
        f"<h3>Won: {len(won):,}</h3>{_questions(won)}</section>"
    )


def _ordered(found: Comparison) -> list[Difference]:
    order = {name: place for place, name in enumerate(MEANINGS)}
    return sorted(found.differences, key=lambda one: order.get(one.figure, len(order)))


def _cells(one: Difference) -> list[str]:
    paired = one.effect is not None
    return [
        f"{one.before:.3f}",
        f"{one.after:.3f}",
        f"{one.after - one.before:+.3f}",
        f"{one.corrected:.3f} {marked(one)}".rstrip(),
        f"{one.effect:+.2f}" if paired else "",
        str(one.wins) if paired else "",
        str(one.losses) if paired else "",
    ]


HEADS = ("before", "after", "change", "p", "effect", "won", "lost")


def _table(found: Comparison) -> str:
    head = "".join(f'<th class="number">{one}</th>' for one in HEADS)
    lines = "".join(
        f"<tr><td>{escape(one.figure)}</td>"
        + "".join(f'<td class="number">{escape(cell)}</td>' for cell in _cells(one))
        + "</tr>"
        for one in _ordered(found)
    )
    return f'<div class="scroll"><table><tr><th>figure</th>{head}</tr>{lines}</table></div>'


def _questions(ones: Sequence[Change]) -> str:
    return "".join(_question(one) for one in ones) or "<p>None.</p>"


def _question(one: Change) -> str:
    gold = "; ".join(one.after.gold) or ("" if one.after.answerable else "(unanswerable)")
    told = "".join(
        f"<dt>{word}</dt><dd>{escape(record.answer)}<br>"
        f'<span class="quiet">{escape(record.loss)}, confidence {record.confidence:.2f}, cited'
        f" {escape(', '.join(record.cited) or 'nothing')}</span></dd>"
        for word, record in (("before", one.before), ("after", one.after))
    )
    return (
        f'<details class="failure"><summary>{escape(one.after.question)}</summary><div><dl>'
        f"<dt>gold</dt><dd>{escape(gold)}</dd>"
        f"<dt>gold articles</dt><dd>{escape(', '.join(one.after.relevant))}</dd>{told}"
        f"<dt>type, id</dt><dd>{escape(one.after.type)}, <code>{escape(one.after.id)}</code></dd>"
        "</dl></div></details>"
    )


def contrast_markdown(before: str, after: str, found: Mapping[str, Comparison]) -> str:
    """Return the same in Markdown."""
    lines = [f"# {before} and {after}", "", NOTE]
    for name, one in found.items():
        lines += ["", f"## {name}, {one.questions} questions in both", ""]
        lines += [f"| figure | {' | '.join(HEADS)} |", f"|---|{'---:|' * len(HEADS)}"]
        lines += [f"| {each.figure} | {' | '.join(_cells(each))} |" for each in _ordered(one)]
        for word, won in (("Lost", False), ("Won", True)):
            ones = [each for each in one.changes if each.won == won]
            lines += ["", f"### {word}: {len(ones)}", ""]
            lines += [_item(each) for each in ones[:LISTED]]
            if len(ones) > LISTED:
                lines.append(f"- … and {len(ones) - LISTED} more")
    return "\n".join(lines) + "\n"


def _item(one: Change) -> str:
    said = " ".join(one.after.answer.split())
    was = " ".join(one.before.answer.split())
    return f"- **{one.after.question}** ({one.after.id})  \n  before: {was}  \n  after: {said}"

"""The report over two runs: whole, self-contained, every changed question in it."""

import re
from dataclasses import replace

import pytest

from eval.compare import compare, marked
from eval.errors import RunError
from eval.report import plots
from eval.report.contrast import contrast_markdown, contrast_page, write_contrast


@pytest.fixture(scope="module")
def found(sample_records, worse_records):
    return {"samples": compare(sample_records, worse_records)}


def test_every_changed_question_can_be_browsed(found):
    html = contrast_page("a.json", "b.json", found)
    changes = found["samples"].changes
    assert changes
    assert html.count('class="failure"') == len(changes)
    for one in changes:
        assert f"<code>{one.after.id}</code>" in html
    lost = sum(not one.won for one in changes)
    assert f"<h3>Lost: {lost}</h3>" in html
    assert not re.search(r'(src|href)="|url\(|@import', html)


def test_every_figure_is_in_page_and_markdown(found):
    html, text = (make("a", "b", found) for make in (contrast_page, contrast_markdown))
    for one in found["samples"].differences:
        assert f"<td>{one.figure}</td>" in html
        assert f"| {one.figure} | {one.before:.3f} | {one.after:.3f} |" in text


def test_words_of_a_question_are_no_markup(sample_records):
    name, one = next((n, r) for n, r in sample_records.items() if r.right)
    bad = replace(one, right=False, question="<img src=x>", answer="<script>alert(1)</script>")
    html = contrast_page("<a>", "b", {"<i>": compare({name: one}, {name: bad})})
    assert html.count("<script>") == 1
    for word in ("<img", "<i>", "<a>"):
        assert word not in html


def test_files_are_written(found, tmp_path):
    file = write_contrast("a", "b", found, tmp_path / "out")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "out" / "compare.md").exists()
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        write_contrast("a", "b", found, tmp_path / "plain")


def test_moves_are_coloured_by_what_they_mean():
    svg = plots.changes("t", [("a", 0.5, 0.25, "worse"), ("b", 0.1, 0.6, "*"), ("c", 0.1, 0.2, "")])
    assert [svg.count(f'class="move {kind}"') for kind in ("worse", "better", "same")] == [1, 1, 1]
    assert re.search(r'move worse" x1="420.0" y1="[\d.]+" x2="315.0"', svg)


def test_marks(found):
    for one in found["samples"].differences:
        assert bool(marked(one)) == (one.corrected <= 0.05)

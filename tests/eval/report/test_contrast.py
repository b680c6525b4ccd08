"""The report over two runs: every figure, and every changed question to browse."""

import pytest

from eval.compare import compare
from eval.report.contrast import difference_table, sections, show
from eval.report.page import html, markdown


@pytest.fixture(scope="module")
def found(sample_records, worse_records):
    return {"samples": compare(sample_records, worse_records)}


def test_every_changed_question_can_be_browsed(found):
    page = html("a and b", sections(found))
    one = found["samples"]
    assert one.lost
    assert page.count('class="case"') == len(one.won) + len(one.lost)
    assert f"<h3>Lost: {len(one.lost)}</h3>" in page
    for change in one.lost:
        assert f", {change.after.id}</dd>" in page


def test_every_figure_is_in_table_and_markdown(found):
    text = markdown("a and b", sections(found))
    rows = difference_table("samples", found["samples"]).rows
    assert {row[0] for row in rows} == {one.figure for one in found["samples"].differences}
    for one in found["samples"].differences:
        assert f"| {one.figure} | {one.before:.3f} | {one.after:.3f} |" in text
        assert bool(one.mark) == (one.corrected <= 0.05)


def test_the_terminal_lists_what_changed(found, capsys):
    show(found)
    shown = capsys.readouterr().out
    assert f"{len(found['samples'].lost)} lost" in shown
    assert found["samples"].lost[0].after.question in shown

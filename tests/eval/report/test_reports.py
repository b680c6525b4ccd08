"""Reports: complete, self-contained, and safe against what articles and questions say."""

import json
import re
import sys
from dataclasses import asdict, replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from eval.document import as_measured
from eval.errors import RunError
from eval.measure import failures
from eval.report import plots
from eval.report.figures import figure_table, loss_table
from eval.report.page import html, markdown
from eval.report.run import sections, write_report
from eval.report.table import Table

VOID = {"meta", "input", "br"}


class Balance(HTMLParser):
    """Checks that elements close in order and collects what they point to."""

    def __init__(self):
        super().__init__()
        self.open, self.targets = [], []

    def handle_starttag(self, tag, attributes):
        self.targets += [v for name, v in attributes if name in ("src", "href", "xlink:href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.targets += [v for name, v in attributes if name in ("src", "href", "xlink:href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(text):
    parser = Balance()
    parser.feed(text)
    assert parser.open == []
    return parser


def page(*documents):
    return html("report", sections(documents))


def test_the_page_is_whole_and_needs_no_other_host(sample_document):
    text = page(sample_document)
    assert all(target.startswith("#") for target in read(text).targets)
    assert not re.search(r"url\((?!#)", text)
    assert "@import" not in text
    for heading in ("Risk and coverage", "Reliability", "Time an answer", "Where questions"):
        assert heading in text


def test_every_failure_can_be_browsed(sample_document, sample_records):
    text = page(sample_document)
    found = failures(sample_records.values())
    assert found
    assert text.count('class="case"') == len(found)
    for one in found:
        assert f", {one.id}</dd>" in text


def test_words_of_a_question_are_no_markup(sample_document):
    first = failures(as_measured(sample_document).records.values())[0]
    bad = replace(first, question="<script>alert(1)</script>", answer="<img src=x onerror=y>")
    view = {"rank": 1, "score": 1.0, "article_id": "<i>", "title": "<b>", "text": "<u>"}
    document = sample_document | {
        "set": "a<b>",
        "questions": [asdict(bad)],
        "passages": {bad.id: [view | {"date": None, "source": None}]},
    }
    text = page(document)
    read(text)
    for word in ("<script>alert", "<img", "<i>", "<u>", "a<b>"):
        assert word not in text
    assert text.count("<script>") == 1


def test_several_sets_are_shown_side_by_side(sample_document):
    text = page(sample_document, sample_document | {"set": "second"})
    read(text)
    assert "Quality by set" in text
    assert 'href="#set2"' in text
    assert "Quality by set" not in page(sample_document)


def test_markdown_and_terminal_have_every_figure(sample_document):
    text = markdown("samples", sections([sample_document]))
    console = Console(width=120, record=True, file=StringIO())
    console.print(figure_table(sample_document).rich(), loss_table(sample_document).rich())
    shown = console.export_text()
    assert text.startswith("# samples\n")
    for group in ("retrieval", "answers", "citations", "abstention", "speed"):
        for name in sample_document[group]:
            assert f"| {group}.{name} |" in text
            assert f"{group}.{name}" in shown


def test_files_are_written(sample_document, tmp_path):
    file = write_report([sample_document], tmp_path / "out")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "out" / "report.md").exists()
    kept = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert kept["retrieval"] == sample_document["retrieval"]
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        write_report([sample_document], tmp_path / "plain")


def test_a_page_without_matplotlib_says_how_to_get_it(sample_document, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    text = page(sample_document)
    assert "dateline[report]" in text
    assert "<svg" not in text


def test_a_table_is_the_same_everywhere():
    table = Table("Set | <b>", ("", "n"), [("a | b", "1"), ("<i>", "2")], note="[note]")
    assert table.markdown().splitlines()[2:6] == [
        "|  | n |", "| --- | ---: |", "| a \\| b | 1 |", "| <i> | 2 |",
    ]  # fmt: skip
    assert '<td>&lt;i&gt;</td><td class="number">2</td>' in html("t", [("s", [table])])
    console = Console(width=80, record=True, file=StringIO())
    console.print(table.rich())
    assert "[note]" in console.export_text()


def test_drawings_hold_what_they_are_given(tmp_path):
    pytest.importorskip("matplotlib")
    drawn = [
        plots.bars([("a <b>", 0.25, [0.2, 0.3]), ("c", 1.0, None)]),
        plots.changes([("a <b>", 0.5, 0.25, "worse"), ("b", 0.1, 0.6, "*"), ("c", 0.1, 0.2, "")]),
        plots.risk_coverage([(0.5, 0.1), (1.0, 0.3)]),
        plots.reliability([{"confidence": 0.5, "accuracy": 0.6, "count": 3}]),
        plots.histogram([1.0, 2.0, 300.0], "ms"),
        plots.scatter([(5.0, 0.8), (9.0, 0.9)], ("ms", "ndcg"), {1, 2}),
    ]
    for svg in drawn:
        read(svg)
    for svg in drawn[:2]:
        assert "a &lt;b&gt;" in svg
    rows = [{"passages": 10, "s": 1.0}, {"passages": 100, "s": 2.0}]
    plots.growth(rows, ["s"], tmp_path / "p.png")
    assert (tmp_path / "p.png").read_bytes()[:4] == b"\x89PNG"

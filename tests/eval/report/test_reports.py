"""Reports: complete, self-contained, and safe against what articles and questions say."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from eval.document import as_measured
from eval.errors import RunError
from eval.measure import failures
from eval.report import plots
from eval.report.markdown import markdown
from eval.report.page import page
from eval.report.svg import Axes, Drawing
from eval.report.terminal import figure_table, loss_table
from eval.report.write import write_report

VOID = {"meta", "input", "br", "rect", "line", "path"}


class Balance(HTMLParser):
    """Checks that elements close in order and collects what they point to."""

    def __init__(self):
        super().__init__()
        self.open, self.targets, self.scripts = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.targets += [v for name, v in attributes if name in ("src", "href", "srcset")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.targets += [v for name, v in attributes if name in ("src", "href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(html):
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_the_page_is_whole_and_needs_no_other_host(sample_document):
    html = page([sample_document])
    parser = read(html)
    assert all(target.startswith("#") for target in parser.targets)
    assert "url(" not in html
    assert "@import" not in html
    for heading in ("Risk and coverage", "Reliability", "Time an answer", "Where questions",
                    "at most 1 in 10 questions"):  # fmt: skip
        assert heading in html


def test_every_failure_can_be_browsed(sample_document, sample_records):
    html = page([sample_document])
    found = failures(sample_records.values())
    assert found
    assert html.count('class="failure"') == len(found)
    for one in found:
        assert f"<code>{one.id}</code>" in html


def test_words_of_a_question_are_no_markup(sample_document):
    measured = as_measured(sample_document)
    first = failures(measured.records.values())[0]
    bad = replace(first, question="<script>alert(1)</script>", answer="<img src=x onerror=y>")
    view = {"rank": 1, "score": 1.0, "article_id": "<i>", "title": "<b>", "text": "<u>"}
    view |= {"date": None, "source": None}
    document = sample_document | {
        "set": "a<b>",
        "questions": [bad.to_json()],
        "passages": {bad.id: [view]},
    }
    html = page([document])
    read(html)
    for word in ("<script>alert", "<img", "<i>", "<u>", "a<b>"):
        assert word not in html
    assert html.count("<script>") == 1


def test_several_sets_are_shown_side_by_side(sample_document):
    html = page([sample_document, sample_document | {"set": "second"}])
    read(html)
    assert "Quality by set" in html
    assert 'href="#set1"' in html
    assert "Quality by set" not in page([sample_document])


def test_markdown_has_every_figure(sample_document):
    text = markdown([sample_document])
    assert text.startswith("# samples\n")
    for name in ("retrieval.ndcg@10", "answers.contains", "abstention.auroc"):
        assert f"| {name} |" in text


def test_the_terminal_table_has_every_figure(sample_document):
    console = Console(width=120, record=True, file=StringIO())
    console.print(figure_table(sample_document), loss_table(sample_document))
    text = console.export_text()
    for group in ("retrieval", "answers", "citations", "abstention", "speed"):
        for name in sample_document[group]:
            assert f"{group}.{name}" in text


def test_files_are_written(sample_document, tmp_path):
    file = write_report([sample_document], tmp_path / "out")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "out" / "report.md").exists()
    kept = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert kept["retrieval"] == sample_document["retrieval"]
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        write_report([sample_document], tmp_path / "plain")


def numbers(pattern, svg):
    return [float(found) for found in re.findall(pattern, svg)]


def test_bars_are_as_long_as_their_values():
    svg = plots.bars("t", [("a", 0.25, [0.2, 0.3]), ("b", 1.0, None)], wide=400.0)
    widths = numbers(r'class="bar" x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)
    assert widths == [100.0, 400.0]
    assert svg.count('class="whisker"') == 3


def test_a_point_lies_where_its_values_say():
    drawing = Drawing(248.0 - 176.0 + 200.0, 100, "t")
    axes = Axes(drawing, (0, 2), (0, 10), ("x", "y"))
    left, bottom = axes.at(0, 0)
    right, top = axes.at(2, 10)
    assert axes.at(1, 5) == pytest.approx(((left + right) / 2, (bottom + top) / 2))
    assert left == axes.LEFT
    assert top == axes.TOP


def test_losses_fill_the_bar():
    svg = plots.losses({"right": 3, "not retrieved": 1, "abstained wrongly": 0})
    widths = numbers(r'class="loss-[\w-]+" x="[\d.]+" y="4.0" width="([\d.]+)"', svg)
    assert widths == [480.0, 160.0]


def test_the_histogram_counts_everything():
    values = [float(number) for number in range(1, 101)] + [10_000.0]
    svg = plots.histogram("t", values, "ms")
    read(svg)
    assert svg.count('class="bar"') == 24


def test_scatter_numbers_its_points():
    svg = plots.scatter("t", [("a <b>", 5.0, 0.8), ("c", 9.0, 0.9)], ("ms", "ndcg"))
    read(svg)
    assert "a &lt;b&gt;" in svg
    assert svg.count("<circle") == 2
    joined = plots.scatter(
        "t", [("a", 5.0, 0.8), ("b", 9.0, 0.9), ("c", 9.5, 0.7)], ("", ""), {1, 2}
    )
    assert joined.count('class="dot beaten"') == 1
    assert len(re.search(r'class="front" d="([^"]+)"', joined)[1].split("L")) == 2

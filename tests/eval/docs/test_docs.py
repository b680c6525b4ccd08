"""The pages of `docs/` say what the program says of itself."""

import re

import pytest

from eval.docs import pages
from eval.docs.__main__ import FOLDER, main
from eval.docs.settings import settings_classes
from eval.docs.table import table

ROOT = FOLDER.parent
PAGES = sorted(FOLDER.rglob("*.md"))
PROSE = [*PAGES, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(FOLDER).as_posix())
def test_a_page_is_what_the_program_writes(page):
    assert not pages.renew(page, write=False), "run `make docs`"


def test_every_part_stands_on_a_page():
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for name in pages.PARTS:
        assert f"<!-- generated: {name} -->" in text


def test_every_class_of_settings_is_told():
    names = {kind.__name__ for kind in settings_classes()}
    assert {"IndexSettings", "LoadSettings", "RagSettings", "ModelSettings"} <= names


@pytest.mark.parametrize("page", ["answer.md", "settings.md", "errors.md"])
def test_every_row_says_what_it_is(page):
    rows = [
        line
        for line in (FOLDER / page).read_text("utf-8").splitlines()
        if line.startswith("| `") and re.search(r"\|\s*\|$", line)
    ]
    assert rows == [], "say it in the docstring (Attributes) or the field's description"


def test_every_variable_of_the_environment_is_told():
    told = (FOLDER / "settings.md").read_text("utf-8")
    placeholders = {"DATELINE_LOAD_NAME", "DATELINE_LLM_NAME"}
    read = {
        name
        for room in ("index", "rag", "ui", "eval")
        for path in [ROOT / "dateline.py", *(ROOT / room).rglob("*.py")]
        for name in re.findall(r"\bDATELINE_[A-Z]+(?:_[A-Z]+)*\b", path.read_text("utf-8"))
    }
    assert [name for name in sorted(read - placeholders) if name not in told] == []


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_points_to_is_there(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    # A path in backticks is one when it begins with a folder of the repository.
    targets += [
        f"{'../' * (len(page.relative_to(ROOT).parts) - 1)}{path}"
        for path in re.findall(r"`((?:index|rag|ui|eval|tests|docs|examples)/[\w./-]*\w)`", text)
    ]
    missing = [each for each in targets if "://" not in each and not (page.parent / each).exists()]
    assert missing == []


def test_a_place_is_filled_and_the_rest_left(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "PARTS", {"settings": lambda: "new"})
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- generated: settings -->\nold\n<!-- end: settings -->\nb\n", "utf-8")
    assert pages.renew(page, write=False)
    assert "old" in page.read_text("utf-8")
    assert pages.renew(page, write=True)
    assert page.read_text("utf-8") == (
        "a\n<!-- generated: settings -->\n\nnew\n<!-- end: settings -->\nb\n"
    )
    assert not pages.renew(page, write=True)


def test_a_bar_does_not_end_a_cell():
    assert table(("a", "b"), [("x | y", "two\nlines")]) == (
        "| a | b |\n| --- | --- |\n| x \\| y | two lines |\n"
    )


def test_check_writes_nothing():
    before = {page: page.stat().st_mtime_ns for page in PAGES}
    assert main(["--check"]) == 0
    assert before == {page: page.stat().st_mtime_ns for page in PAGES}

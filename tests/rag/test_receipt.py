from dataclasses import replace

import pytest

from index import Article, Index
from rag import ask
from rag.receipt import ReceiptError, replay

QUESTION = "why was the Quillfeather bridge closed"
TEXT = (
    "The Quillfeather bridge was closed on Friday because forty alpacas refused to leave it. "
    "The mayor sent for carrots."
)
ARTICLE = Article(id="alpacas", title="Alpacas close Quillfeather bridge", text=TEXT)


@pytest.fixture
def archive(tmp_path, encoder):
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.add([ARTICLE])
        yield index


@pytest.fixture
def receipt(archive, tmp_path):
    answer = ask(QUESTION, index=archive)
    assert "forty alpacas" in answer.answer
    path = tmp_path / "receipt.json"
    path.write_text(answer.model_dump_json(), encoding="utf-8")
    return path


def change(archive, text):
    archive.add([replace(ARTICLE, text=text, sha256="")])


def test_an_answer_holds_while_the_archive_is_as_it_was(archive, receipt):
    report = replay(receipt, archive)
    assert report.holds
    assert report.same_answer
    assert {each.state for each in report.citations} == {"same"}
    assert next(report.lines()) == f"HOLDS: {QUESTION}"


def test_a_quote_that_moved_still_supports(archive, receipt):
    change(archive, f"Our reporter writes. {TEXT}")
    report = replay(receipt, archive)
    assert report.holds
    moved = report.citations[0]
    assert moved.state == "moved"
    text = archive.article("alpacas").text
    assert text[moved.start : moved.start + len(moved.quote)] == moved.quote
    assert report.generation_now > report.generation_then


def test_a_corrected_article_no_longer_supports(archive, receipt):
    change(archive, TEXT.replace("forty alpacas", "nine llamas"))
    report = replay(receipt, archive)
    assert not report.holds
    assert report.citations[0].state == "changed"
    assert "nine llamas" in report.again.answer
    lines = list(report.lines())
    assert lines[0].startswith("NO LONGER HOLDS")
    assert any(line.startswith("the archive now says: ") for line in lines)


def test_a_removed_article_no_longer_supports(archive, receipt):
    archive.remove(["alpacas"])
    report = replay(receipt, archive)
    assert not report.holds
    assert report.citations[0].state == "gone"


def test_an_abstention_holds_until_the_archive_answers(archive, encoder):
    nothing = ask("who won the Velland cup", index=archive)
    assert nothing.abstained
    assert replay(nothing, archive).holds
    archive.add([Article(id="cup", title="Cup", text="Backwater Rovers won the Velland cup.")])
    assert not replay(nothing, archive).holds


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"question": "x"}', "not json"])
def test_a_file_that_is_no_receipt_is_named(archive, tmp_path, text):
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(ReceiptError, match="is not the receipt of an answer"):
        replay(path, archive)
    with pytest.raises(ReceiptError, match="cannot be read"):
        replay(tmp_path / "missing.json", archive)

from __future__ import annotations

from datetime import date

from index.article import Article, Passage
from index.text.sentences import split
from rag.read.windows import windows
from rag.types import Hit


def hit(text: str, title: str = "Harbour reopens") -> Hit:
    article = Article(id="a", title=title, text=text, date=date(2024, 3, 5), source="Gazette")
    spans = tuple(split(text))
    passage = Passage(0, "a", 0, len(text), spans)
    return Hit(passage, article, 1.0)


def test_a_short_passage_is_one_window_under_its_title_and_day() -> None:
    found = list(windows([hit("The harbour opened. Ships came.")]))
    assert len(found) == 1
    only = found[0]
    assert only.text.startswith("Harbour reopens. Gazette, 5 March 2024. ")
    assert only.text[only.shift :] == "The harbour opened. Ships came."
    assert only.start == 0


def test_a_long_passage_is_read_whole_in_windows_of_whole_sentences() -> None:
    text = " ".join(f"Ship number {i} came into the harbour at dawn." for i in range(120))
    one = hit(text)
    found = list(windows([one], longest=600))
    assert len(found) > 5
    assert {span for part in found for span in part.sentences} == set(one.passage.sentences)
    for part in found:
        body = part.text[part.shift :]
        assert text[part.start : part.start + len(body)] == body
        assert len(body) <= 600


def test_a_sentence_longer_than_a_window_is_a_window_of_its_own() -> None:
    text = "Word " * 400 + "end."
    assert len(list(windows([hit(text)], longest=300))) == 1


def test_windows_of_several_passages_know_their_passage() -> None:
    found = list(windows([hit("One. Two."), hit("Three.")]))
    assert [part.hit for part in found] == [0, 1]

"""The value that answering words give to a question, and when two differ."""

import numpy as np
import pytest

from index.article import Article, Passage
from rag.answer.values import Value, differ, value_of
from rag.query.asked import Asked
from rag.types import Evidence, Hit


def said(sentence: str, words: str) -> Evidence:
    """Return a sentence as evidence whose answer are these words of it."""
    article = Article(id="a", text=sentence)
    passage = Passage(0, "a", 0, len(sentence), ((0, len(sentence)),))
    start = sentence.index(words)
    span = (start, start + len(words))
    return Evidence(Hit(passage, article, 1.0), 0, len(sentence), 0.9, span=span)


def asked(kind: str, *terms: str) -> Asked:
    return Asked("", kind, terms, dict.fromkeys(terms, 1.0), np.zeros(2, np.float32), 1.0)


def value(kind: str, sentence: str, words: str, *terms: str) -> Value:
    found = value_of(asked(kind, *terms), said(sentence, words))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "sentence", "words", "text"),
    [
        ("quantity", "At least 14 miners died on 3 March.", "At least 14 miners", "14"),
        ("quantity", "In all, 2,018 people fell ill.", "2,018", "2,018"),
        ("quantity", "Eleven died.", "Eleven", "Eleven"),
        ("time", "The bridge opens on 20 September 2025.", "20 September 2025", None),
        ("person", "The mayor is Tomas Ferrel, a teacher.", "Tomas Ferrel", None),
    ],
)
def test_value(kind: str, sentence: str, words: str, text: str | None) -> None:
    assert value(kind, sentence, words).text == (text or words)


@pytest.mark.parametrize(
    ("kind", "sentence", "words"),
    [
        ("quantity", "Nobody was hurt.", "Nobody"),
        ("quantity", "Between 12 and 19 died.", "Between 12 and 19"),
        ("quantity", "The toll rose in 2025.", "2025"),
        ("time", "It will open soon.", "soon"),
        ("thing", "Eleven died.", "Eleven"),
    ],
)
def test_no_value(kind: str, sentence: str, words: str) -> None:
    assert value_of(asked(kind), said(sentence, words)) is None


def test_figures_differ_only_in_one_unit() -> None:
    fourteen = value("quantity", "In Karsk 14 miners died.", "14")
    assert differ(fourteen, value("quantity", "In Karsk 11 miners died.", "11"))
    assert not differ(fourteen, value("quantity", "In Karsk fourteen miners died.", "fourteen"))
    assert not differ(fourteen, value("quantity", "In Karsk 11 families mourned.", "11"))


def test_what_the_question_counts_is_no_unit() -> None:
    one = value("quantity", "At least 12 people died.", "12 people", "peopl", "die")
    assert differ(one, value("quantity", "They counted 19 dead.", "19 dead", "peopl", "die"))


def test_figures_of_other_sizes_measure_other_things() -> None:
    goals = value("quantity", "He has scored 888 goals.", "888 goals")
    assert not differ(goals, value("quantity", "He needs seven goals.", "seven goals"))


def test_a_figure_rounded_otherwise_is_the_same() -> None:
    cents = value("quantity", "A nickel cost 13.8 cents to make.", "13.8 cents")
    assert not differ(cents, value("quantity", "A nickel costs 13.7 cents.", "13.7 cents"))
    assert differ(cents, value("quantity", "A nickel costs 14.8 cents.", "14.8 cents"))


def test_words_after_a_share_are_no_unit() -> None:
    one = value("quantity", "The bank raised its key rate to 4.5 per cent in June.", "4.5 per cent")
    other = value("quantity", "The bank cut its rate to 3.75 per cent on Monday.", "3.75 per cent")
    assert differ(one, other)


def test_days_differ_in_what_both_say() -> None:
    one = value("time", "The phone was released on November 8, 2021.", "November 8, 2021")
    assert differ(one, value("time", "It was released on 1 December 2017.", "1 December 2017"))
    assert not differ(one, value("time", "The phone was released in November.", "in November"))


def test_names_differ_where_they_share_no_word() -> None:
    one = value("person", "Castle Row won.", "Castle Row")
    assert differ(one, value("person", "The cup went to Lomund Town.", "Lomund Town"))
    assert not differ(one, value("person", "The cup went to Row.", "Row"))


def test_a_name_with_dots_after_its_initials_is_the_one_without() -> None:
    dotted = value("person", "The coach is J.J. Ferrel, they said.", "J.J. Ferrel")
    bare = value("person", "Halden named JJ Ferrel its coach.", "JJ Ferrel")
    assert not differ(dotted, bare)
    assert differ(dotted, value("person", "Halden named Petra Lund its coach.", "Petra Lund"))

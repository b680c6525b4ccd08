"""How much an answer says."""

from dataclasses import replace
from datetime import date

import pytest

from index import Article, Index
from rag.answer.habits import said
from rag.answer.in_form import in_form
from tests.support.weighed import weighed

TEXT = (
    "Halden sells two kinds of ice. The ice of the harbour comes in rose, elder and thyme. The ice "
    "was praised by the mayor. A scoop costs 3 crowns. Every scoop costs 3 crowns at the harbour."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("habits") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Ice of Halden", text=TEXT, date=date(2025, 4, 2))])
        yield made


def of(evidence, beginning, score):
    return replace(next(e for e in evidence if e.text.startswith(beginning)), score=score)


def test_a_sentence_is_added_only_where_the_best_is_not_enough(archive):
    _, evidence = weighed(archive, "who praised the ice of Halden")
    first, second = of(evidence, "The ice was", 0.9), of(evidence, "Halden sells", 0.08)
    assert said("fact", [first, second], 3) == [first]
    unsure = [replace(first, score=0.45), replace(second, score=0.4)]
    assert said("fact", unsure, 3) == unsure
    assert said("fact", unsure, 1) == unsure[:1]


def test_what_was_said_is_not_said_again(archive):
    _, evidence = weighed(archive, "how much does a scoop of ice cost")
    first, second = of(evidence, "A scoop", 0.45), of(evidence, "Every scoop", 0.4)
    assert said("fact", [first, second], 3) == [first]


def test_a_question_for_a_list_prefers_the_sentence_that_enumerates(archive):
    plan, evidence = weighed(archive, "Which three flavours has the ice of the harbour?")
    assert plan.form == "list"
    listing, other = of(evidence, "The ice of", 0.3), of(evidence, "The ice was", 0.5)
    assert [e.text for e in in_form(plan, [other, listing])] == [listing.text, other.text]
    shares = [e.score for e in in_form(plan, [other, listing])]
    assert sum(shares) == pytest.approx(0.8)


def test_a_list_goes_on_until_a_sentence_enumerates(archive):
    _, evidence = weighed(archive, "Which three flavours has the ice of the harbour?")
    listing, other = of(evidence, "The ice of", 0.4), of(evidence, "The ice was", 0.3)
    third = of(evidence, "Halden sells", 0.2)
    assert said("list", [listing, other, third], 5) == [listing]
    assert said("list", [other, listing, third], 5) == [other, listing]

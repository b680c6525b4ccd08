import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.find.marks import marks
from index.find.query import Leaf, parse, said
from index.find.snippets import ROOM, snippets


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("outbreak", "Outbreaks, an outbreak.", ["Outbreaks", "outbreak"]),
        ('"outbreak"', "Outbreaks, an outbreak.", ["outbreak"]),
        ('"the u.s. vote"', "The U.S. vote", ["The U.S. vote"]),
        ("vaccin*", "Vaccine and vaccinated; vax", ["Vaccine", "vaccinated"]),
        ('"new yor*"', "New York; New Yorkers; new order", ["New York", "New Yorkers"]),
        ("COVID-19", "Covid 19 and covid", ["Covid 19"]),
        ("cafe", "Café, CAFÉ", ["Café", "CAFÉ"]),
        ("통일부", "통일부가 말했다. 전통일부", ["통일부", "통일부"]),
        ('"통일부 장관"', "통일부 장관은, 통일부의 장관", ["통일부 장관"]),
        ("a1 NOT b1", "a1 b1", ["a1"]),
        ("outlet:bbc", "The bbc", []),
        ("title:bbc", "The bbc", []),
        ('"a b" "b c"', "a b c", ["a b c"]),
    ],
)
def test_marks_are_where_the_words_stand(query, text, found):
    spans = marks(text, said(parse(query)), "text")
    assert [text[start:end] for start, end in spans] == found


def test_a_field_of_the_title_is_marked_there():
    assert marks("The bbc", [Leaf("bbc", "title")], "title") == [(4, 7)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["alpha", "beta", "gamma, ", "delta\n", "x" * 90]), max_size=120))
def test_stretches_hold_whole_marks_in_order_and_do_not_overlap(words):
    text = " ".join(words)
    spans = marks(text, said(parse('beta "gamma delta"')), "text")
    shown = snippets(text, spans)
    assert len(shown) <= 3
    edge = 0
    for each in shown:
        assert edge <= each.start < each.end <= len(text)
        assert each.end - each.start <= ROOM + 40
        assert all(each.start <= start < end <= each.end for start, end in each.marks)
        assert set(each.marks) <= set(spans)
        edge = each.end
    assert bool(spans) == any(each.marks for each in shown)

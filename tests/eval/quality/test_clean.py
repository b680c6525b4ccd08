"""Sentences that a desk would not print."""

import pytest

from eval.quality.clean import faults, looked_at
from rag import ask

PROSE = "The council put the vote off by a week once more."


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("What happens next?", "question"),
        ("LOMUND (AP) — The bridge was closed.", "dateline"),
        ("(서울=연합뉴스) 시의회는 표결을 미뤘다.", "dateline"),
        ("Ada Lind contributed to this report.", "credit"),
        ("Sign up for our newsletter.", "promotion"),
        ("The bridge in May. (AP Photo/Ada Lind)", "caption"),
        ("It was signed by Gov.", "cut short"),
        ("How the bridge was closed", "heading"),
    ],
)
def test_a_fault_is_named(sentence, kind):
    assert kind in faults(sentence, f"{PROSE}\n\n", f"\n\n{PROSE}")


def test_a_sentence_of_news_has_none():
    assert faults(PROSE, "", " More.") == []
    assert faults("an unfinished quotation", "He spoke of ", ", she said.") == []


def test_no_answer_over_the_samples_has_one(samples_index):
    answer = ask("Why was the Kestrel Bridge closed?", index=samples_index)
    checked = list(looked_at(answer, samples_index))
    assert checked
    assert [found for _, found in checked if found] == []

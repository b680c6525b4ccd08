"""Which sentences make an answer, and in what order."""

import pytest

from rag import ask
from rag.answer.leaning import with_antecedents
from rag.answer.select import _limit as limit_of
from rag.answer.select import reading_order
from rag.settings import RagSettings
from tests.support.weighed import weighed


def test_what_is_no_answer_is_not_heard_for_company(samples_index):
    question = "How did the farmers' league and the power company each judge the Sarn treaty?"
    answer = ask(question, index=samples_index)
    assert "a good beginning" in answer.text
    assert len(answer.sentences) <= 5


def test_the_best_opens_the_answer_before_what_it_leans_on(archive):
    plan, found = weighed(archive, "when was the library founded")
    assert found[0].text == "It was founded in 1911."
    ordered = reading_order(with_antecedents(found[:2], 3, plan.asked.terms))
    assert ordered[0] is found[0]
    assert ordered[1].text.startswith("The library of Halden")
    assert reading_order([]) == []


def test_the_newer_article_opens_the_answer_to_a_question_of_the_present(samples_index):
    answer = ask("what does the central bank of Belmora charge now", index=samples_index)
    days = [c.date for c in answer.citations]
    assert len(set(days)) > 1
    assert days[0] == max(days)
    assert "5.75" in answer.sentences[0].text


def test_words_are_as_they_stand(samples_index):
    answer = ask("why did the Unification Ministry skip the talks", index=samples_index)
    for sentence in answer.sentences:
        (n,) = sentence.citations
        citation = next(c for c in answer.citations if c.n == n)
        text = samples_index.article(citation.article_id).text
        assert sentence.text == text[citation.start : citation.end]


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (
            "While wages fell for jobs that many could do, whose wages rose in all of these years?",
            3,
        ),
        (
            "While wages fell in Halden for all who could fish, whose rose in Norholm that year?",
            5,
        ),
        ("What did the council of Halden decide?", 3),
    ],
)
def test_only_several_matters_that_are_named_have_a_longer_answer(archive, question, sentences):
    plan, _ = weighed(archive, question)
    assert limit_of(plan, RagSettings()) == sentences

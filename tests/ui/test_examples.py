"""Questions to begin with are answered, from the article that each was written for."""

import pytest

from rag import ask
from ui.examples import SAMPLES


@pytest.mark.parametrize(("url", "question"), SAMPLES.items())
def test_a_question_to_begin_with_is_answered_from_its_article(samples_index, url, question):
    answer = ask(question, index=samples_index)
    assert not answer.abstained
    assert url in {citation.url for citation in answer.citations}

"""Words of the source, put together to say something else, do not pass."""

from __future__ import annotations

import pytest

from rag.llm.guard import breach, joins
from tests.support.twists import JOINED, KEPT, TWISTS


@pytest.mark.parametrize(("cited", "claim"), TWISTS)
def test_twisted_sentence_does_not_pass(cited, claim):
    assert breach(claim, cited) is not None


@pytest.mark.parametrize(("cited", "claim"), JOINED)
def test_wrongly_joined_sentence_does_not_pass(cited, claim):
    assert all(breach(claim, text) is not None for text in cited)
    assert joins(claim, cited) is None


@pytest.mark.parametrize(("cited", "claim"), KEPT)
def test_shortened_sentence_passes(cited, claim):
    assert breach(claim, cited) is None

"""What the page and its programs ask of the archive."""

from __future__ import annotations

from datetime import date

import pytest

from index import Filters
from rag.errors import QuestionError
from rag.retrieve.search import retrieve
from ui.backend import Backend


@pytest.fixture
def backend(samples_index):
    made = Backend(samples_index.folder)
    yield made
    made.close()


def test_passages_come_in_the_order_that_answers_are_read_in(backend, samples_index):
    filters = Filters(since=date(2025, 1, 1))
    found = backend.search("silver cup final", 3, filters)
    assert len(found) == 3
    wanted = retrieve(samples_index, "silver cup final", 3, filters=filters)
    assert [(hit.article.id, hit.passage.start, hit.score) for hit in found] == [
        (hit.article.id, hit.passage.start, hit.score) for hit in wanted
    ]


def test_a_search_for_nothing_is_told_so(backend):
    with pytest.raises(QuestionError, match="empty"):
        backend.search("  ", 3, Filters())

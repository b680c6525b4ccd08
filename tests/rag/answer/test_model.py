"""What a citation promises of its article's text."""

from __future__ import annotations

import pytest

from rag.answer.model import Citation


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Rain fell. Snow fell.", 11),
        ("Snow fell. And then: Snow fell.", 0),
        ("Nothing fell. ", None),
    ],
)
def test_where_a_quote_stands(text, start):
    citation = Citation(
        n=1,
        article_id="a",
        title="",
        date=None,
        source=None,
        url=None,
        start=11,
        end=21,
        quote="Snow fell.",
    )
    assert citation.stands_in(text) == start
    assert citation.model_copy(update={"quote": ""}).stands_in(text) is None

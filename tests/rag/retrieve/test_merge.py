"""Neighbouring passages are read as one."""

from datetime import date

from index import Filters
from rag.query.plan import understand
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.search import search
from rag.settings import RagSettings


def test_neighbours_are_joined_and_nothing_is_lost(samples_index):
    settings = RagSettings()
    plan = understand(
        "how was the strike of the Tarvik dockers settled",
        samples_index,
        filters=Filters(),
        now=date(2026, 1, 21),
        settings=settings,
    )
    found = search(samples_index, plan, Filters(), 12, settings)
    merged = merge_neighbours(found)
    assert 0 < len(merged) < len(found)
    spans = {(h.article.id, span) for h in found for span in h.passage.sentences}
    kept = [(h.article.id, span) for h in merged for span in h.passage.sentences]
    assert set(kept) == spans
    assert len(kept) == len(set(kept))
    for hit in merged:
        assert len(hit.passage.sentences) == len(hit.terms) == len(hit.vectors)
        assert list(hit.passage.sentences) == sorted(hit.passage.sentences)
        assert hit.text.startswith(hit.sentences[0])
    assert merged[0].score == found[0].score

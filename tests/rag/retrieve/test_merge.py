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
    assert len(merged.hits) < len(found.hits)
    spans = {(h.article.id, span) for h in found.hits for span in h.passage.sentences}
    kept = [(h.article.id, span) for h in merged.hits for span in h.passage.sentences]
    assert set(kept) == spans
    assert len(kept) == len(set(kept))
    for hit, read, vectors in zip(merged.hits, merged.reads, merged.vectors, strict=True):
        assert len(hit.passage.sentences) == len(read.sentences) == len(vectors)
        assert list(hit.passage.sentences) == sorted(hit.passage.sentences)
        words = [hit.article.text[a:b] for a, b in hit.passage.sentences]
        assert words == list(read.sentences)
        assert hit.text.startswith(words[0])
    assert merged.hits[0].score == found.hits[0].score

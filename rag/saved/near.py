"""Which saved questions something new may answer, found without a search of the archive.

Most of what comes in concerns no saved question, and what does seldom says anything new. So the
passages that came are held against the questions in three steps, each dearer than the one before
and for fewer of them: by their vectors, one product of two small matrices; by the names and years
of the question; and by the reader, which reads the few that are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import numpy as np

from index.archive import Index
from index.encode.base import Float32
from index.filters import Filters
from rag.answer.model import Answer
from rag.answer.weigh import weigh
from rag.names import absent
from rag.query.plan import understand
from rag.retrieve.candidates import hits_of
from rag.saved.store import Saved
from rag.settings import usual
from rag.types import Scope, SearchResult

NEAR = 0.28
"""Cosine from which a new passage may bear on a question: of 420 questions, 121 about the samples
and 299 about American news of 2022 to 2024, 98 in 100 have an answering passage that near."""
BEHIND = 0.22
"""How much farther from a question than the passage that answers it today a new one may be: of 160
pairs of passages that answer the same question, 98 of the samples and 62 of that news, 97 in 100
are no farther apart."""
_READ = 2
"""Passages that are read for a question."""
_LEAST = 0.05
"""Confidence from which a question is asked again. It lies far below that from which an answer is
given, since a passage may have less by itself than among others: of 128 questions for a fact that
one of 100 new articles answers (that news) 93 in 100 reach it, and 5 of 40 that none of them
answers. Four passages and .15 came to 91 in 100 and 2 of 40, and read twice as much."""
_AT_ONCE = 500
"""Passages that are held against the questions at a time."""


def nearness(archive: Index, vector: Sequence[float], answer: Answer) -> float:
    """Return the cosine of a question and the farthest passage that its answer cites, else 0."""
    question: Float32 = np.array(vector, dtype=np.float32)
    found = []
    for each in answer.citations:
        passages = archive.article_passages(each.article_id)
        ids = [one.id for one in passages if one.start <= each.start < one.end]
        if ids:
            found.append(float((archive.passage_vectors(ids) @ question).max()))
    return min(found, default=0.0)


def near(archive: Index, due: Sequence[Saved], fresh: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the names of the questions that a new article may answer.

    A question whose vector is of another model is among them.

    Args:
        archive: as it is now.
        due: questions.
        fresh: for each question, by name, the ids of the articles that are new to it.
    """
    model = archive.manifest.model
    found = {each.name for each in due if model is None or each.model != model.name}
    groups: dict[tuple[str, ...], list[Saved]] = {}
    for each in due:
        if each.name not in found:
            groups.setdefault(tuple(fresh[each.name]), []).append(each)
    for ids, group in groups.items():
        passages = [(each.id, name) for name in ids for each in archive.article_passages(name)]
        for saved, places in zip(group, _places(archive, passages, group), strict=True):
            if places and _reads(archive, saved, [passages[place] for place in places]):
                found.add(saved.name)
    return found


def _places(
    archive: Index, passages: Sequence[tuple[int, str]], group: Sequence[Saved]
) -> list[list[int]]:
    """Return for each question the places of the passages near it, the nearest first."""
    questions = np.array([each.vector for each in group], dtype=np.float32)
    scores = [
        questions @ archive.passage_vectors([n for n, _ in passages[at : at + _AT_ONCE]]).T
        for at in range(0, len(passages), _AT_ONCE)
    ]
    if not scores:
        return [[] for _ in group]
    found = []
    for saved, own in zip(group, np.concatenate(scores, axis=1), strict=True):
        order = np.argsort(-own, kind="stable")
        least = max(NEAR, saved.told.near - BEHIND)
        found.append([int(place) for place in order if own[place] >= least])
    return found


def _reads(archive: Index, saved: Saved, passages: Sequence[tuple[int, str]]) -> bool:
    """Whether the reader finds an answer in the nearest of some passages.

    Questions for anything but a fact are answered from more than one passage, and not judged here.
    """
    some = list(islice(_named(archive, saved, passages), _READ))
    if not some:
        return False
    settings = usual()
    filters = Filters(saved.since, saved.until, tuple(saved.sources))
    plan = understand(saved.text, archive, filters=filters, now=date.today(), settings=settings)
    if plan.form != "fact" or plan.parts:
        return True
    hits = hits_of(archive, plan, some)
    return weigh(plan, SearchResult(hits, Scope(filters)), settings).confidence >= _LEAST


def _named(archive: Index, saved: Saved, passages: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Yield the passages whose articles have the names and years of a question.

    An answer from any other article would be held back.
    """
    known: dict[str, bool] = {}
    for number, name in passages:
        if name not in known:
            known[name] = absent(saved.text, archive.article(name)) is None
        if known[name]:
            yield number

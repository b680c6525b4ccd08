"""Which saved questions something new may answer, found without a search of the archive.

Most of what comes in concerns no saved question, and what does seldom says anything new. So the
passages that came are held against the questions in four steps, each dearer than the one before
and for fewer of them: by their vectors, one product of two small matrices; by the words of the
question; by its names and years; and by the reader, which reads the few that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

import numpy as np

from index.archive import Index
from index.encode.base import Float32
from index.filters import Filters
from rag.answer.model import Answer
from rag.language import language_of
from rag.names import absent
from rag.query.overlap import in_its_words
from rag.query.plan import Plan, understand
from rag.read import load_reader
from rag.read.reader import read
from rag.retrieve.candidates import hits_of
from rag.retrieve.features import coverage
from rag.saved.store import Saved
from rag.settings import usual
from rag.types import Hit

NEAR = 0.28
"""Cosine from which a new passage may bear on a question: of 420 questions, 121 about the samples
and 299 about American news of 2022 to 2024, 98 in 100 have an answering passage that near."""
BEHIND = 0.22
"""How much farther from a question than the passage that answers it today a new one may be: of 160
pairs of passages that answer the same question, 98 of the samples and 62 of that news, 97 in 100
are no farther apart."""
_MATCH = 0.7
"""Least share of the question's words that a passage and its title have, each word by its weight,
and the cosine, together. Of 154 questions about that news whose answer comes to be told when 100
articles come in, all have such a passage among the new ones; of 90 others that have one with their
names, 30."""
_READ = 3
"""Passages that are read for a question, those that match best."""
_LEAST = -7.0
"""Log-odds of the reader from which a question is asked again. It lies far below that from which an
answer is given: of 121 such questions for a fact all reach it, of 78 others 9. By the confidence of
an answer, which costs the checker too, it was 111 and 13."""
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
        passages = [each.id for name in ids for each in archive.article_passages(name)]
        for saved, some in zip(group, _near(archive, passages, group), strict=True):
            if some and _may_answer(archive, saved, some):
                found.add(saved.name)
    return found


def _near(archive: Index, passages: Sequence[int], group: Sequence[Saved]) -> list[list[int]]:
    """Return for each question the passages near it.

    In a language that the models do not know nearness says nothing, and all of them are returned.
    """
    questions = np.array([each.vector for each in group], dtype=np.float32)
    scores = [
        questions @ archive.passage_vectors(passages[at : at + _AT_ONCE]).T
        for at in range(0, len(passages), _AT_ONCE)
    ]
    if not scores:
        return [[] for _ in group]
    found = []
    for saved, own in zip(group, np.concatenate(scores, axis=1), strict=True):
        known = language_of(saved.text).known
        least = max(NEAR, saved.told.near - BEHIND) if known else -2.0
        found.append([passages[place] for place in np.flatnonzero(own >= least).tolist()])
    return found


def _may_answer(archive: Index, saved: Saved, passages: Sequence[int]) -> bool:
    """Whether some passages, one of them near a question, may answer it.

    Only questions for a fact are read for: others are answered from more than one passage.
    """
    settings = usual()
    plan = understand(
        saved.text,
        archive,
        filters=Filters(saved.since, saved.until, tuple(saved.sources)),
        now=date.today(),
        settings=settings,
        vector=np.array(saved.vector, dtype=np.float32),
    )
    hits = _matching(plan, hits_of(archive, plan, list(passages)))
    # An answer from an article without the question's names would be held back.
    named = list(islice((hit for hit in hits if absent(saved.text, hit.article) is None), _READ))
    if not named or plan.form != "fact" or plan.parts or not plan.language.known:
        return bool(named)
    found = read(load_reader(settings.reader), plan.asked.text, named)
    return any(reading.score >= _LEAST for own in found for reading in own)


def _matching(plan: Plan, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the passages that have enough of a question's words, the best first.

    A part of a question may be answered by a passage that has only the words of this part.
    """
    if plan.parts or not plan.language.known:
        return in_its_words(plan.asked.text, plan.language, hits)
    match = [coverage(plan.asked, hit.present) + hit.scores["dense"] for hit in hits]
    order = sorted(range(len(hits)), key=lambda at: -match[at])
    return [hits[at] for at in order if match[at] >= _MATCH]

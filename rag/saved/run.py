"""Saved questions run over what is new in an archive.

Most of what comes in concerns no saved question. So new passages are first held against the
questions' vectors, one product of two small matrices, and their articles against the questions'
names; only a question that something new may answer is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from index.archive import Index
from index.encode.base import Float32
from index.filters import Filters
from rag.answer.model import Answer
from rag.api import ask
from rag.names import absent
from rag.saved.alert import Alert, Kind
from rag.saved.hook import check_hook
from rag.saved.store import Saved, Store, Told
from rag.saved.trust import sign

NEAR = 0.3
"""Cosine from which a new article may bear on a question. Of the sample archive's 121 questions 98
in 100 have an answering article that comes so near; of the other articles 10 in 100 do."""
_NUMBER = re.compile(r"\d[\d.,]*")
_AT_ONCE = 500
"""Passages that are held against the questions at a time."""


@dataclass(slots=True)
class Run:
    """What running saved questions came to.

    Attributes:
        looked: how many were run.
        asked: how many of them had to be asked again.
        new: how many articles were new.
        alerts: what they tell.
    """

    looked: int = 0
    asked: int = 0
    new: int = 0
    alerts: list[Alert] = field(default_factory=list)


def save(archive: Index, store: Store, saved: Saved) -> Saved:
    """Keep a question with its answer as of now, so that only what comes later is told.

    Raises:
        SavedError: its name is taken, or none; its hook could never be called.
        QuestionError: it cannot be asked.
        DatelineError: the search cannot be read.
    """
    ready = saved.model_copy(update={"generation": archive.generation})
    if saved.hook:
        check_hook(saved.hook)
        ready.signed = sign(saved.name, saved.hook)
    if saved.kind == "question":
        answer = _asked(archive, saved)
        vector = archive.encoder.encode_texts([saved.text])[0]
        ready.told = told_of(answer)
        ready.vector = [round(float(each), 5) for each in vector]
        ready.model = archive.encoder.name
    else:
        archive.find_ids(saved.text, _limits(saved))  # a search that cannot be read is refused now
    store.add(ready)
    return ready


def run_saved(archive: Index, store: Store, names: Collection[str] = ()) -> Run:
    """Run saved questions over the articles that came since each was run last.

    Alerts are kept with the questions; hooks are for the caller to call.

    Args:
        archive: as of the generation that is to be looked at.
        store: of the same folder.
        names: those to run; empty for all.

    Raises:
        SavedError: a name is none, or the files cannot be read or written.
    """
    for name in names:
        store.named(name)
    due = [
        each
        for each in store.all()
        if (not names or each.name in names) and each.generation != archive.generation
    ]
    run = Run(looked=len(due))
    fresh: dict[int, list[str]] = {}
    for each in due:
        since = _since(each, archive)
        if since not in fresh:
            fresh[since] = archive.changed_since(since)
    run.new = max((len(ids) for ids in fresh.values()), default=0)
    near = _near(archive, [each for each in due if each.kind == "question"], fresh)
    for each in due:
        ids = fresh[_since(each, archive)]
        found: list[Alert] = []
        told = each.told
        if each.kind == "search":
            found = _matching(archive, each, ids)
        elif each.name in near:
            run.asked += 1
            answer = _asked(archive, each)
            found = compared(each, answer, set(ids))
            told = told_of(answer) if not answer.abstained else each.told
        run.alerts += found
        store.put(each.model_copy(update={"generation": archive.generation, "told": told}))
    store.tell(run.alerts)
    return run


def _since(saved: Saved, archive: Index) -> int:
    """Return the generation after which all is new to a question.

    One that lies ahead is of an archive that was put back to an earlier state.
    """
    return saved.generation if saved.generation < archive.generation else 0


def _near(archive: Index, due: Sequence[Saved], fresh: dict[int, list[str]]) -> set[str]:
    """Return the names of the questions that a new article may answer.

    One of its passages comes near, and it has the names and years of the question: an answer from
    any other article would be held back. A question whose vector is of another model is among them.
    """
    model = archive.manifest.model
    near = {each.name for each in due if model is None or each.model != model.name}
    for since, ids in fresh.items():
        group = [each for each in due if each.name not in near and _since(each, archive) == since]
        if not group:
            continue
        questions = np.array([each.vector for each in group], dtype=np.float32)
        for each, found in zip(group, _articles_near(archive, ids, questions), strict=True):
            articles = archive.articles_of(sorted(found)).values()
            if any(absent(each.text, article) is None for article in articles):
                near.add(each.name)
    return near


def _articles_near(archive: Index, ids: Sequence[str], questions: Float32) -> list[set[str]]:
    """Return for each question the articles that have a passage near it."""
    near: list[set[str]] = [set() for _ in questions]
    passages = [(each.id, name) for name in ids for each in archive.article_passages(name)]
    for start in range(0, len(passages), _AT_ONCE):
        some = passages[start : start + _AT_ONCE]
        scores = questions @ archive.passage_vectors([number for number, _ in some]).T
        for question, place in zip(*np.nonzero(scores >= NEAR), strict=True):
            near[question].add(some[place][1])
    return near


def _asked(archive: Index, saved: Saved) -> Answer:
    return ask(
        saved.text, index=archive, since=saved.since, until=saved.until, sources=saved.sources
    )


def told_of(answer: Answer) -> Told:
    """Return what an answer tells, as it is kept."""
    if answer.abstained:
        return Told()
    return Told(
        answer=answer.answer,
        short=str(answer.short or ""),
        as_of=answer.as_of,
        conflicts=_conflicts(answer),
    )


def _conflicts(answer: Answer) -> list[str]:
    return [f"{each.kind}: {' / '.join(each.values)}" for each in answer.disagreements]


def compared(saved: Saved, answer: Answer, fresh: Collection[str]) -> list[Alert]:
    """Return what an answer tells beyond what was told before.

    Only what a new or changed article says is news: an answer that reads otherwise over the same
    articles is not told.

    Args:
        saved: with what was told.
        answer: as of now.
        fresh: ids of the articles that are new or changed.
    """
    if answer.abstained:
        return []
    before, now = saved.told, told_of(answer)
    found: list[Alert] = []
    for each, line in zip(answer.disagreements, now.conflicts, strict=True):
        cited = [c for c in answer.citations if c.n in each.sides and c.article_id in fresh]
        if cited and line not in before.conflicts:
            kind: Kind = "correction" if each.kind == "correction" else "contradiction"
            found.append(_alert(saved, kind, " / ".join(each.values), answer, cited[0].n))
    if now.short == before.short and before.answer:
        return found
    n = answer.short.citation if answer.short else answer.citations[0].n
    cited_article = next(each.article_id for each in answer.citations if each.n == n)
    if cited_article not in fresh:
        return found
    text = now.short or now.answer
    if not before.answer:
        found.append(_alert(saved, "answer", text, answer, n))
    elif not any(each.kind in ("correction", "contradiction") for each in found):
        numbers = _NUMBER.search(now.short) and _NUMBER.search(before.short)
        kind = "figure" if numbers else "changed"
        found.append(_alert(saved, kind, text, answer, n, before.short or before.answer))
    return found


def _alert(saved: Saved, kind: Kind, text: str, answer: Answer, n: int, before: str = "") -> Alert:
    cited = next(each for each in answer.citations if each.n == n)
    return Alert(
        name=saved.name,
        kind=kind,
        question=saved.text,
        text=text,
        before=before,
        quote=cited.quote,
        article_id=cited.article_id,
        title=cited.title,
        source=cited.source,
        date=cited.date,
        url=cited.url,
        start=cited.start,
        end=cited.end,
        generation=answer.generation,
        at=datetime.now(UTC),
    )


def _matching(archive: Index, saved: Saved, ids: Sequence[str]) -> list[Alert]:
    """Return an alert for each new article that a search finds within its limits."""
    if not ids:
        return []
    found = archive.articles_of(archive.find_ids(saved.text, _limits(saved, ids)))
    return [
        Alert(
            name=saved.name,
            kind="article",
            question=saved.text,
            text=article.title,
            article_id=article.id,
            title=article.title,
            source=article.source,
            date=article.date,
            url=article.url,
            generation=archive.generation,
            at=datetime.now(UTC),
        )
        for article in found.values()
    ]


def _limits(saved: Saved, ids: Sequence[str] = ()) -> Filters:
    return Filters(saved.since, saved.until, tuple(saved.sources), articles=tuple(ids))

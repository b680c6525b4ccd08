"""Saved questions run over what is new in an archive.

Only a question that something new may answer is asked again; `near` finds which these are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.archive import Index
from index.filters import Filters
from rag.answer.model import Answer, Disagreement
from rag.api import ask
from rag.language import language_of
from rag.saved.alert import Alert, Kind
from rag.saved.hook import check_hook
from rag.saved.near import near, nearness
from rag.saved.store import Saved, Store, Told
from rag.saved.trust import sign
from rag.support.facts import numbers


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
        ready = _embedded(archive, ready)
        ready.told = told_of(answer, nearness(archive, ready.vector, answer))
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
    new = {each.name: fresh[_since(each, archive)] for each in due}
    again = near(archive, [each for each in due if each.kind == "question"], new)
    after: list[Saved] = []
    for each in due:
        ids = new[each.name]
        found: list[Alert] = []
        told = each.told
        if each.kind == "search":
            found = _matching(archive, each, ids)
        elif each.name in again:
            run.asked += 1
            each = _embedded(archive, each)
            answer = _asked(archive, each)
            found = compared(each, answer, set(ids))
            if not answer.abstained:
                told = told_of(answer, nearness(archive, each.vector, answer))
        run.alerts += found
        after.append(each.model_copy(update={"generation": archive.generation, "told": told}))
    store.tell(run.alerts)
    store.put(after)
    return run


def _since(saved: Saved, archive: Index) -> int:
    """Return the generation after which all is new to a question.

    One that lies ahead is of an archive that was put back to an earlier state.
    """
    return saved.generation if saved.generation < archive.generation else 0


def _embedded(archive: Index, saved: Saved) -> Saved:
    """Return a question with its vector by the archive's model."""
    if saved.model == archive.encoder.name:
        return saved
    vector = archive.encoder.encode_texts([saved.text])[0]
    own = {"vector": [round(float(x), 5) for x in vector], "model": archive.encoder.name}
    return saved.model_copy(update=own)


def _asked(archive: Index, saved: Saved) -> Answer:
    return ask(
        saved.text, index=archive, since=saved.since, until=saved.until, sources=saved.sources
    )


def told_of(answer: Answer, nearness: float = 0.0) -> Told:
    """Return what an answer tells, as it is kept.

    Args:
        answer: as of now.
        nearness: cosine of the question and what the answer cites.
    """
    if answer.abstained:
        return Told()
    return Told(
        answer=answer.answer,
        short=str(answer.short or ""),
        as_of=answer.as_of,
        conflicts=_conflicts(answer),
        near=round(nearness, 4),
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
        if not cited or line in before.conflicts or _is_only_newer(each, answer):
            continue
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
        kind = "figure" if numbers(now.short) and numbers(before.short) else "changed"
        found.append(_alert(saved, kind, text, answer, n, before.short or before.answer))
    return found


def _is_only_newer(found: Disagreement, answer: Answer) -> bool:
    """Return whether the newest side, which leads the answer, does not call the others wrong."""
    if found.kind != "correction":
        return False
    quote = next(each.quote for each in answer.citations if each.n == found.sides[0])
    return not language_of(quote).values.corrects.search(quote)


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

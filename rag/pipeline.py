"""From a question to its answer, step by step, telling what happens on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from index.archive import Index
from index.filters import Filters
from rag.abstain import reason_for, unanswered
from rag.answer import Answer, Sentence
from rag.build import Citations, as_of, extract, filters_view, marked, passage_views
from rag.compose import choose
from rag.confidence import confidence, threshold
from rag.conflict import Contradiction, contradictions
from rag.events import Done, Event, SentenceReady, Stage
from rag.evidence import weigh
from rag.parts import Evidence
from rag.question import Plan, understand
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.run import Found, search
from rag.settings import RagSettings

if TYPE_CHECKING:
    from rag.llm import Said
    from rag.llm.call import Cancel

_EVIDENCE_FOR_MODEL = 12


@dataclass(frozen=True, slots=True)
class Request:
    """A question with everything that was said about how to answer it.

    Attributes:
        question: as typed.
        filters: limits that the asker set.
        history: earlier turns, in any of the forms that conversation reads.
        now: the asker's day.
        llm: PROVIDER:MODEL of a chat model; None for none.
        settings: of answering.
        cancel: looked at between steps; once set, nothing more is begun.
    """

    question: str
    filters: Filters
    history: Sequence[Any]
    now: date
    llm: str | None
    settings: RagSettings
    cancel: Cancel | None = None


@dataclass
class Clock:
    """Milliseconds that each stage took, in order."""

    spent: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)
    last: float = field(default_factory=time.perf_counter)

    def mark(self, stage: str) -> None:
        """Book the time since the last mark on a stage."""
        now = time.perf_counter()
        self.spent[stage] = round(self.spent.get(stage, 0.0) + (now - self.last) * 1000, 3)
        self.last = now

    def total(self) -> dict[str, float]:
        """Return what every stage took, and the whole."""
        return self.spent | {"total": round((time.perf_counter() - self.began) * 1000, 3)}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the archive has to say within the filters that were used in the end."""

    plan: Plan
    found: Found
    evidence: list[Evidence]
    confidence: float
    notices: tuple[str, ...] = ()


def answer_events(request: Request, archive: Index) -> Iterator[Event]:
    """Yield what happens while a question is answered; the last event holds the answer.

    Raises:
        QuestionError: the question cannot be asked.
        LanguageModelError: the chat model cannot be loaded.
    """
    clock = Clock()
    model = _model(request.llm)
    yield Stage("understanding")
    standalone = _standalone(request, archive, model)
    plan = understand(
        standalone,
        archive,
        filters=request.filters,
        now=request.now,
        settings=request.settings,
    )
    clock.mark("understanding")
    yield Stage("searching", _limits(plan))
    weighed = look(plan, archive, request.settings)
    clock.mark("searching")
    yield Stage("reading", _extent(weighed.found))
    limit = request.settings.threshold
    limit = threshold() if limit is None else limit
    if weighed.confidence < limit or not weighed.evidence:
        clock.mark("reading")
        why = reason_for(weighed.plan, weighed.found, archive, request.settings)
        answer = _base(request, archive, standalone, weighed, clock)
        yield Done(unanswered(answer, why, weighed.found, request.settings))
        return
    chosen = choose(weighed.plan, weighed.found, weighed.evidence, request.settings)
    against: list[Contradiction] = []
    if request.settings.disagreements:
        against = contradictions(weighed.plan, weighed.found, weighed.evidence, archive)
        chosen = _with_sides(chosen, against)
    clock.mark("reading")
    citations = Citations(weighed.found.also)
    told: dict[str, Any] = {"notices": list(weighed.notices)}
    sentences: list[Sentence] = []
    if model is not None:
        yield Stage("writing")
        for said in _phrased(request, archive, weighed, chosen, model, told):
            sentence = _said(said, told["offered"], citations)
            sentences.append(sentence)
            yield SentenceReady(sentence, _cited(sentence, citations))
        clock.mark("writing")
    yield Stage("checking")
    if not sentences:
        for item in chosen:
            sentence = extract(item, citations)
            sentences.append(sentence)
            yield SentenceReady(sentence, _cited(sentence, citations))
    clock.mark("checking")
    told.pop("offered", None)
    answer = _base(request, archive, standalone, weighed, clock)
    yield Done(
        answer.model_copy(
            update={
                "answer": marked(sentences),
                "abstained": False,
                "sentences": sentences,
                "citations": citations.made,
                "as_of": as_of(citations.made),
                "disagreements": [
                    d for c in against if (d := c.shown(citations, sentences)) is not None
                ],
                **told,
            }
        )
    )


def look(plan: Plan, archive: Index, settings: RagSettings) -> Weighed:
    """Search, within the time that the question names if it names one.

    A time such as "in June" is looked in first; when the archive has nothing there that answers,
    the whole archive is searched and the answer says so. A time such as "last week" is strict.
    """
    if plan.period is None:
        return _weighed(plan, archive, plan.filters, settings)
    limited = replace(plan.filters, since=plan.period.since, until=plan.period.until)
    inside = _weighed(plan, archive, limited, settings)
    limit = threshold() if settings.threshold is None else settings.threshold
    if inside.evidence and inside.confidence >= limit:
        return inside
    outside = _weighed(replace(plan, period=None), archive, plan.filters, settings)
    dated = any(hit.article.date for hit in (*inside.found.hits, *outside.found.hits))
    if plan.period.strict and dated:
        return inside
    if outside.confidence < limit or not outside.evidence:
        return inside if inside.found.hits else outside
    if not dated:
        return outside
    notice = f"nothing dated “{plan.period.words}” answers; the whole archive was searched"
    return replace(outside, notices=(notice,))


def _weighed(plan: Plan, archive: Index, filters: Filters, settings: RagSettings) -> Weighed:
    found = merge_neighbours(search(archive, plan, filters, settings.top_k, settings))
    evidence = weigh(plan, found)
    return Weighed(replace(plan, filters=filters), found, evidence, confidence(evidence))


def _model(spec: str | None) -> Any:
    if spec is None:
        return None
    from rag.llm import load_model

    return load_model(spec)


def _standalone(request: Request, archive: Index, model: Any) -> str:
    if not request.history:
        return " ".join(request.question.split())
    from rag.conversation import standalone

    rewritten = standalone(request.question, request.history, archive, now=request.now, model=model)
    return rewritten.question


def _limits(plan: Plan) -> str:
    return plan.period.words if plan.period else ""


def _extent(found: Found) -> str:
    articles = len({hit.article.id for hit in found.hits})
    return f"{len(found.hits)} passages of {articles} articles"


def _base(
    request: Request, archive: Index, standalone: str, weighed: Weighed, clock: Clock
) -> Answer:
    model = archive.manifest.model
    return Answer(
        question=request.question,
        standalone_question=standalone,
        answer="",
        abstained=True,
        reason=None,
        sentences=[],
        citations=[],
        passages=passage_views(weighed.found.hits, weighed.found.also),
        as_of=None,
        filters=filters_view(weighed.plan.filters, weighed.plan.period),
        generation=archive.generation,
        models={
            "embedding": model.name if model else None,
            "rerank": request.settings.rerank,
            "llm": request.llm,
        },
        timings_ms=clock.total(),
        confidence=round(weighed.confidence, 4),
        notices=list(weighed.notices),
    )


def _with_sides(chosen: Sequence[Evidence], against: Sequence[Contradiction]) -> list[Evidence]:
    """Return the sentences with every side of each disagreement among them."""
    result = list(chosen)
    for contradiction in against:
        for item in contradiction.sides:
            same = [(o.hit.article.id, o.start) for o in result]
            if (item.hit.article.id, item.start) not in same:
                result.append(item)
        if contradiction.kind == "correction":
            newest = contradiction.sides[0].hit.article.id
            result.sort(key=lambda item: item.hit.article.id != newest)
    return result


def _phrased(
    request: Request,
    archive: Index,
    weighed: Weighed,
    chosen: Sequence[Evidence],
    model: Any,
    told: dict[str, Any],
) -> Iterator[Said]:
    """Yield a model's checked sentences; what else there is to tell goes into `told`."""
    from rag.llm import Phrased, phrase

    keys = {(item.hit.article.id, item.start) for item in chosen}
    rest = [e for e in weighed.evidence if (e.hit.article.id, e.start) not in keys]
    told["offered"] = [*chosen, *rest][:_EVIDENCE_FOR_MODEL]
    events = phrase(
        weighed.plan.asked.text,
        told["offered"],
        model,
        encoder=archive.encoder,
        cancel=request.cancel,
        keep=range(len(chosen)),
        now=request.now,
        generation=archive.generation,
        filters=weighed.plan.filters,
    )
    for event in events:
        if isinstance(event, Phrased):
            told["changes"] = list(event.changes)
            told["notices"] = [*told["notices"], *event.notices]
            told["usage"] = event.usage
        else:
            yield event


def _said(said: Said, offered: Sequence[Evidence], citations: Citations) -> Sentence:
    numbers = [citations.number(offered[i]) for i in said.evidence]
    return Sentence(
        text=said.text,
        citations=list(dict.fromkeys(numbers)),
        support=round(min(max(said.support, 0.0), 1.0), 4),
        origin=said.origin,
    )


def _cited(sentence: Sentence, citations: Citations) -> tuple[Any, ...]:
    return tuple(c for c in citations.made if c.n in sentence.citations)

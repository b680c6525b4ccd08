"""From a question to its answer, step by step, telling what happens on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.archive import Index
from rag.answer.abstain import abstain
from rag.answer.citations import Citations, as_of, extract, filters_view, marked, passage_views
from rag.answer.confidence import threshold
from rag.answer.contradiction import Contradiction, contradictions
from rag.answer.model import Answer, Sentence
from rag.answer.select import choose
from rag.events import Done, Event, SentenceReady, Stage
from rag.llm.call import Usage
from rag.query.clauses import clauses, compares
from rag.query.plan import Plan, understand
from rag.request import Clock, Request
from rag.retrieve.look import Weighed, look
from rag.types import Evidence, Found

if TYPE_CHECKING:
    from rag.llm import Said

_EVIDENCE_FOR_MODEL = 12


def answer_events(request: Request, archive: Index) -> Iterator[Event]:
    """Yield what happens while a question is answered; the last event holds the answer.

    Raises:
        QuestionError: the question cannot be asked.
        LanguageModelError: the chat model cannot be loaded.
    """
    clock = Clock()
    model = _model(request.llm)
    spent = Usage()
    yield Stage("understanding")
    standalone = _standalone(request, archive, model, spent)
    plan = understand(
        standalone,
        archive,
        filters=request.filters,
        now=request.now,
        settings=request.settings,
        parts=_parts(request, standalone, model, spent),
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
        answer = _base(request, archive, standalone, weighed, clock)
        answer = answer.model_copy(update={"usage": _used(model, spent)})
        yield Done(abstain(answer, weighed, archive, request.settings))
        return
    chosen = choose(weighed.plan, weighed.found, weighed.evidence, request.settings)
    against: list[Contradiction] = []
    if request.settings.disagreements:
        against = contradictions(weighed.plan, weighed.found, weighed.evidence, archive)
        chosen = _with_sides(chosen, against, request.settings.max_sentences)
    clock.mark("reading")
    citations = Citations(weighed.found.also)
    told: dict[str, Any] = {
        "notices": list(weighed.notices),
        "spent": spent,
        "whole": bool(against),
    }
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
    for name in ("offered", "spent", "whole"):
        told.pop(name, None)
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


def _model(spec: str | None) -> Any:
    if spec is None:
        return None
    from rag.llm import load_model

    return load_model(spec)


def _parts(request: Request, question: str, model: Any, spent: Usage) -> list[str]:
    """Return the questions that a model finds in one of several parts; none without a model."""
    if model is None or not (clauses(question) or compares(question)):
        return []
    from rag.llm import split

    parts = split(question, model, cancel=request.cancel, spent=spent)
    return parts if len(parts) > 1 else []


def _used(model: Any, spent: Usage) -> dict[str, Any]:
    """Return what a model took for an answer that it did not write."""
    if not spent.tries:
        return {}
    from rag.llm import ModelSettings, model_name
    from rag.llm.cost import summary

    return summary(model_name(model), spent, ModelSettings())


def _standalone(request: Request, archive: Index, model: Any, spent: Usage) -> str:
    if not request.history:
        return " ".join(request.question.split())
    from rag.conversation import standalone

    rewritten = standalone(
        request.question,
        request.history,
        archive,
        now=request.now,
        model=model,
        cancel=request.cancel,
        spent=spent,
    )
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
            "entailment": request.settings.entailment,
            "llm": request.llm,
        },
        timings_ms=clock.total(),
        confidence=round(weighed.confidence, 4),
        notices=list(weighed.notices),
    )


def _with_sides(
    chosen: Sequence[Evidence], against: Sequence[Contradiction], limit: int
) -> list[Evidence]:
    """Return the sentences with every side of each disagreement among them.

    To make room the sentences that are no side go, the last first.
    """
    result = list(chosen)
    for contradiction in against:
        sides = {_place(item) for item in contradiction.sides}
        there = {_place(item) for item in result}
        result += [item for item in contradiction.sides if _place(item) not in there]
        for item in reversed(chosen):
            if len(result) > limit and _place(item) not in sides:
                result = [kept for kept in result if _place(kept) != _place(item)]
        if contradiction.kind == "correction":
            newest = contradiction.sides[0].hit.article.id
            result.sort(key=lambda item: item.hit.article.id != newest)
    return result


def _place(item: Evidence) -> tuple[str, int]:
    return item.hit.article.id, item.start


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
    from rag.support.entailment import judge_of

    keys = {(item.hit.article.id, item.start) for item in chosen}
    rest = [e for e in weighed.evidence if (e.hit.article.id, e.start) not in keys]
    told["offered"] = [*chosen, *rest][:_EVIDENCE_FOR_MODEL]
    entailment = request.settings.entailment
    events = phrase(
        weighed.plan.asked.text,
        told["offered"],
        model,
        encoder=archive.encoder,
        judge=judge_of(entailment, archive.encoder),
        cancel=request.cancel,
        keep=range(len(chosen)),
        now=request.now,
        # What is kept was judged by the fitted support.
        generation=None if entailment else archive.generation,
        filters=weighed.plan.filters,
        whole=told["whole"],
        spent=told["spent"],
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

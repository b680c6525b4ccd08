"""From a question to its answer, step by step, telling what happens on the way.

The steps, each a function with a type of its own to hand on:

1. check: a `Request` that can be asked.
2. standalone: a follow-up made a question of its own. Words that ask nothing end here.
3. understand: the question as a `Plan`.
4. anchor: the plan with the day of an event that the question names, looked up in the archive.
5. search: a `SearchResult`, the passages within a `Scope`.
6. weigh: `Findings`, the evidence in them and whether it answers. Where the period that the
   question names has no answer, 5 and 6 come again without it.
7. choose: the sentences of the answer, with the sides of a contradiction.
8. phrase: a `Phrasing`, in a model's checked words or the archive's own.
9. abstain, in place of 7 and 8: an `Abstention`, after a search without any limits.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.archive import Index
from index.filters import Filters
from rag.answer.abstain import abstain
from rag.answer.build import build
from rag.answer.citations import Citations, cited
from rag.answer.comparison_verdict import measured
from rag.answer.contradiction import Contradiction, contradictions, with_sides
from rag.answer.findings import honest, look
from rag.answer.leaning import joined
from rag.answer.model import Sentence
from rag.answer.phrasing import Phrasing, extract, phrased, short_answer
from rag.answer.reports import of_reports
from rag.answer.select import choose
from rag.answer.verdict import verdict_of
from rag.briefing.story import told
from rag.events import Done, Event, SentenceReady, Stage
from rag.opening import answer_to_small_talk, open_model, parts_of, standalone
from rag.query.plan import Plan, anchor, understand
from rag.request import Clock, Request
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Evidence, Findings, Hit, Scope

if TYPE_CHECKING:
    from rag.llm.session import Session

_EVIDENCE_FOR_MODEL = 12


def answer_events(request: Request, archive: Index, clock: Clock) -> Iterator[Event]:
    """Yield what happens while a question is answered; the last event holds the answer.

    Args:
        request: the question.
        archive: where to look.
        clock: started just now; told what each stage took.

    Raises:
        QuestionError: the question cannot be asked.
        LanguageModelError: a setting of chat models is not one.
    """
    settings = request.settings
    chat = answer_to_small_talk(request, archive, clock)
    if chat is not None:
        yield Done(chat)
        return
    model, silent = open_model(request)
    yield Stage("understanding")
    question, past = standalone(request, archive, model)
    plan = understand(
        question,
        archive,
        filters=request.filters,
        now=request.now,
        settings=settings,
        parts=parts_of(question, model),
    )
    plan = anchor(plan, archive, settings)
    clock.mark("understanding")
    yield Stage("searching", plan.period.words if plan.period else "")
    findings = look(plan, archive, settings, clock)
    if past:
        from rag.conversation.more import beyond

        findings = beyond(findings, past)
    story = told(plan, findings, archive, settings)
    findings = story[0] if story else honest(plan, findings, typed=not request.history)
    yield Stage("reading", _extent(findings.result.hits))
    clock.mark("reading")
    if not findings.answered:
        outside = _outside(plan, findings.result.scope, archive, settings)
        yield Done(
            build(
                request,
                archive,
                question,
                findings,
                Phrasing(notices=silent, usage=model.usage() if model else None),
                timings=clock.total(),
                form=plan.form,
                abstention=abstain(plan, findings, outside, archive, most=settings.headlines),
            )
        )
        return
    verdict = None
    if not story:
        by_reports = of_reports(plan, findings.evidence, archive.encoder)
        verdict = by_reports or verdict_of(plan, findings.evidence)
    evidence = verdict.decisive(findings.evidence) if verdict else findings.evidence
    sides = () if verdict or story else findings.sides
    chosen = story[1] if story else choose(plan, evidence, settings, sides)
    against: list[Contradiction] = []
    if settings.disagreements and not story:
        against = contradictions(plan, evidence, archive)
        chosen = with_sides(chosen, against, settings.max_sentences)
    clock.mark("reading")
    citations = Citations()
    phrasing = Phrasing(notices=silent)
    if model is not None:
        from rag.llm.readings import readings

        yield Stage("writing")
        found = readings(chosen, against, verdict.side if verdict else None)
        phrasing = yield from _phrased(
            request, archive, plan, findings, chosen, model, citations, found, whole=bool(against)
        )
        clock.mark("writing")
    yield Stage("checking")
    if not phrasing.sentences:
        chosen = joined(chosen)
        opened = verdict or measured(plan, chosen, sides)
        opening = opened.said(plan, chosen, citations) if opened else None
        phrasing = yield from _extracted(chosen, citations, phrasing, opening)
    clock.mark("checking")
    shown = (each.shown(citations, phrasing.sentences) for each in against)
    yield Done(
        build(
            request,
            archive,
            question,
            findings,
            phrasing,
            timings=clock.total(),
            citations=citations.made,
            disagreements=[each for each in shown if each is not None],
            form=plan.form,
            verdict=verdict.side if verdict else None,
            short=next((said for item in chosen if (said := short_answer(item, citations))), None),
        )
    )


def _outside(plan: Plan, scope: Scope, archive: Index, settings: RagSettings) -> list[Hit]:
    """Return the nearest passages without any limits; none where there were no limits."""
    if not scope.filters:
        return []
    return search(archive, plan, Filters(), max(1, settings.headlines), settings)


def _extent(hits: Sequence[Hit]) -> str:
    articles = len({hit.article.id for hit in hits})
    return f"{len(hits)} passages of {articles} articles"


def _phrased(
    request: Request,
    archive: Index,
    plan: Plan,
    findings: Findings,
    chosen: Sequence[Evidence],
    model: Session,
    citations: Citations,
    found: Sequence[str],
    *,
    whole: bool,
) -> Generator[SentenceReady, None, Phrasing]:
    """Yield a model's sentences as they pass their check; return what they came to.

    Args:
        request: names the model of entailment.
        archive: whose encoder judges.
        plan: the question.
        findings: all evidence, which the model is shown the best of.
        chosen: the sentences that the answer must rest on.
        model: the chat model.
        citations: gives numbers to what is cited.
        found: what was read out of the evidence, a line each.
        whole: whether all of `chosen` must be in the answer, whatever the model makes of it.
    """
    from rag.llm.phrase import Phrased
    from rag.support.entailment import judge_of, limits_of

    addresses = {item.address for item in chosen}
    rest = [item for item in findings.evidence if item.address not in addresses]
    offered = [*chosen, *rest][:_EVIDENCE_FOR_MODEL]
    entailment = request.settings.entailment
    result = Phrased()
    sentences: list[Sentence] = []
    for said in model.phrase(
        plan.asked.text,
        offered,
        judge_of(entailment, archive.encoder),
        limits=limits_of(entailment),
        found=found,
        keep=range(len(chosen)),
        whole=whole,
        # What is kept was judged by our own check of support.
        generation=None if entailment else archive.generation,
        filters=findings.result.scope.filters,
    ):
        if isinstance(said, Phrased):
            result = said
            continue
        sentences.append(phrased(said, offered, citations))
        yield SentenceReady(sentences[-1], cited(sentences[-1], citations))
    return Phrasing(sentences, result.changes, (*model.notices, *result.notices), result.usage)


def _extracted(
    chosen: Sequence[Evidence], citations: Citations, before: Phrasing, opening: Sentence | None
) -> Generator[SentenceReady, None, Phrasing]:
    """Yield the archive's own sentences, behind a verdict where there is one.

    Returns:
        They, with what a model's try left to say.
    """
    sentences: list[Sentence] = []
    if opening is not None:
        sentences.append(opening)
        yield SentenceReady(opening, cited(opening, citations))
    for item in chosen:
        sentences.append(extract(item, citations))
        yield SentenceReady(sentences[-1], cited(sentences[-1], citations))
    return replace(before, sentences=sentences)

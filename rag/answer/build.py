"""The answer, put together once from what every step came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.archive import Index
from rag.answer.abstain import Abstention
from rag.answer.citations import as_of, filters_view, marked, passage_views
from rag.answer.model import Answer, Citation, Disagreement
from rag.answer.phrasing import Phrasing
from rag.answer.short import Short
from rag.answer.verdict import Side
from rag.language.forms import Form
from rag.read import load_reader
from rag.request import Request
from rag.types import Findings


def build(
    request: Request,
    archive: Index,
    question: str,
    findings: Findings,
    phrasing: Phrasing,
    *,
    timings: Mapping[str, float],
    citations: Sequence[Citation] = (),
    disagreements: Sequence[Disagreement] = (),
    short: Short | None = None,
    form: Form = "fact",
    verdict: Side | None = None,
    abstention: Abstention | None = None,
) -> Answer:
    """Return the answer.

    Args:
        request: what was asked, and how it was to be answered.
        archive: what it was asked of.
        question: as it stands alone.
        findings: the evidence, and the search it comes from.
        phrasing: the sentences, and what there is to say of them; none for an abstention.
        timings: milliseconds that each stage took.
        citations: in the order of their numbers.
        disagreements: of cited sources.
        short: the words that answer.
        form: of the answer that was asked for.
        verdict: of a question that asks whether.
        abstention: why there is no answer, where there is none.
    """
    scope = findings.result.scope
    model = archive.manifest.model
    notices = list(phrasing.notices)
    if scope.passed:
        notices.insert(
            0, f"nothing dated “{scope.passed.words}” answers; the whole archive was searched"
        )
    if form == "list" and not abstention:
        read = len({hit.article.id for hit in findings.result.hits})
        notices.append(f"{read} articles were read for this list; others may name more")
    return Answer(
        question=request.question,
        standalone_question=question,
        answer=abstention.notice if abstention else marked(phrasing.sentences),
        abstained=abstention is not None,
        reason=abstention.reason if abstention else None,
        sentences=phrasing.sentences,
        citations=list(citations),
        passages=passage_views(findings.result.hits),
        as_of=as_of(citations),
        filters=filters_view(scope),
        generation=archive.generation,
        models={
            "embedding": model.name if model else None,
            "reader": load_reader(request.settings.reader).name,
            "rerank": request.settings.rerank,
            "entailment": request.settings.entailment,
            "llm": request.llm,
        },
        timings_ms=dict(timings),
        short=short,
        form=form,
        verdict=verdict,
        confidence=round(findings.confidence, 4),
        headlines=abstention.headlines if abstention else [],
        near=abstention.near if abstention else None,
        disagreements=list(disagreements),
        changes=list(phrasing.changes),
        notices=notices,
        usage=phrasing.usage.shown() if phrasing.usage else {},
    )

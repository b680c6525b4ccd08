"""An answer in a model's words, each sentence checked before it is shown."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index.find.cache import Cache
from rag.injection import withheld
from rag.llm.cache import key
from rag.llm.call import Cancel, Usage
from rag.llm.checks import Checks, Judge
from rag.llm.cost import Spending, spending
from rag.llm.errors import LanguageModelError, ModelCancelledError
from rag.llm.leash import Leash, Said
from rag.llm.load import address, model_name
from rag.llm.pack import label, pack
from rag.llm.settings import ModelSettings, usual
from rag.llm.verify import Verifier
from rag.llm.write import Writer
from rag.support.check import SUPPORTED, support
from rag.support.entailment import OWN, Limits
from rag.types import Evidence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.encode.base import Encoder
    from index.filters import Filters

_log = logging.getLogger(__name__)

MOST_CHECKED = 40
EXTRACTIVE = "the answer is given in the articles' own words"
OWN_CHECKS = "sentences were held to Dateline's own checks"


@dataclass(frozen=True, slots=True)
class Phrased:
    """What a model's answer came to.

    Attributes:
        sentences: what was shown, in order; empty when the model gave nothing that holds, and
            then the extractive answer must be given.
        changes: what the check changed, one line each.
        notices: what a reader should know.
        usage: what the model took, and how often each outcome of the check came; None where it
            was not asked.
        cached: whether it was given before and came from memory.
    """

    sentences: tuple[Said, ...] = ()
    changes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    usage: Spending | None = None
    cached: bool = False


@lru_cache(maxsize=1)
def _answers(size: int) -> Cache[Phrased]:
    """Return the answers that the process keeps, the last `size` of them."""
    return Cache(size)


def phrase(
    question: str,
    evidence: Sequence[Evidence],
    model: BaseChatModel,
    judge: Judge | None = None,
    *,
    limits: Limits | None = None,
    verifying: BaseChatModel | None = None,
    found: Sequence[str] = (),
    encoder: Encoder | None = None,
    settings: ModelSettings | None = None,
    cancel: Cancel | None = None,
    keep: Sequence[int] = (0,),
    now: date | None = None,
    generation: int | None = None,
    filters: Filters | None = None,
    whole: bool = False,
    spent: Usage | None = None,
) -> Iterator[Said | Phrased]:
    """Yield the sentences of an answer as they pass their check, then the whole.

    Nothing that the model does raises: when it fails, times out, refuses, runs in circles or
    says nothing that holds, the last item has no sentences and a notice that says so.

    Args:
        question: the question, standing alone.
        evidence: what the answer may rest on, best first.
        model: a chat model.
        judge: support of a claim by a cited text; `rag.support.support` when left out.
        limits: what a free paraphrase needs; None: a model that verifies, asked twice in doubt
            where `rag.support.support` judges.
        verifying: a chat model that has the last word on each sentence; None for none.
        found: what was read out of the evidence already, told to the model, a line each.
        encoder: given to `rag.support.support`.
        settings: limits and prices.
        cancel: looked at often; once set, no more is asked for.
        keep: indices of evidence that the answer must rest on, in reading order: what has the
            best score is always added when the model leaves it out, the others unless every
            sentence of the model passed as it was and one of them is in its own words.
        now: the asker's day, told to the model.
        generation: of the index; answers are kept in memory only where it is given.
        filters: in force when the evidence was found.
        whole: whether all of `keep` must be in the answer, whatever the model makes of it.
        spent: what was used for the same answer before; told with what is used now.
    """
    settings = settings or usual()
    if judge is None:
        judge, limits = _own_judge(encoder), limits or OWN
    name = model_name(model)
    shown = pack(question, evidence, settings)
    if not shown:
        yield Phrased(notices=(f"nothing could be shown to the model; {EXTRACTIVE}",))
        return
    place = None
    if generation is not None and settings.cached:
        asked = [
            settings.model_dump_json(),
            now.isoformat() if now else "",
            repr((*keep, whole, *found)),
            f"{model_name(verifying)} {address(verifying)}" if verifying else "",
        ]
        place = key(
            question,
            evidence,
            f"{name} {address(model)}",
            generation=generation,
            filters=filters,
            settings=" ".join(asked),
        )
        kept = _answers(settings.cached).get(place)
        if kept is not None:
            yield from kept.sentences
            check = kept.usage.check if kept.usage else None
            used = spending(name, spent or Usage(), settings, check=check, cached=True)
            yield replace(kept, usage=used, cached=True)
            return
    writer = Writer(model, settings, cancel, spent)
    verifier = Verifier(verifying, settings, cancel, writer.usage) if verifying else None
    limits, least = limits or Limits(), settings.supported
    if least is not None and limits.free is not None:
        limits = replace(limits, free=least)
    checks = Checks(judge, SUPPORTED if least is None else least, limits, verifier)
    leash = Leash(evidence, shown, checks, settings.show == "marked")
    labels = [label(evidence[i]) for i in shown]
    failed = ""
    try:
        with closing(writer.write(question, labels, found, now)) as written:
            for number, sentence in enumerate(written, start=1):
                yield from leash.check(sentence)
                full = len(leash.said) >= settings.max_sentences
                if full or leash.counts.get("repeated", 0) > 1 or number >= MOST_CHECKED:
                    break
    except ModelCancelledError:
        failed = "the model was stopped"
    except LanguageModelError as error:
        _log.debug("the model failed: %s", error)
        failed = f"the model failed: {error}"
    if leash.said:
        yield from _completed(leash, keep, whole)
    usage = spending(name, writer.usage, settings, check=dict(leash.counts))
    result = Phrased(
        tuple(leash.said),
        tuple(leash.changes),
        tuple(_notices(failed, leash, writer, verifier)),
        usage,
    )
    whole_check = verifier is None or not verifier.failed
    if place is not None and not failed and whole_check and result.sentences:
        _answers(settings.cached).put(place, result)
    yield result


async def aphrase(
    question: str,
    evidence: Sequence[Evidence],
    model: BaseChatModel,
    judge: Judge | None = None,
    **options: Any,
) -> AsyncIterator[Said | Phrased]:
    """Yield what `phrase` does without blocking the event loop.

    Args:
        question: as for `phrase`.
        evidence: as for `phrase`.
        model: as for `phrase`.
        judge: as for `phrase`.
        **options: the keyword arguments of `phrase`; when the caller leaves early, the model
            is stopped.
    """
    gone = threading.Event()
    cancel = _Either(gone, options.pop("cancel", None))
    items = phrase(question, evidence, model, judge, cancel=cancel, **options)
    try:
        while (item := await asyncio.to_thread(next, items, None)) is not None:
            yield item
    finally:
        gone.set()


@dataclass(frozen=True, slots=True)
class _Either:
    gone: threading.Event
    other: Cancel | None

    def is_set(self) -> bool:
        return self.gone.is_set() or (self.other is not None and self.other.is_set())


def _completed(leash: Leash, keep: Sequence[int], whole: bool) -> Iterator[Said]:
    """Yield the evidence that an answer must rest on and does not yet."""
    written = any(s.origin == "model" for s in leash.said)
    trusted = not whole and written and (leash.marked or set(leash.counts) == {"passed"})
    best = max((leash.evidence[i].score for i in keep), default=0.0)
    for index in keep:
        if trusted and (leash.marked or leash.evidence[index].score < best):
            continue
        item = leash.evidence[index]
        if not leash.has(index) and not withheld(item.hit.article.text, item.start, item.end):
            yield leash.quote(index)


def _notices(failed: str, leash: Leash, writer: Writer, verifier: Verifier | None) -> list[str]:
    said = bool(leash.said)
    found = []
    if verifier is not None and verifier.failed:
        found.append(f"the verifying model failed: {verifier.failed}; {OWN_CHECKS}")
    if failed:
        rest = "what it had said until then was checked" if said else EXTRACTIVE
        found.append(f"{failed}; {rest}")
    elif writer.looping:
        found.append(f"the model ran in circles{'' if said else f'; {EXTRACTIVE}'}")
    elif not said:
        why = (
            "the model gave no answer from these sources"
            if leash.counts.get("refused") or not leash.counts
            else "nothing that the model wrote was supported by what it cited"
        )
        found.append(f"{why}; {EXTRACTIVE}")
    return found


def _own_judge(encoder: Encoder | None) -> Judge:
    return lambda claim, cited: support(claim, cited, encoder=encoder)

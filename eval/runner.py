"""Asking every question of a set, keeping what was found, said and how long it took."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from eval.corpus import Prepared, prepare
from eval.environment import installed, kept, machine, model_digest, peak_rss_mb, source_digest
from eval.errors import DatasetError
from eval.invariants import violations
from eval.ranking import documents
from eval.record import Result
from eval.sets import Dataset, Question, addresses, missing
from eval.setup import Setup
from eval.store import RunLog, read_run
from index import Index
from index.archive import in_engine
from index.encode import load_encoder
from index.errors import DatelineError
from rag import ask
from rag.answer.model import Answer
from rag.answer.passages import read_first
from rag.request import index_folder
from rag.retrieve import retrieve
from rag.types import Hit, Turn

_log = logging.getLogger(__name__)

PASSAGES = 100
"""Passages that a ranking of articles is made from, enough for ten articles and more."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is carried out.

    Attributes:
        index: folder of the index or address of an engine; None for a folder in the cache folder.
        limit: questions at most.
        workers: questions asked at a time.
        seed: of every resampling in the figures.
        log: run file; None for one in the cache folder.
        resume: whether a run that was cut short goes on.
        llm: PROVIDER:MODEL of a chat model that phrases the answers; None for the archive's words.
        rank_all: whether articles are also ranked for questions that no ranking is judged by.
        reuse: whether a whole run with the same code, settings and questions is taken as it is.
    """

    index: str | Path | None = None
    limit: int | None = None
    workers: int = 1
    seed: int = 0
    log: Path | None = None
    resume: bool = True
    reuse: bool = False
    rank_all: bool = True
    llm: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: the questions as asked, their results, and what it was made with."""

    dataset: Dataset
    results: dict[str, Result]
    header: dict[str, Any]
    footer: dict[str, Any]
    log: Path


@dataclass(frozen=True, slots=True)
class Progress:
    """What to call as work is done; each gets the number done since the last call.

    Attributes:
        indexed: passages.
        asked: questions.
    """

    indexed: Callable[[int], None] = lambda count: None
    asked: Callable[[int], None] = lambda count: None


def run(
    dataset: Dataset, setup: Setup, options: Options | None = None, progress: Progress | None = None
) -> Run:
    """Ask the questions of a set and return what happened.

    Raises:
        DatasetError: the set and the archive do not fit.
    """
    options = options or Options()
    progress = progress or Progress()
    model_s = _load_model(setup)
    prepared = _prepared(dataset, setup, options, progress)
    began = time.perf_counter()
    encoder = load_encoder(setup.index.model)
    with Index.open(
        prepared.folder, settings=setup.index, must_exist=True, encoder=encoder
    ) as archive:
        opened = time.perf_counter() - began
        infos = archive.articles()
        names = addresses(dataset, [(one.id, one.url) for one in infos])
        asked = dataset.renamed(names).head(options.limit)
        _refuse_strangers(asked, [one.id for one in infos])
        header = _header(asked, setup, options, prepared, archive) | {"addresses": names}
        name = f"{asked.path_name()}-{header['identity'][:16]}.jsonl"
        log_file = options.log or kept("runs") / name
        if options.reuse and log_file.is_file():
            stored = read_run(log_file)
            if stored.footer is not None and stored.header["identity"] == header["identity"]:
                return Run(asked, stored.results, stored.header, stored.footer, log_file)
        with RunLog(log_file, header, resume=options.resume) as log:
            waiting = [one for one in asked.questions if one.id not in log.done]
            progress.asked(len(log.done))
            for result in _answered(waiting, archive, setup, options):
                log.add(result)
                progress.asked(1)
            footer = {
                "passages": prepared.passages,
                "passages_per_s": prepared.passages_per_s,
                "load_s": model_s + opened,
                "peak_rss_mb": peak_rss_mb(),
                "index_mb": _megabytes(prepared.folder),
                "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            log.finish(footer)
    results = {one.id: log.done[one.id] for one in asked.questions}
    return Run(asked, results, header, footer, log_file)


_model_times: dict[str | None, float] = {}


def _load_model(setup: Setup) -> float:
    """Load the model and return how long it took, now or when the process first loaded it."""
    name = setup.index.model
    if name not in _model_times:
        began = time.perf_counter()
        load_encoder(name).encode_texts(["ready"])
        _model_times[name] = time.perf_counter() - began
    return _model_times[name]


def _prepared(dataset: Dataset, setup: Setup, options: Options, progress: Progress) -> Prepared:
    if dataset.articles is not None:
        return prepare(dataset, setup, options.index, progress.indexed)
    folder = index_folder(options.index)
    with Index.open(folder, settings=setup.index, must_exist=True) as archive:
        return Prepared(folder, archive.passage_count, None, built=False)


def _refuse_strangers(dataset: Dataset, ids: list[str]) -> None:
    strangers = missing(dataset, ids)
    wanted = {name for one in dataset.questions if one.answerable for name in one.relevant}
    if strangers and len(strangers) == len(wanted):
        raise DatasetError(
            f"{dataset.name} expects articles that the archive does not have, such as"
            f" {strangers[0]!r}; check --index"
        )


def _answered(
    questions: list[Question], archive: Index, setup: Setup, options: Options
) -> Iterator[Result]:
    def work(question: Question) -> Result:
        ranked = options.rank_all or bool(question.relevant)
        return answer_one(question, archive, setup, ranked=ranked, llm=options.llm)

    if options.workers <= 1:
        yield from map(work, questions)
        return
    with ThreadPoolExecutor(options.workers) as pool:
        yield from pool.map(work, questions)


def answer_one(
    question: Question,
    archive: Index,
    setup: Setup,
    *,
    ranked: bool = True,
    llm: str | None = None,
) -> Result:
    """Ask one question, after the earlier ones of its conversation, and check the answer.

    Args:
        question: to ask.
        archive: to ask.
        setup: how it is answered.
        ranked: whether to rank articles too, which is retrieval once more and deeper.
        llm: chat model that phrases the answer; none by default.
    """

    def said(text: str, history: list[Turn]) -> Answer:
        return ask(
            text, index=archive, history=history, now=question.now, settings=setup.rag, llm=llm
        )

    try:
        history: list[Turn] = []
        for earlier in question.history:
            before = said(earlier, list(history))
            short = before.short or ""
            history.append(Turn(earlier, before.answer, before.standalone_question, short))
        began = time.perf_counter()
        answer = said(question.text, history)
        answered = time.perf_counter()
        standalone = answer.standalone_question
        hits: list[Hit] = []
        if ranked:
            hits = retrieve(archive, standalone, PASSAGES, settings=setup.rag, now=question.now)
        done = time.perf_counter()
        hits = read_first(standalone, hits, setup.rag.top_k, setup.rag.reader)
    except DatelineError as error:
        _log.debug("the question %s failed", question.id, exc_info=True)
        return Result(question.id, [], {}, 0.0, 0.0, error=str(error))
    text_of = cache(lambda name: archive.article(name).text)
    return Result(
        id=question.id,
        ranking=documents(hits, archive.also),
        answer=answer.model_dump(mode="json"),
        retrieve_ms=(done - answered) * 1000 if ranked else 0.0,
        answer_ms=(answered - began) * 1000,
        violations=violations(answer, text_of),
    )


def _header(
    dataset: Dataset, setup: Setup, options: Options, prepared: Prepared, archive: Index
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "set": dataset.name,
        "path": str(dataset.path) if dataset.path else None,
        "questions": len(dataset.questions),
        "question_digest": dataset.question_digest(),
        "settings": setup.dump(),
        "limit": options.limit,
        "workers": options.workers,
        "seed": options.seed,
        "rank_all": options.rank_all,
        "llm": options.llm,
        "generation": archive.generation,
        "articles": len(archive),
        "passages": archive.passage_count,
        "model": {"name": archive.encoder.name, "fingerprint": archive.encoder.fingerprint},
        "reranker": {"name": setup.rag.rerank, "fingerprint": model_digest(setup.rag.rerank)}
        if setup.rag.rerank
        else None,
        "version": installed() or "unknown",
        "code": {room: source_digest(room)[:16] for room in ("index", "rag")},
    }
    identity = hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode())
    return values | {
        "identity": identity.hexdigest(),
        "index": str(prepared.folder),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }


def _megabytes(folder: str | Path) -> float | None:
    """Return the size of an index folder; None where an engine holds the archive."""
    if in_engine(folder):
        return None
    folder = Path(folder)
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6

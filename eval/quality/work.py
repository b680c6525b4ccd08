"""Carrying the benchmark out: every set, Dateline and its peers, claims, all checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval import place
from eval.figures import Figures, abstention_auroc
from eval.loaders import load
from eval.measure import measure, records
from eval.peers import PEERS, Embed
from eval.peers.measure import (
    judged_questions,
    ranking_by_type,
    ranking_figures,
    run_peer,
)
from eval.quality.claims import ClaimFigures, held_out, load_claims, measure_claims
from eval.quality.plan import CLAIMS, ENTRIES, POISONED, Entry
from eval.record import Record
from eval.runner import Options, Progress, run
from eval.sets import Dataset
from eval.setup import Setup
from eval.vectors import RememberingEncoder
from index.encode import load_encoder

Stage = Callable[[str, int], Callable[[int], None]]
"""Begins a piece of work of so many steps; returns what to call as they are done."""


@dataclass(frozen=True, slots=True)
class SetFindings:
    """What was found on one set.

    Attributes:
        document: Dateline's figures.
        peers: retrieval figures by peer.
        peers_by_type: the same by peer and type of question.
        strangers_auroc: how well confidence tells the set's answerable questions from those
            of another set.
        strangers_answered: share of those others that were answered all the same.
        poisoned: Dateline's figures with the poisoned documents left in.
    """

    document: dict[str, Any]
    peers: dict[str, Figures]
    peers_by_type: dict[str, dict[str, Figures]]
    strangers_auroc: float | None = None
    strangers_answered: float | None = None
    poisoned: dict[str, Any] | None = None


@dataclass(slots=True)
class Findings:
    """Everything the benchmark found.

    Attributes:
        sets: by folder name.
        claims: agreement on the half that nothing was fitted on.
        asked: questions asked of Dateline.
        violations: broken invariants, one line each.
        errors: questions that failed, one line each.
    """

    sets: dict[str, SetFindings] = field(default_factory=dict)
    claims: ClaimFigures | None = None
    asked: int = 0
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def take(self, document: Mapping[str, Any]) -> None:
        """Count a run's questions and what they broke."""
        self.asked += len(document["questions"])
        self.violations += document["violations"]
        self.errors += document["errors"]


@dataclass(frozen=True, slots=True)
class Bench:
    """How the benchmark is carried out.

    Attributes:
        folder: of the sets.
        setup: Dateline's settings, one and the same for every set.
        limit: questions a set at most.
        fresh: whether to ask again what was asked before with the same code.
        peers: whether to measure peers.
        stage: told what is being done.
    """

    folder: Path
    setup: Setup
    limit: int | None
    fresh: bool
    peers: bool
    stage: Stage


def carry_out(bench: Bench) -> Findings:
    """Measure every set that is there.

    Raises:
        DatelineError: a set cannot be read or asked.
    """
    findings = Findings()
    for entry in ENTRIES:
        if (bench.folder / entry.folder).is_dir():
            findings.sets[entry.folder] = _one_set(bench, entry, findings)
    if (bench.folder / CLAIMS).is_dir():
        findings.claims = _claims(bench)
    return findings


def _one_set(bench: Bench, entry: Entry, findings: Findings) -> SetFindings:
    whole = load(bench.folder / entry.folder).head(bench.limit)
    dataset = whole.without(POISONED) if entry.poisoned else whole
    document, judged = _ask(bench, dataset, findings)
    peers: dict[str, Figures] = {}
    by_type: dict[str, dict[str, Figures]] = {}
    if bench.peers:
        for name, rankings in _peers(bench, dataset).items():
            peers[name] = ranking_figures(dataset, rankings)
            by_type[name] = ranking_by_type(dataset, rankings)
    strangers_auroc = answered = None
    if entry.strangers and (bench.folder / entry.strangers).is_dir():
        strangers = load(bench.folder / entry.strangers).head(bench.limit)
        _, others = _ask(bench, _strange(dataset, strangers), findings)
        own = [one for one in judged if one.answerable]
        strangers_auroc = abstention_auroc([*own, *others])
        answered = sum(not one.abstained for one in others) / max(1, len(others))
    poisoned = _ask(bench, whole, findings)[0] if entry.poisoned else None
    return SetFindings(document, peers, by_type, strangers_auroc, answered, poisoned)


def _strange(dataset: Dataset, strangers: Dataset) -> Dataset:
    """Return another set's questions, asked of a corpus that does not answer them."""
    return replace(
        dataset,
        name=f"{strangers.name} asked of {dataset.name}",
        questions=tuple(
            replace(one, answers=(), relevant={}, facts=(), answerable=False)
            for one in strangers.questions
        ),
    )


def _ask(bench: Bench, dataset: Dataset, findings: Findings) -> tuple[dict[str, Any], list[Record]]:
    told = bench.stage(dataset.name, len(dataset.questions))
    options = Options(reuse=not bench.fresh, resume=not bench.fresh, rank_all=False)
    done = run(dataset, bench.setup, options, Progress(None, told))
    document = measure(done)
    findings.take(document)
    return document, records(done.dataset, done.results)


def _peers(bench: Bench, dataset: Dataset) -> dict[str, dict[str, list[str]]]:
    encoder = RememberingEncoder(load_encoder(bench.setup.index.model), place.vectors())
    found: dict[str, dict[str, list[str]]] = {}
    for peer in PEERS:
        file = _peer_file(peer.name, dataset, encoder.fingerprint)
        if file.is_file():
            found[peer.name] = json.loads(file.read_text(encoding="utf-8"))
            continue
        told = bench.stage(f"{dataset.name}: {peer.name}", len(judged_questions(dataset)))
        embed: Embed = encoder.embed
        found[peer.name] = run_peer(peer(embed), dataset, told).rankings
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found[peer.name]), encoding="utf-8")
    return found


def _peer_file(name: str, dataset: Dataset, fingerprint: str) -> Path:
    library = {"txtai hybrid": "txtai"}.get(name, "langchain-text-splitters")
    row = [
        name,
        version(library),
        fingerprint,
        dataset.corpus_digest(),
        [(one.id, one.text) for one in judged_questions(dataset)],
    ]
    key = hashlib.sha256(json.dumps(row).encode()).hexdigest()[:16]
    return place.peers() / f"{dataset.path_name()}-{key}.json"


def _claims(bench: Bench) -> ClaimFigures | None:
    from rag.support.check import support

    encoder = load_encoder(bench.setup.index.model)
    claims = [one for one in load_claims(bench.folder / CLAIMS / "claims.jsonl") if held_out(one)]
    if bench.limit is not None:
        claims = claims[:: max(1, len(claims) // bench.limit)][: bench.limit]
    if len({one.supported for one in claims}) < 2:
        return None
    told = bench.stage(CLAIMS, len(claims))
    return measure_claims(claims, lambda claim, cited: support(claim, cited, encoder=encoder), told)

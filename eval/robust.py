"""One set over its own corpus made worse step by step: with noise, and with poison.

Noise is every document that bears on no question of the set; poison are the documents of the
kind "counterfactual", which tell the wrong answer (RGB, Chen et al. 2023, arXiv:2309.01431).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from eval.compare import compare
from eval.document import as_measured
from eval.errors import DatasetError
from eval.figures import Figures
from eval.measure import flat_figures, measure
from eval.record import Record
from eval.runner import Options, Progress, run
from eval.sets import Dataset
from eval.setup import Setup
from eval.stats.intervals import interval
from eval.stats.significance import holm

POISON = "counterfactual"

COMPARED = (
    "retrieval.ndcg@10",
    "retrieval.hit@1",
    "answers.contains",
    "citations.precision",
    "citations.recall",
    "abstention.risk",
)
"""Figures that are tested against the undisturbed corpus."""


@dataclass(frozen=True, slots=True)
class Level:
    """A corpus to ask the questions of.

    Attributes:
        noise: share of the irrelevant documents that is in it.
        poisoned: whether the poisoned documents are.
        dataset: the set with that corpus.
    """

    noise: float
    poisoned: bool
    dataset: Dataset

    @property
    def name(self) -> str:
        """As a table shows it."""
        told = f"{self.noise:.0%} of the noise"
        return f"{told}, poisoned" if self.poisoned else told


@dataclass(frozen=True, slots=True)
class Shaken:
    """What became of the questions at one level.

    Attributes:
        name: of the level.
        noise: share of the irrelevant documents.
        poisoned: whether poisoned documents were there.
        articles: in the corpus.
        figures: by "group.name".
        kept: share of the questions right at the first level that are right here; None where
            nothing was right or the set does not tell.
        kept_interval: its 95 % bootstrap interval.
        p: of each compared figure against the first level, corrected over figures and levels.
        lost: questions right at the first level and wrong here, by id.
    """

    name: str
    noise: float
    poisoned: bool
    articles: int
    figures: Figures
    kept: float | None
    kept_interval: tuple[float, float] | None
    p: dict[str, float]
    lost: list[str]


def levels(dataset: Dataset, noise: Sequence[float], seed: int = 0) -> list[Level]:
    """Return the corpora, least noise first, the poisoned one last.

    The noise of a level holds that of the levels before it.

    Raises:
        DatasetError: the set has no corpus, no document is relevant, or a share is not in 0..1.
    """
    if dataset.articles is None:
        raise DatasetError(f"{dataset.name} has no corpus whose noise could be taken out")
    wrong = [one for one in noise if not 0 <= one <= 1]
    if wrong or not noise:
        raise DatasetError(f"a share of noise lies in 0 to 1, not {wrong[0] if wrong else 'none'}")
    wanted = {name for one in dataset.questions for name in one.relevant}
    clean = dataset.without(POISON)
    assert clean.articles is not None
    if not any(one.id in wanted for one in clean.articles):
        raise DatasetError(f"{dataset.name}: no document of its corpus is relevant to a question")
    strangers = [one.id for one in clean.articles if one.id not in wanted]
    random.Random(seed).shuffle(strangers)  # noqa: S311 - a draw of documents
    found: list[Level] = []
    for share in sorted(set(noise)):
        out = set(strangers[round(share * len(strangers)) :])
        articles = tuple(one for one in clean.articles if one.id not in out)
        found.append(Level(share, False, replace(dataset, articles=articles)))
    if len(clean.articles) < len(dataset.articles):
        most = found[-1]
        out = {one.id for one in clean.articles} - {one.id for one in most.dataset.articles or ()}
        articles = tuple(one for one in dataset.articles if one.id not in out)
        found.append(Level(most.noise, True, replace(dataset, articles=articles)))
    return found


def ask_over(
    level: Level, setup: Setup, options: Options, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the document of a run over the corpus of one level."""
    return measure(run(level.dataset, setup, options, progress))


def against_first(
    chosen: Sequence[Level], documents: Sequence[dict[str, Any]], seed: int = 0
) -> list[Shaken]:
    """Return each level with what it lost against the first."""
    measured = [as_measured(one).records for one in documents]
    tests = {
        (place, one.figure): one.p
        for place, records in enumerate(measured[1:], start=1)
        for one in compare(measured[0], records, seed=seed, figures=COMPARED).differences
    }
    corrected = holm(tests)
    return [
        _shaken(
            level,
            document,
            [(measured[0][name], one) for name, one in records.items()],
            {figure: p for (where, figure), p in corrected.items() if where == place},
            seed,
        )
        for place, (level, document, records) in enumerate(
            zip(chosen, documents, measured, strict=True)
        )
    ]


def _shaken(
    level: Level,
    document: dict[str, Any],
    pairs: list[tuple[Record, Record]],
    p: dict[str, float],
    seed: int,
) -> Shaken:
    known = [
        (before, after)
        for before, after in pairs
        if before.right is not None and after.right is not None
    ]
    return Shaken(
        name=level.name,
        noise=level.noise,
        poisoned=level.poisoned,
        articles=len(level.dataset.articles or ()),
        figures=flat_figures(document),
        kept=_kept(known),
        kept_interval=interval(known, _kept, seed=seed, repeats=1000) if known else None,
        p=p,
        lost=[after.id for before, after in known if before.right and not after.right],
    )


def _kept(pairs: Sequence[tuple[Record, Record]]) -> float | None:
    """Return the share of the questions right before that are right after."""
    stayed = [bool(after.right) for before, after in pairs if before.right]
    return sum(stayed) / len(stayed) if stayed else None

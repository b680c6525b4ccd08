"""One set over its own corpus made worse step by step: with noise, and with poison.

Noise is every document that bears on no question of the set; poison are the documents of the
kind "counterfactual", which tell the wrong answer (RGB, Chen et al. 2023, arXiv:2309.01431).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

from eval.compare import LEVEL, compare, corrected
from eval.console import console, refuse_places, run_shown, say, write_json
from eval.document import as_measured
from eval.errors import DatasetError, SettingError
from eval.figures import Figures
from eval.loaders import load
from eval.measure import flat_figures, measure
from eval.options import JsonFile, Limit, Questions, Seed, Settings, Workers, option
from eval.record import Record
from eval.report.table import Table
from eval.runner import Options
from eval.sets import Dataset
from eval.setup import setup
from eval.stats.intervals import mean_interval

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

SHOWN = (
    *COMPARED, "abstention.coverage", "poison.right", "poison.both", "poison.wrong", "poison.named",
)  # fmt: skip


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
        return f"{self.noise:.0%} of the noise{', poisoned' if self.poisoned else ''}"


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
    poison = {one.id for one in dataset.articles if dataset.kinds.get(one.id) == POISON}
    clean = [one.id for one in dataset.articles if one.id not in poison]
    strangers = [name for name in clean if name not in wanted]
    if len(strangers) == len(clean):
        raise DatasetError(f"{dataset.name}: no document of its corpus is relevant to a question")
    random.Random(seed).shuffle(strangers)  # noqa: S311 - a draw of documents

    def level(share: float, poisoned: bool) -> Level:
        out = set(strangers[round(share * len(strangers)) :]) | (set() if poisoned else poison)
        articles = tuple(one for one in dataset.articles or () if one.id not in out)
        return Level(share, poisoned, replace(dataset, articles=articles))

    shares = sorted(set(noise))
    return [level(share, False) for share in shares] + ([level(shares[-1], True)] if poison else [])


def against_first(
    chosen: Sequence[Level], documents: Sequence[dict[str, Any]], seed: int = 0
) -> list[Shaken]:
    """Return each level, with the document of its run, and what it lost against the first."""
    measured = [as_measured(one).records for one in documents]
    first, *others = measured
    compared = [compare(first, other, seed=seed, figures=COMPARED) for other in others]
    changes = corrected(dict(enumerate(compared, start=1)))
    tested = {place: one.differences for place, one in changes.items()}
    found: list[Shaken] = []
    for place, (one, document) in enumerate(zip(chosen, documents, strict=True)):
        stayed = _stayed(measured[0], measured[place])
        right = [float(good) for good in stayed.values()]
        found.append(
            Shaken(
                name=one.name,
                noise=one.noise,
                poisoned=one.poisoned,
                articles=len(one.dataset.articles or ()),
                figures=flat_figures(document),
                kept=sum(right) / len(right) if right else None,
                kept_interval=mean_interval(right, seed=seed) if right else None,
                p={each.figure: each.corrected for each in tested.get(place, ())},
                lost=[name for name, good in stayed.items() if not good],
            )
        )
    return found


def _stayed(before: dict[str, Record], after: dict[str, Record]) -> dict[str, bool]:
    """Return whether each question that was right before still is, where that is known."""
    return {
        name: bool(one.right)
        for name, one in after.items()
        if before[name].right and one.right is not None
    }


def robust_command(
    questions: Questions,
    noise: Annotated[
        str, option("noise", "SHARE,SHARE", "Shares of the irrelevant documents.")
    ] = "0,0.5,1",
    setting: Settings = None,
    limit: Limit = None,
    workers: Workers = 1,
    seed: Seed = 0,
    json_file: JsonFile = None,
) -> None:
    """Measure what noise and poisoned documents in the corpus cost."""
    refuse_places(json_file)
    options = Options(limit=limit, workers=workers, seed=seed)
    dataset, chosen = load(questions), setup(setting or [])
    try:
        shares = [float(one) for one in noise.split(",") if one.strip()]
    except ValueError:
        raise SettingError(f"the shares of noise are numbers like 0,0.5,1, not {noise!r}") from None
    corpora = levels(dataset, shares, seed)
    documents: list[dict[str, Any]] = []
    for one in corpora:
        say(one.name)
        documents.append(measure(run_shown(one.dataset, chosen, options)))
    found = against_first(corpora, documents, seed)
    names = [name for name in SHOWN if any(name in one.figures for one in found)]
    rows = [("articles", *(f"{one.articles:,}" for one in found))]
    rows += [(name, *(_cell(one, name) for one in found)) for name in names]
    rows.append(("right answers kept", *map(_kept, found)))
    note = (
        "* differs from the first column (paired permutation, p at most 0.05 after Holm's"
        " correction); kept: share of the questions right there, with its 95 % interval"
    )
    columns = ("", *(one.name for one in found))
    console().print(Table(dataset.name, columns, rows, note=note).rich())
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])


def _cell(one: Shaken, figure: str) -> str:
    if figure not in one.figures:
        return ""
    return f"{one.figures[figure]:.3f}{'*' if one.p.get(figure, 1.0) <= LEVEL else ' '}"


def _kept(one: Shaken) -> str:
    if one.kept is None or one.kept_interval is None:
        return ""
    low, high = one.kept_interval
    return f"{one.kept:.3f} ({low:.2f} to {high:.2f})"

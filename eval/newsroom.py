"""Reporters' questions: is what was said useful, and is silence kept where it should be?

A line of a question file holds `id`, `question`, `type`, `answerable`, `why_not` (why it is not
answerable), `gold` (groups of alternatives; a whole answer has one of each), `docs` (ids of gold
articles), `evidence` (the sentences that tell it) and `conflict` (what articles really give
differently).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from typing import Annotated, Any

import typer

from eval.console import console, model, refuse_places, run_shown, write_json
from eval.errors import DatasetError
from eval.loaders.lines import read_json_lines, refuse_twice
from eval.options import IndexDir, JsonFile, Limit, Model, Settings, Workers, option
from eval.record import Result
from eval.report.table import Table
from eval.runner import Options
from eval.sets import Dataset, Question
from eval.setup import Setup, setup
from index.article import Article

DEPTH = 5
"""Passages in which all gold should stand."""

FIRST = (
    "useful", "right", "first", "short_right", "answered", "padding", "refused", "false_conflicts",
    "conflicts", f"gold in {DEPTH} passages", "groups", "words",
)  # fmt: skip
"""Figures of a table in this order; the shares by type and by reason follow."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of a question's answer, its strings flattened."""

    type: str
    answerable: bool
    why_not: str
    groups: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...]
    conflict: bool


def flat(text: str) -> str:
    """Return lower case, straight quotation marks, single blanks."""
    return " ".join(text.lower().translate(_QUOTES).split())


def read_questions(file: Path, now: date | None = None) -> tuple[list[Question], dict[str, Gold]]:
    """Return the questions of a file, asked on a day, and what is known of each by id.

    Raises:
        DatasetError: a line is not what the format says.
    """
    questions: dict[str, Question] = {}
    golds: dict[str, Gold] = {}
    for line in read_json_lines(file):
        name, kind = line.text("id"), line.text("type")
        refuse_twice(questions, name, line)
        groups = [line.inner({"group": one}).texts("group") for one in line.items("gold")]
        answerable = line.flag("answerable", default=True)
        if answerable and not all(groups):
            raise line.fail("is answerable and has a group of gold without alternatives")
        questions[name] = Question(
            name,
            line.text("question"),
            relevant=dict.fromkeys(line.texts("docs"), 1) if answerable else {},
            answerable=answerable,
            type=kind,
            now=now,
        )
        golds[name] = Gold(
            kind,
            answerable,
            line.optional("why_not") or "",
            tuple(tuple(map(flat, one)) for one in groups),
            tuple(map(flat, line.texts("evidence"))),
            bool(line.values.get("conflict")),
        )
    return list(questions.values()), golds


def values(gold: Gold, answer: Mapping[str, Any]) -> dict[str, float]:
    """Return every figure that can be measured on one answer.

    `useful` is the one that matters: the fact said first, or all facts said where there are
    several; and silence where the archive does not tell.

    Args:
        gold: what is known.
        answer: `Answer.model_dump(mode="json")`.
    """
    silent = bool(answer["abstained"])
    said = [flat(one["text"]) for one in answer["sentences"]]
    found: dict[str, float] = {}
    if not silent and not gold.conflict:
        found["false_conflicts"] = float(bool(answer["disagreements"]))
    if not gold.answerable:
        names = ("useful", "refused", f"refused: {gold.why_not}")
        return found | dict.fromkeys(names, float(silent))
    whole = " ".join(said)
    groups = [_holds(whole, one) for one in gold.groups]
    right = not silent and all(groups)
    first = bool(said) and len(groups) == 1 and _holds(said[0], gold.groups[0])
    best = " ".join(flat(one["text"]) for one in answer["passages"][:DEPTH])
    found |= {
        "answered": not silent,
        "right": right,
        f"right: {gold.type}": right,
        "groups": sum(groups) / max(1, len(groups)) if not silent else 0.0,
        "useful": first or (right and len(groups) > 1),
        f"gold in {DEPTH} passages": all(_holds(best, one) for one in gold.groups),
    }
    if len(groups) == 1:
        found["first"] = first
    if "short" in answer:
        short = flat((answer["short"] or {}).get("text") or "")
        found["short_right"] = bool(short) and all(_holds(short, one) for one in gold.groups)
    if said:
        found["padding"] = sum(_idle(one, gold) for one in said) / len(said)
        found["words"] = len(whole.split())
    if gold.conflict:
        found["conflicts"] = bool(answer["disagreements"])
    return {name: float(value) for name, value in found.items()}


def _holds(text: str, alternatives: Iterable[str]) -> bool:
    return any(one in text for one in alternatives)


def _idle(sentence: str, gold: Gold) -> bool:
    """Say whether a sentence holds no gold and is no evidence."""
    told = any(_holds(sentence, one) for one in gold.groups)
    return not told and not any(one in sentence or sentence in one for one in gold.evidence)


def figures(golds: Mapping[str, Gold], results: Mapping[str, Result]) -> dict[str, float]:
    """Return the mean of each figure over the questions that have it, and the median time."""
    known = {name: results[name] for name in golds if name in results and not results[name].error}
    columns: dict[str, list[float]] = {}
    for name, result in known.items():
        for figure, value in values(golds[name], result.answer).items():
            columns.setdefault(figure, []).append(value)
    order = [*FIRST, *sorted(set(columns) - set(FIRST))]
    found = {figure: fmean(columns[figure]) for figure in order if figure in columns}
    if known:
        found["p50_ms"] = median(one.answer_ms for one in known.values())
    return found | {"questions": float(len(known))}


def measure_newsroom(
    files: Sequence[Path], articles: Path | None, chosen: Setup, options: Options, now: date | None
) -> dict[str, dict[str, float]]:
    """Ask the questions of all files in one run; return the figures of each file by its name.

    Args:
        files: of questions.
        articles: the corpus as `dateline index` takes it; None for the archive of `options`.
        chosen: settings.
        options: how the run is carried out.
        now: the asker's day; None for that after the newest article.

    Raises:
        DatasetError: a file is not what the format says, or holds no article.
    """
    corpus = _articles(articles) if articles is not None else None
    if now is None and corpus is not None:
        now = max((one.date for one in corpus if one.date), default=date.max - timedelta(1))
        now += timedelta(1)
    read = {file.stem: read_questions(file, now) for file in files}
    questions = tuple(one for ones, _ in read.values() for one in ones)
    done = run_shown(Dataset("newsroom", questions, corpus), chosen, options)
    asked = {one.id for one in done.dataset.questions}
    return {
        name: figures({one: gold for one, gold in golds.items() if one in asked}, done.results)
        for name, (_, golds) in read.items()
    }


def _articles(file: Path) -> tuple[Article, ...]:
    from index.load import load

    found = tuple(one for one in load([file]) if isinstance(one, Article))
    if not found:
        raise DatasetError(f"{file}: holds no article")
    return found


def newsroom_command(
    questions: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Reporters' questions.")],
    articles: Annotated[
        Path | None, option("articles", "FILE", "What they are about; without it, the archive.")
    ] = None,
    now: Annotated[
        datetime | None,
        option("now", "DATE", "The asker's day; after the newest article.", formats=["%Y-%m-%d"]),
    ] = None,
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    setting: Settings = None,
    json_file: JsonFile = None,
    llm: Model = None,
) -> None:
    """Measure how useful the answers to reporters' questions are."""
    refuse_places(json_file)
    day = now.date() if now else None
    with model(llm) as spec:
        options = Options(index, limit, workers, rank_all=False, llm=spec)
        found = measure_newsroom(questions, articles, setup(setting or []), options, day)
    names = dict.fromkeys(name for one in found.values() for name in one)
    rows = [(n, *(f"{one[n]:.3f}" if n in one else "" for one in found.values())) for n in names]
    console().print(Table("newsroom", ("", *found), rows).rich())
    if json_file is not None:
        write_json(json_file, found)

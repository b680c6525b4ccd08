"""`python -m eval.fit DATASETS`: fit the models of `rag/retrieve/weights.json`, and say how well.

Half of each set is held out: the figures printed are of models fitted on one half and measured
on the other. What is written is fitted on both halves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

import rag.retrieve.weights as kept
from eval.corpus import prepare
from eval.fit.calibrate import FOREIGN, Case, cases, fit_confidence, separation
from eval.fit.examples import Example, examples
from eval.fit.ranking import (
    fit_passages,
    fit_sentences,
    ranking_figures,
    sentence_figures,
    sentence_group,
    vector,
)
from eval.fit.support import balanced_accuracy, claims, fit_support
from eval.loaders.beir import load
from eval.sets import Dataset
from eval.setup import setup
from index.archive import Index
from rag.retrieve.features import SENTENCE_FEATURES
from rag.settings import RagSettings

SAMPLES = "samples"
SETS = (
    "squad2-dev-a",
    "nq-open-oracle-a",
    "multihop-rag-500-a",
    SAMPLES,
    "time-1963-a",
    "rgb-en-fact-a",
)
ANSWERED = SETS[:4]
# What is fitted must not depend on what was fitted before.
POOL = RagSettings(fusion="rrf", collapse_origins=False, recency=0.0)
SETTINGS = RagSettings(fusion="fitted", collapse_origins=False, recency=0.0)
PAIRS = (
    ("squad", FOREIGN),
    ("nq", "squad in nq foreign"),
    ("multihop", "squad in multihop foreign"),
    ("squad", "squad unanswerable"),
    ("multihop", "multihop null"),
    ("samples", "samples unanswerable"),
)
TARGET = Path(kept.__file__).with_name("weights.json")


def main(
    datasets: Path = typer.Argument(..., help="Folder of BEIR folders."),
    limit: int = typer.Option(1200, help="Questions a set at most."),
    write: bool = typer.Option(True, help="Write rag/retrieve/weights.json."),
) -> None:
    """Fit and measure."""
    archives: dict[str, Index] = {}
    ranked: dict[str, list[Example]] = {}
    sets: dict[str, Dataset] = {}
    for name in SETS:
        if name == SAMPLES:
            dataset, archives[name] = samples()
        else:
            dataset = load(datasets / name).without("counterfactual")
            archives[name] = Index.open(prepare(dataset, setup()).folder)
        sets[name] = dataset
        answerable = [q for q in dataset.questions if q.answerable and q.relevant]
        ranked[name] = list(examples(name, archives[name], _even(answerable, limit), POOL))
        typer.echo(f"{name}: {len(ranked[name])} questions")
    halves = [[e for es in ranked.values() for e in es if e.half == half] for half in (0, 1)]
    for part in (0, 1):
        passages = fit_passages(halves[part])
        answered = [e for e in halves[part] if e.set_name in ANSWERED]
        sentences = fit_sentences(answered, passages)
        for name in SETS:
            held = [e for e in ranked[name] if e.half != part]
            ndcg, first = ranking_figures(held, passages)
            line = f"  held-out half {1 - part} {name}: nDCG@10 {ndcg:.4f}, hit@1 {first:.4f}"
            if name in ANSWERED:
                one, three = sentence_figures(held, passages, sentences)
                line += f", right sentence first {one:.4f}, among three {three:.4f}"
            typer.echo(line)
    fitted = kept.fitted()
    everything = [e for es in ranked.values() for e in es]
    fitted["passage"] = fit_passages(everything)
    answered = [e for e in everything if e.set_name in ANSWERED]
    fitted["sentence"] = fit_sentences(answered, fitted["passage"])
    fitted["sentence_offset"] = _offset(answered, fitted)
    kept.weights.cache_clear()
    fitted["confidence"] = _confidence(sets, archives, limit)
    fitted["support"] = _support(datasets / "qags-claims-a" / "claims.jsonl")
    fitted["fitted_on"] = {name: len(es) for name, es in ranked.items()}
    if write:
        TARGET.write_text(json.dumps(_rounded(fitted), indent=1) + "\n", encoding="utf-8")
        typer.echo(f"written to {TARGET.name}")


def samples() -> tuple[Dataset, Index]:
    """Return the committed questions over the sample articles, and an index of those."""
    from importlib.resources import files

    from eval.loaders import load as load_any
    from index.encode.cache import cache_folder
    from index.ingest import ingest

    archive = Index.open(cache_folder() / "eval" / "samples")
    ingest(archive, [Path(str(files("index") / "samples"))])
    dataset = load_any(Path(str(files("eval") / "cases" / "samples.jsonl")))
    addresses = {info.url: info.id for info in archive.articles() if info.url}
    wanted = {name for q in dataset.questions for name in q.relevant}
    return dataset.renamed({name: addresses[name] for name in wanted}), archive


def _even(questions: Sequence[Any], limit: int) -> list[Any]:
    step = max(1.0, len(questions) / limit)
    return [questions[int(i * step)] for i in range(min(limit, len(questions)))]


def _offset(answered: Sequence[Example], fitted: dict[str, Any]) -> float:
    """Return the logit at which a sentence is as likely right as wrong."""
    from sklearn.linear_model import LogisticRegression

    logits, right = [], []
    weights = vector(fitted["sentence"], SENTENCE_FEATURES)
    for example in answered:
        rows, gold, _ = sentence_group(example, fitted["passage"])
        logits += (rows @ weights).tolist()
        right += gold.tolist()
    model = LogisticRegression().fit([[value] for value in logits], right)
    return float(-model.intercept_[0] / model.coef_[0][0])


def _confidence(sets: dict[str, Dataset], archives: dict[str, Index], limit: int) -> dict[str, Any]:
    """Fit the confidence, print how well it separates, and return it."""
    squad, nq, multihop, own = (sets[name] for name in ANSWERED)

    def seen(name: str, questions: Sequence[Any], kind: str, answerable: bool) -> list[Case]:
        chosen = _even(list(questions), limit)
        return cases(list(examples(kind, archives[name], chosen, SETTINGS)), kind, answerable)

    kinds = {
        "squad": seen(ANSWERED[0], [q for q in squad.questions if q.answerable], "squad", True),
        "nq": seen(ANSWERED[1], nq.questions, "nq", True),
        "multihop": seen(
            ANSWERED[2], [q for q in multihop.questions if q.answerable], "multihop", True
        ),
        FOREIGN: seen(ANSWERED[0], nq.questions, FOREIGN, False),
        "squad in nq foreign": seen(
            ANSWERED[1],
            [q for q in squad.questions if q.answerable],
            "squad in nq foreign",
            False,
        ),
        "squad in multihop foreign": seen(
            ANSWERED[2], squad.questions[:600], "squad in multihop foreign", False
        ),
        "squad unanswerable": seen(
            ANSWERED[0],
            [q for q in squad.questions if not q.answerable],
            "squad unanswerable",
            False,
        ),
        "multihop null": seen(
            ANSWERED[2], [q for q in multihop.questions if not q.answerable], "multihop null", False
        ),
    }
    kinds["samples"] = seen(SAMPLES, [q for q in own.questions if q.answerable], "samples", True)
    kinds["samples unanswerable"] = seen(
        SAMPLES, [q for q in own.questions if not q.answerable], "samples unanswerable", False
    )
    train = [c for cs in kinds.values() for c in cs if c.half == 0]
    held = {kind: [c for c in cs if c.half == 1] for kind, cs in kinds.items()}
    model = fit_confidence(train, [c for cs in held.values() for c in cs])
    for positive, negative in PAIRS:
        value = separation(model, held[positive], held[negative])
        typer.echo(f"  AUROC {positive} against {negative} (held out): {value:.4f}")
    for kind, cs in held.items():
        share = sum(_chance(model, c) >= model["threshold"] for c in cs) / max(1, len(cs))
        typer.echo(f"  answered at {model['threshold']:.3f}: {kind} {share:.4f}")
    return model


def _chance(model: dict[str, Any], case: Case) -> float:
    import math

    total = sum(w * v for w, v in zip(model["weights"].values(), case.row, strict=True))
    return 1.0 / (1.0 + math.exp(-(model["offset"] + float(total))))


def _support(file: Path) -> dict[str, Any]:
    """Fit the support of claims, print how well it judges the held-out half, and return it."""
    judged = claims(file)
    for part in (0, 1):
        model = fit_support([c for c in judged if c.half == part])
        value = balanced_accuracy(model, [c for c in judged if c.half != part])
        typer.echo(f"  support, held-out half {1 - part}: balanced accuracy {value:.4f}")
    return fit_support([c for c in judged if c.half == 0])


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 5) if isinstance(value, float) else value


if __name__ == "__main__":
    typer.run(main)

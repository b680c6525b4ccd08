"""The benchmark's tables: as (heading, columns, rows), for terminal and Markdown alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eval.quality.targets import Target
from eval.quality.work import Findings

RETRIEVAL = ("ndcg@10", "mrr@10", "hit@1", "hit@5", "hit@10", "recall@10", "all_evidence@10")
ANSWERS = (
    ("questions", "", "questions"),
    ("contains", "answers", "contains"),
    ("first sentence", "answers", "first_sentence"),
    ("sentences", "answers", "sentences"),
    ("citation precision", "citations", "precision"),
    ("citation recall", "citations", "recall"),
    ("AUROC", "abstention", "auroc"),
    ("coverage", "abstention", "coverage"),
    ("risk", "abstention", "risk"),
)
RISKS = (0.05, 0.1, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(findings: Findings, found: list[Target]) -> list[Sheet]:
    """Return every table of the benchmark, the targets last."""
    return [
        _retrieval(findings),
        *_types(findings),
        _answers(findings),
        *_abstention(findings),
        *_threshold(findings),
        *_risks(findings),
        *_reliability(findings),
        *_poison(findings),
        *_claims(findings),
        _targets(found),
    ]


def _retrieval(findings: Findings) -> Sheet:
    rows: list[tuple[str, ...]] = []
    for folder, one in findings.sets.items():
        ours = one.document["retrieval"]
        rows.append((folder, "Dateline", *(_figure(ours.get(name)) for name in RETRIEVAL)))
        for peer, figures in one.peers.items():
            theirs = (_figure(figures.get(f"retrieval.{name}")) for name in RETRIEVAL)
            rows.append(("", peer, *theirs))
    return Sheet("Retrieval, answerable questions", ("set", "", *RETRIEVAL), tuple(rows))


def _types(findings: Findings) -> list[Sheet]:
    one = findings.sets.get("multihop-rag-500-a")
    if one is None:
        return []
    figure = "retrieval.all_evidence@10"
    rows = [
        (
            kind,
            f"{values['questions']:.0f}",
            _figure(values[figure]),
            *(_figure(types.get(kind, {}).get(figure)) for types in one.peers_by_type.values()),
        )
        for kind, values in one.document["by_type"].items()
        if figure in values
    ]
    columns = ("type", "questions", "Dateline", *one.peers_by_type)
    return [Sheet("multihop-rag-500-a: all_evidence@10", columns, tuple(rows))]


def _answers(findings: Findings) -> Sheet:
    rows = []
    for folder, one in findings.sets.items():
        values = [_value(one.document, group, name) for _, group, name in ANSWERS]
        if any(group in ("answers",) and one.document[group] for _, group, _ in ANSWERS):
            rows.append((folder, *values))
    return Sheet(
        "Answers, with no language model", ("set", *(name for name, _, _ in ANSWERS)), tuple(rows)
    )


def _value(document: dict[str, Any], group: str, name: str) -> str:
    if name == "questions":
        return str(len(document["questions"]))
    return _figure(document[group].get(name))


def _abstention(findings: Findings) -> list[Sheet]:
    rows = []
    for folder, one in findings.sets.items():
        if one.strangers_auroc is not None:
            told = f"{folder} answerable against questions of another set"
            rows.append((told, _figure(one.strangers_auroc)))
        own = one.document["abstention"].get("auroc")
        if own is not None:
            rows.append((f"{folder} answerable against its own unanswerable", _figure(own)))
    return [Sheet("Abstention: AUROC of confidence", ("", "AUROC"), tuple(rows))] if rows else []


def _threshold(findings: Findings) -> list[Sheet]:
    from rag.answer.confidence import meaning, threshold

    rows = [
        (f"{threshold():.3f}", meaning(), folder, _figure(one.strangers_answered))
        for folder, one in findings.sets.items()
        if one.strangers_answered is not None
    ]
    columns = ("threshold", "its meaning", "set", "strangers answered here")
    return [Sheet("Abstention: the threshold in words", columns, tuple(rows))] if rows else []


def _risks(findings: Findings) -> list[Sheet]:
    """The risk–coverage curve, read at a few risks."""
    rows = []
    for folder, one in findings.sets.items():
        curve = one.document["curves"]["risk_coverage"]
        if curve:
            reached = (
                max((covered for covered, risk in curve if risk <= most), default=0.0)
                for most in RISKS
            )
            rows.append((folder, *(_figure(covered) for covered in reached), _figure(curve[-1][1])))
    columns = ("set", *(f"risk {most:g}" for most in RISKS), "risk as answered")
    title = "Risk and coverage: share answered when at most so many answers are wrong"
    return [Sheet(title, columns, tuple(rows))] if rows else []


def _reliability(findings: Findings) -> list[Sheet]:
    """The reliability diagram: how often answers of a confidence are right."""
    rows = [
        (
            folder,
            f"{each['low']:.1f} to {each['high']:.1f}",
            _figure(each["confidence"]),
            _figure(each["accuracy"]),
            str(each["count"]),
        )
        for folder, one in findings.sets.items()
        for each in one.document["curves"]["reliability"]
    ]
    columns = ("set", "confidence", "mean", "right", "answers")
    return [Sheet("Reliability of the confidence", columns, tuple(rows))] if rows else []


def _poison(findings: Findings) -> list[Sheet]:
    rows = []
    for folder, one in findings.sets.items():
        if one.poisoned is None or "poison" not in one.poisoned:
            continue
        told = one.poisoned["poison"]
        names = ("right", "both", "wrong", "neither", "named")
        rows.append((folder, *(_figure(told.get(name)) for name in names)))
    columns = (
        "set", "right alone", "both", "wrong alone", "neither", "named as a disagreement"
    )  # fmt: skip
    return [Sheet("With poisoned documents", columns, tuple(rows))] if rows else []


def _claims(findings: Findings) -> list[Sheet]:
    if findings.claims is None:
        return []
    one = findings.claims
    row = ("qags-claims-a", str(one.claims), _figure(one.balanced_accuracy), _figure(one.auroc))
    columns = ("claims not fitted on", "", "balanced accuracy", "AUROC")
    return [Sheet("Support of a sentence by its citation", columns, (row,))]


def _targets(found: list[Target]) -> Sheet:
    rows = tuple(
        (
            one.name,
            _figure(one.value),
            _figure(one.needed),
            "met" if one.met else "NOT met",
        )
        for one in found
    )
    return Sheet("Targets", ("", "measured", "needed", ""), rows)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) and abs(value) > 1 else f"{value:.3f}"


def markdown(sheet: Sheet) -> str:
    """Return a table in Markdown."""
    head = "| " + " | ".join(sheet.columns) + " |"
    rule = "|" + "---|" * len(sheet.columns)
    body = ["| " + " | ".join(row) + " |" for row in sheet.rows]
    return "\n".join([f"## {sheet.title}", "", head, rule, *body, ""])

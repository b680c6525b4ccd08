"""What the archive has that comes near an answer and is none."""

from __future__ import annotations

from collections.abc import Mapping

from rag.answer.model import Near
from rag.language import language_of
from rag.query.answer_type import Kind
from rag.query.plan import Plan
from rag.types import Evidence, Findings

# Of the question's words, those that an article's title and passage must have to be near at all.
_SHARE = 0.5
_LACKS: Mapping[Kind, str] = {
    "person": "does not say who it is",
    "time": "does not say when",
    "place": "does not say where",
    "quantity": "does not give the figure",
    "reason": "does not say why",
    "manner": "does not say how",
    "yes_no": "does not say whether",
}


def near(plan: Plan, findings: Findings) -> Near | None:
    """Return the sentence that comes nearest to an answer; None where none is near.

    Args:
        plan: the question.
        findings: what the archive has to say, which is not enough.
    """
    best = _best(plan, findings)
    if best is None:
        return None
    article = best.hit.article
    return Near(
        text=best.text,
        article_id=article.id,
        title=article.title,
        date=article.date,
        source=article.source,
        start=best.start,
        end=best.end,
    )


def missing(plan: Plan, findings: Findings) -> str | None:
    """Return in a sentence whom or what the archive has, and what it does not say of it.

    None where the question names nothing that the nearest article has.
    """
    best = _best(plan, findings)
    if best is None:
        return None
    name = _name(plan, best)
    if name is None:
        return None
    if plan.form == "quotation":
        lacks = "does not have such words"
    else:
        lacks = _LACKS.get(plan.asked.kind, "does not say this")
    return f"The archive has {name}, but {lacks}."


def _best(plan: Plan, findings: Findings) -> Evidence | None:
    if findings.denied:
        return findings.denied
    if not findings.evidence or not plan.language.known:
        return None
    best = findings.evidence[0]
    asked = frozenset(plan.asked.terms)
    enough = len(asked & best.hit.present) >= _SHARE * len(asked)
    return best if asked and enough else None


def _name(plan: Plan, best: Evidence) -> str | None:
    """Return the longest name of a question that the nearest article has."""
    rules = language_of(plan.asked.text).names
    article = best.hit.article
    text = f"{article.title}\n{article.text}"
    found = [
        rules.possessive.sub("", match.group().rstrip(".,?!"))
        for match in rules.whole.finditer(plan.asked.text)
        if match.start() > 0 or " " in match.group()
    ]
    known = [name for name in found if name in text and name.lower() not in rules.ignored]
    return max(known, key=len, default=None)

"""From what a search found to evidence, and to how likely it is that it answers."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.confidence import confidence, threshold
from rag.answer.evidence import ScoredSentence, scored
from rag.names import absent
from rag.query.overlap import in_its_words
from rag.query.plan import Plan
from rag.settings import RagSettings
from rag.types import Findings, Scope, SearchResult

# Of the questions whose name or year the best article does not have, one in seventy-five is
# answered by it.
_OF_ANOTHER_MATTER = 0.2
_AS_GOOD = 0.25


def weigh(plan: Plan, result: SearchResult, settings: RagSettings) -> Findings:
    """Return the evidence in what a search found, best first, and whether it is enough.

    Args:
        plan: the question.
        result: passages, and the limits within which they were looked for.
        settings: of answering; `threshold` goes before the fitted one.
    """
    sentences = scored(plan, in_its_words(plan.asked.text, plan.language, result.hits))
    lacks = None
    if sentences and not plan.comparing and not plan.parts:
        sentences, lacks = _of_the_matter(_beside_period(plan, result.scope), sentences)
    sure = confidence(sentences) * (_OF_ANOTHER_MATTER if lacks else 1.0)
    limit = threshold() if settings.threshold is None else settings.threshold
    return Findings(
        result,
        [each.evidence for each in sentences],
        sure,
        answered=bool(sentences) and sure >= limit,
        absent=lacks,
    )


def _of_the_matter(
    question: str, sentences: list[ScoredSentence]
) -> tuple[list[ScoredSentence], str | None]:
    """Return the sentences to go by, and what the best one's article lacks of the question's names.

    Where the best sentence's article lacks one and that of another good sentence has them all,
    they are what such articles say.
    """
    best = sentences[0].evidence
    lacking = _lacking(question, sentences[:1])
    if not lacking[best.hit.article.id]:
        return sentences, None
    lacking = _lacking(question, sentences)
    having = [each for each in sentences if lacking[each.evidence.hit.article.id] is None]
    if having and having[0].evidence.score >= _AS_GOOD * best.score:
        return having, None
    return sentences, lacking[best.hit.article.id]


def _lacking(question: str, sentences: Sequence[ScoredSentence]) -> dict[str, str | None]:
    """Return by article id what each sentence's article lacks of a question's names."""
    articles = {each.evidence.hit.article.id: each.evidence.hit.article for each in sentences}
    return {name: absent(question, article) for name, article in articles.items()}


def _beside_period(plan: Plan, scope: Scope) -> str:
    """Return the question without the words that have become its limits in time."""
    words = scope.period.words if scope.period else ""
    return plan.asked.text.replace(words, " ") if words else plan.asked.text

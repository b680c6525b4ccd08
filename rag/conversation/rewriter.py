"""A question in its conversation as a question that stands alone, by rules or by a model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rag.conversation.by_rules import Rewritten, follow
from rag.conversation.surroundings import Surroundings, covered, weight
from rag.conversation.turns import Message, turns
from rag.language import language_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index import Index
    from rag.llm.call import Cancel, Usage


# A model's question is only used when the archive covers this share of what it covers of the
# question that the rules write.
RELEVANT = 0.8


def standalone(
    question: str,
    history: Iterable[Message],
    archive: Index,
    *,
    now: date | None = None,
    model: BaseChatModel | None = None,
    cancel: Cancel | None = None,
    spent: Usage | None = None,
) -> Rewritten:
    """Return a question as it stands alone.

    Args:
        question: the question as typed.
        history: earlier turns, oldest first: `Turn`s, questions, (question, answer) pairs,
            mappings, or chat messages with `role` and `content`.
        archive: the index that it is asked of.
        now: the asker's day; told to a model.
        model: a chat model that may write the question anew; what it writes is used only when
            it is one question that names nothing which the conversation does not, and the
            archive has as much to say to it as to what the rules make of it. The rules are used
            without one, and when it fails.
        cancel: stops the model.
        spent: what the model takes is added to it.
    """
    past = turns(history, question)
    if not past or not question.strip():
        return Rewritten(question)
    by_rules = follow(question, past, archive)
    if model is None or by_rules.more:
        return by_rules
    from rag.conversation.by_model import rewrite

    written = rewrite(question, past, by_rules, model, now=now, cancel=cancel, spent=spent)
    if written is None or not _relevant(written.question, by_rules.question, archive):
        return by_rules
    return written


def _relevant(written: str, by_rules: str, archive: Index) -> bool:
    """Whether the archive's passages cover a question nearly as well as another."""
    return _share(written, archive) >= RELEVANT * _share(by_rules, archive)


def _share(question: str, archive: Index) -> float:
    """Return how much of a question's words the passage that suits it best has, 0..1."""
    grammar = language_of(question).grammar
    words = [token.text for token in grammar.content(question)]
    whole = sum(weight(archive, term) for word in set(words) for term in archive.terms(word))
    best = covered(archive, words, Surroundings.of(archive, grammar, [question]).texts)
    return best / whole if whole else 0.0

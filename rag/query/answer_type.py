"""What kind of answer a question expects, and whether a sentence holds one."""

from __future__ import annotations

from rag.language import language_of
from rag.language.parts import NEVER, Kind
from rag.names import names

__all__ = ["Kind", "expected", "holds"]


def expected(question: str) -> Kind:
    """Return the kind of answer that a question asks for; "topic" when it asks nothing."""
    for kind, pattern in language_of(question).questions.kinds:
        if pattern.search(question):
            return kind
    return "topic"


def holds(kind: Kind, sentence: str, asked: str) -> float:
    """Return how far a sentence holds an answer of a kind that the question did not already say.

    Args:
        kind: what `expected` said of the question.
        sentence: the sentence's words.
        asked: the question's words.

    Returns:
        1.0 when it holds one, 0.0 when it does not, 0.5 where the kind cannot be told by form.
    """
    language = language_of(sentence)
    signs = language.questions.signs
    if kind in ("person", "place") and language.names.word is NEVER:
        return 0.5
    if kind in ("person", "place"):
        new = names(sentence) - {name for name in names(sentence) if name in asked.lower()}
        if kind == "person":
            return float(bool(new)) if names(sentence) or not sentence.isupper() else 0.5
        if "place" not in signs:
            return 0.5
        return 0.5 * float(bool(new)) + 0.5 * float(bool(signs["place"].search(sentence)))
    if kind not in signs:
        return 0.5
    if kind in ("time", "quantity"):
        said = asked.lower()
        return float(any(m.group().lower() not in said for m in signs[kind].finditer(sentence)))
    return float(bool(signs[kind].search(sentence)))

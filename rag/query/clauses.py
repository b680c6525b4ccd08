"""The parts of a question that asks of several things at once."""

from __future__ import annotations

from rag.language import language_of

LONG_QUESTION = 16
_SHORT_PART = 5


def clauses(question: str) -> list[str]:
    """Return the clauses of a long question, in order; none for a question of one part.

    A question of fewer than sixteen words counts as one part. It is cut at commas, semicolons and
    joining words wherever both sides keep at least five words.
    """
    if len(question.split()) < LONG_QUESTION:
        return []
    parts: list[str] = []
    start = 0
    for joint in language_of(question).questions.joint.finditer(question):
        left, right = question[start : joint.start()], question[joint.end() :]
        if len(left.split()) >= _SHORT_PART and len(right.split()) >= _SHORT_PART:
            parts.append(left.strip())
            start = joint.end()
    parts.append(question[start:].strip())
    return parts if len(parts) > 1 else []


def compares(question: str) -> bool:
    """Return whether a question sets two things or two reports against each other."""
    return bool(language_of(question).questions.comparing.search(question))

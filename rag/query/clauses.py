"""The parts of a question that asks of several things at once."""

from __future__ import annotations

import re

_JOINT = re.compile(
    r"\s*(?:[;,]|\b(?:while|whereas|but|although|though|and|or|when|after|before|which|who|that|"
    r"as reported by|compared (?:to|with))\b)\s*",
    re.IGNORECASE,
)
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
    for joint in _JOINT.finditer(question):
        left, right = question[start : joint.start()], question[joint.end() :]
        if len(left.split()) >= _SHORT_PART and len(right.split()) >= _SHORT_PART:
            parts.append(left.strip())
            start = joint.end()
    parts.append(question[start:].strip())
    return parts if len(parts) > 1 else []


_COMPARING = re.compile(
    r"\b(both|compare[ds]?|comparison|compared|difference between|differ(s|ed)?|agree|disagree|"
    r"consistent|inconsistent|versus|vs\.?|respectively|each|while|whereas|either)\b",
    re.IGNORECASE,
)


def compares(question: str) -> bool:
    """Return whether a question sets two things or two reports against each other."""
    return bool(_COMPARING.search(question))


_NAME = r"(?:[Tt]he )?[A-Z][\w'’.-]*(?: (?:(?:of|the|de|van|von) )?[A-Z][\w'’.-]*)*"
_SIDES = re.compile(
    rf"(?:\b(?:both|between|either) )?(?P<one>{_NAME}),? (?:and|or|versus|vs\.?|with) "
    rf"(?P<other>{_NAME})"
)
_COMPARE = re.compile(r"^\s*compare ", re.IGNORECASE)


def sides(question: str) -> list[str]:
    """Return a question that sets two names side by side as two questions, one of each.

    "What did both Saal and Ferrel say about the bridge?" is what each of them said. None when no
    two names stand side by side.
    """
    match = _SIDES.search(question, 1)
    if not match:
        return []
    before, behind = _COMPARE.sub("", question[: match.start()]), question[match.end() :]
    return [f"{before}{name}{behind}".strip() for name in (match["one"], match["other"])]

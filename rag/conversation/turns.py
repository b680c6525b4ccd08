"""Histories in every form that callers have, brought into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from rag.types import Turn

Message: TypeAlias = "Turn | str | tuple[str, str] | Sequence[str] | Mapping[str, Any]"

_MARKER = re.compile(r"(?:(?<!\s)\s++)?\[\d+(?:\s*[,–-]\s*\d+)*\]")


def turns(history: Iterable[Message], question: str = "") -> list[Turn]:
    """Return a history as turns, oldest first.

    Args:
        history: turns, questions, (question, answer) pairs, mappings with `question` and
            `answer`, or chat messages with `role` and `content`, oldest first, mixed at will.
        question: the question now asked; left out where the history repeats it at its end.

    Returns:
        The turns; answers have lost their citation markers. What has another role than user
        or assistant is left out.
    """
    found: list[Turn] = []
    for item in history:
        turn, answer = _read(item)
        if turn is not None:
            found.append(turn)
        elif answer and found and not found[-1].answer:
            last = found[-1]
            found[-1] = replace(last, answer=plain(answer))
    if found and not found[-1].answer and found[-1].question.strip() == question.strip():
        found.pop()
    return [turn for turn in found if turn.question.strip()]


def plain(answer: str) -> str:
    """Return an answer without its citation markers."""
    return _MARKER.sub("", answer).strip()


def _read(item: Message) -> tuple[Turn | None, str]:
    if isinstance(item, Turn):
        return replace(item, answer=plain(item.answer)), ""
    if isinstance(item, str):
        return Turn(item), ""
    if isinstance(item, Mapping):
        if "role" not in item:
            return Turn(
                _words(item.get("question")),
                plain(_words(item.get("answer"))),
                _words(item.get("standalone") or item.get("standalone_question")),
                _words(item.get("short")),
            ), ""
        role, words = item["role"], _words(item.get("content"))
        if role == "user":
            return Turn(words), ""
        return None, words if role == "assistant" else ""
    parts = [_words(part) for part in item]
    return Turn(parts[0], plain(parts[1]) if len(parts) > 1 else ""), ""


def _words(content: object) -> str:
    """Return the text of a message's content: a string, a part, or a list of parts."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        return _words(content.get("text"))
    if isinstance(content, Iterable):
        return " ".join(filter(None, (_words(part) for part in content)))
    return ""

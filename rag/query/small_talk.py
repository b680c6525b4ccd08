"""Turns of a conversation that ask nothing of the archive."""

from __future__ import annotations

from rag.language import language_of

NOTICE = "Ask about the news in this archive."
REASON = (
    "Every sentence of an answer comes with its source. A question may lean on the one before it, "
    "and “tell me more” goes on with the last answer."
)

_LONGEST = 60


def is_small_talk(words: str) -> bool:
    """Whether words greet, thank or take note ("hello", "thanks", "ok"), and ask nothing."""
    pattern = language_of(words).questions.small_talk
    return len(words) <= _LONGEST and bool(pattern.fullmatch(words.strip()))


def asks_for_more(words: str) -> bool:
    """Whether words ask to go on with the last answer ("tell me more")."""
    pattern = language_of(words).questions.more
    return len(words) <= _LONGEST and bool(pattern.fullmatch(words.strip()))

"""Whether a question asks for a story, and what the story is about."""

from __future__ import annotations

import re

from rag.language import language_of

_ENDS = re.compile(r"^[\s,.:;?!–—-]+|[\s,.:;?!–—-]+$")
_BLANKS = re.compile(r" ([,.:;?!])")


def asks_for_story(question: str) -> bool:
    """Return whether a question wants several events told, not one fact."""
    return bool(language_of(question).briefs.asks.search(question))


def topic_of(question: str) -> str:
    """Return what a story is asked about: the question without the words that ask for one."""
    bare = language_of(question).briefs.cues.sub(" ", question)
    topic = _ENDS.sub("", _BLANKS.sub(r"\1", " ".join(bare.split())))
    return topic or question

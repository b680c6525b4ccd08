"""A question's parts, named by a model."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from index.text.terms import terms
from rag.injection import gives_orders
from rag.language import language_of
from rag.llm import prompts
from rag.llm.ask import reply
from rag.llm.call import Cancel, Usage
from rag.llm.errors import LanguageModelError
from rag.llm.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

MOST = 4
_NUMBERING = re.compile(r"^\W*\d{1,2}[.):]\s*")


def split(
    question: str,
    model: BaseChatModel,
    settings: ModelSettings | None = None,
    *,
    cancel: Cancel | None = None,
    spent: Usage | None = None,
) -> list[str]:
    """Return the simpler questions that a question consists of.

    Parts only help to find evidence, so they are held to the question's own words: a part
    that brings a word which the question does not have is left out.

    Args:
        question: the question, standing alone.
        model: a chat model.
        settings: limits.
        cancel: looked at often.
        spent: what the call takes is added to it.

    Returns:
        At least two parts and at most four, or the question alone when it has no parts or the
        model names none that can be used.
    """
    try:
        lines = reply(model, prompts.split(question), settings, cancel, spent)
    except LanguageModelError as error:
        _log.debug("the question is not divided: %s", error)
        return [question]
    own = _stems(question)
    parts: list[str] = []
    for line in lines:
        part = _NUMBERING.sub("", line).strip()
        if not part.endswith("?") or gives_orders(part) or part in parts:
            continue
        words = _stems(part)
        if words and words <= own:
            parts.append(part)
    parts = parts[:MOST]
    return parts if len(parts) > 1 else [question]


def _stems(text: str) -> set[str]:
    words = language_of(text).grammar.content(text)
    return {term for word in words for term in terms(word.lower)}

"""A follow-up written anew by a model, used only when it keeps to the conversation."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rag.conversation.by_rules import Rewritten
from rag.injection import gives_orders
from rag.language import language_of
from rag.language.en.grammar import FUNCTION, TIME, content, tokens
from rag.llm import prompts
from rag.llm.ask import reply
from rag.llm.call import Cancel, Usage
from rag.llm.errors import LanguageModelError
from rag.llm.settings import ModelSettings
from rag.types import Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

LONGEST_WORDS = 40
TURNS = 3
_WORD = re.compile(r"\w+")


def rewrite(
    question: str,
    past: Sequence[Turn],
    by_rules: Rewritten,
    model: BaseChatModel,
    *,
    now: date | None = None,
    settings: ModelSettings | None = None,
    cancel: Cancel | None = None,
    spent: Usage | None = None,
) -> Rewritten | None:
    """Return a follow-up as a model writes it anew; None when that cannot be used.

    What the model writes must be one question that keeps what was asked, its numbers, names and
    denials, and every word of it with a meaning of its own must come from the conversation.

    Args:
        question: the question as typed.
        past: earlier turns.
        by_rules: what the rules made of it; a question that they leave as it is is not sent.
        model: a chat model.
        now: the asker's day.
        settings: limits.
        cancel: looked at often.
        spent: what the call takes is added to it.
    """
    if not by_rules.changed:
        return None
    shown = [(turn.standalone or turn.question, turn.answer) for turn in past[-TURNS:]]
    try:
        lines = reply(model, prompts.rewrite(question, shown, now=now), settings, cancel, spent)
    except LanguageModelError as error:
        _log.debug("the question is made whole by rules alone: %s", error)
        return None
    text = lines[0].strip(' "') if len(lines) == 1 else ""
    if not _usable(text, question, by_rules, past):
        return None
    typed = {token.lower for token in tokens(question)}
    carried = tuple(dict.fromkeys(t.text for t in content(text) if t.lower not in typed))
    if not carried:
        return None
    kept = None if TIME.search(question) else TIME.search(text)
    return Rewritten(text, True, carried, kept.group() if kept else "")


def _usable(text: str, question: str, by_rules: Rewritten, past: Sequence[Turn]) -> bool:
    if not text.endswith("?") or text.count("?") > 1 or gives_orders(text):
        return False
    if len(text.split()) > LONGEST_WORDS:
        return False
    said = " ".join(
        [question, by_rules.question, *(f"{t.question} {t.standalone} {t.answer}" for t in past)]
    )
    known = {_stem(word) for word in _WORD.findall(said)}
    if any(_stem(token.text) not in known for token in content(text)):
        return False
    asked = {_stem(token.text) for token in content(question)}
    written = {_stem(token.text) for token in content(text)}
    facts = {
        _stem(token.text)
        for token in tokens(question)[1:]
        if (token.text[0].isupper() or token.text[0].isdigit()) and token.lower not in FUNCTION
    }
    if not facts <= written or _denials(text) not in (
        _denials(question),
        _denials(by_rules.question),
    ):
        return False
    return len(asked & written) >= 0.6 * len(asked)


def _denials(text: str) -> int:
    denies = language_of(text).negation.denies
    return sum(denies(token.lower) for token in tokens(text))


def _stem(word: str) -> str:
    word = word.lower().removesuffix("'s").removesuffix("’s")
    for ending in ("ing", "ed", "es", "s", "e"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word

"""A follow-up written anew by a model, used only when it keeps to the conversation."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from index.text.terms import terms
from rag.conversation.by_rules import Rewritten
from rag.injection import gives_orders
from rag.language import Language, language_of
from rag.language.grammar import Token
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
    grammar = language_of(question).grammar
    typed = {token.lower for token in grammar.tokens(question)}
    words = grammar.content(text)
    carried = tuple(dict.fromkeys(word.text for word in words if word.lower not in typed))
    if not carried:
        return None
    return Rewritten(text, True, carried)


def _usable(text: str, question: str, by_rules: Rewritten, past: Sequence[Turn]) -> bool:
    if not text.endswith("?") or text.count("?") > 1 or gives_orders(text):
        return False
    if len(text.split()) > LONGEST_WORDS:
        return False
    said = " ".join(
        [question, by_rules.question, *(f"{t.question} {t.standalone} {t.answer}" for t in past)]
    )
    language = language_of(question)
    grammar = language.grammar
    asked = _terms(grammar.content(question))
    written = _terms(grammar.content(text))
    if not written <= set(terms(said)):
        return False
    facts = _terms(
        token
        for token in grammar.tokens(question)[1:]
        if (token.text[0].isupper() or token.text[0].isdigit())
        and token.lower not in grammar.function
    )
    if not facts <= written or _denials(text, language) not in (
        _denials(question, language),
        _denials(by_rules.question, language),
    ):
        return False
    return len(asked & written) >= 0.6 * len(asked)


def _denials(text: str, language: Language) -> int:
    tokens = language.grammar.tokens(text)
    return sum(language.negation.denies(token.lower) for token in tokens)


def _terms(tokens: Iterable[Token]) -> set[str]:
    return {term for token in tokens for term in terms(token.lower)}

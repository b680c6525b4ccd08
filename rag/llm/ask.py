"""One short reply of a model, in whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from rag.llm.call import Cancel, Usage, stream, text_of
from rag.llm.clean import clean
from rag.llm.pack import tokens
from rag.llm.settings import ModelSettings, usual

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST = 2000


def reply(
    model: BaseChatModel,
    messages: Sequence[tuple[str, str]],
    settings: ModelSettings | None = None,
    cancel: Cancel | None = None,
    spent: Usage | None = None,
) -> list[str]:
    """Return the lines of a model's reply as plain text, empty ones left out.

    Args:
        model: a chat model.
        messages: what it is asked.
        settings: limits.
        cancel: looked at often.
        spent: what the call takes is added to it.

    Raises:
        LanguageModelError: the model failed or took too long.
    """
    words = ""
    settings = settings or usual()
    spent = Usage() if spent is None else spent
    sent = sum(tokens(text) for _, text in messages)
    opened = stream(lambda: iter(model.stream(list(messages))), settings, spent, cancel, sent)
    with closing(opened):
        for chunk in opened:
            spent.add(getattr(chunk, "usage_metadata", None))
            words += text_of(chunk)
            if len(words) > LONGEST:
                break
    spent.written += tokens(words) if words else 0
    return [line for line in (clean(line) for line in words.splitlines()) if line]

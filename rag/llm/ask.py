"""One short reply of a model, in whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.llm.call import Cancel, Usage, stream, text_of
from rag.llm.clean import clean
from rag.llm.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST = 2000


def reply(
    model: BaseChatModel,
    messages: Sequence[tuple[str, str]],
    settings: ModelSettings | None = None,
    cancel: Cancel | None = None,
) -> list[str]:
    """Return the lines of a model's reply as plain text, empty ones left out.

    Raises:
        LanguageModelError: the model failed or took too long.
    """
    words = ""
    settings = settings or ModelSettings()
    opened = stream(lambda: iter(model.stream(list(messages))), settings, Usage(), cancel)
    for chunk in opened:
        words += text_of(chunk)
        if len(words) > LONGEST:
            break
    opened.close()
    return [line for line in (clean(line) for line in words.splitlines()) if line]

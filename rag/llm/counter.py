"""What a provider counted, where the words come without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.llm.call import Usage

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler


def counter(usage: Usage) -> BaseCallbackHandler:
    """Return a callback that adds to `usage` what a model reports when it has ended.

    A fixed form is parsed as it arrives, and the counts are not part of it.
    """
    from langchain_core.callbacks import BaseCallbackHandler

    class Counter(BaseCallbackHandler):
        """Adds up tokens."""

        def on_llm_end(self, response: Any, **_: Any) -> None:
            for generation in (one for several in response.generations for one in several):
                message = getattr(generation, "message", None)
                usage.add(getattr(message, "usage_metadata", None) or _reported(message))

    return Counter()


def _reported(message: object) -> dict[str, int]:
    """Return the counts of a message as OpenAI's interface names them."""
    told = (getattr(message, "response_metadata", None) or {}).get("token_usage") or {}
    return {
        "input_tokens": told.get("prompt_tokens") or 0,
        "output_tokens": told.get("completion_tokens") or 0,
    }

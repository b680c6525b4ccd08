"""What a model's answer took, for the reader."""

from __future__ import annotations

from typing import Any

from rag.llm.call import Usage
from rag.llm.settings import ModelSettings

_MILLION = 1_000_000


def summary(model: str, usage: Usage, settings: ModelSettings) -> dict[str, Any]:
    """Return tokens and cost of an answer.

    Args:
        model: the model's name.
        usage: what the provider counted, and the estimates that stand where it counted nothing.
        settings: `price_in` and `price_out`, for a million tokens; no cost without both.

    Returns:
        `model`, `tokens_in`, `tokens_out`, `estimated`, `tries`, and with prices `cost` and
        `currency`.
    """
    counted = bool(usage.tokens_in or usage.tokens_out)
    tokens_in = usage.tokens_in if counted else usage.read
    tokens_out = usage.tokens_out if counted else usage.written
    found: dict[str, Any] = {
        "model": model,
        "tokens_in": tokens_in,
        "tokens_out": tokens_out,
        "estimated": not counted,
        "tries": usage.tries,
    }
    if settings.price_in is not None and settings.price_out is not None:
        cost = (tokens_in * settings.price_in + tokens_out * settings.price_out) / _MILLION
        found |= {"cost": round(cost, 6), "currency": settings.currency}
    return found

"""What a model's answer took, for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rag.llm.call import Usage
from rag.llm.settings import ModelSettings

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """What a model took for one answer.

    Attributes:
        model: its name.
        tokens_in: tokens read.
        tokens_out: tokens written.
        estimated: the provider counted nothing, and the tokens are estimates.
        tries: calls that were made.
        cost: in `currency`; None without prices.
        currency: of the prices.
        cached: the answer came from memory.
        check: how often each outcome of the check came; None where no sentence was written.
    """

    model: str
    tokens_in: int
    tokens_out: int
    estimated: bool
    tries: int
    cost: float | None = None
    currency: str = ""
    cached: bool = False
    check: Mapping[str, int] | None = None

    def shown(self) -> dict[str, Any]:
        """Return it as the answer's JSON has it, what does not apply left out."""
        found: dict[str, Any] = {
            "model": self.model,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "estimated": self.estimated,
            "tries": self.tries,
        }
        if self.cost is not None:
            found |= {"cost": self.cost, "currency": self.currency}
        if self.cached:
            found["cached"] = True
        if self.check is not None:
            found["check"] = dict(self.check)
        return found


def spending(
    model: str,
    usage: Usage,
    settings: ModelSettings,
    *,
    check: Mapping[str, int] | None = None,
    cached: bool = False,
) -> Spending:
    """Return tokens and cost of an answer.

    Args:
        model: the model's name.
        usage: what the provider counted, and the estimates that stand where it counted nothing.
        settings: `price_in` and `price_out`, for a million tokens; no cost without both.
        check: how often each outcome of the check came.
        cached: whether the answer came from memory.
    """
    counted = bool(usage.tokens_in or usage.tokens_out)
    tokens_in = usage.tokens_in if counted else usage.read
    tokens_out = usage.tokens_out if counted else usage.written
    cost = None
    if settings.price_in is not None and settings.price_out is not None:
        whole = tokens_in * settings.price_in + tokens_out * settings.price_out
        cost = round(whole / _MILLION, 6)
    return Spending(
        model,
        tokens_in,
        tokens_out,
        estimated=not counted,
        tries=usage.tries,
        cost=cost,
        currency=settings.currency,
        cached=cached,
        check=check,
    )

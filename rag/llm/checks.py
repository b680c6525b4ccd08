"""Three checks of a model's sentence, in order: hard facts, our checker, another model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.llm.guard import breach, joins
from rag.llm.secrets import scrub
from rag.llm.verify import Verifier
from rag.support.check import contradicts
from rag.support.entailment import Limits

Judge: TypeAlias = Callable[[str, str], float]
Check: TypeAlias = Literal["verified", "unverified", "contradicted"]

_LONGEST_REASON = 160


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks make of a sentence and what it cites.

    Attributes:
        check: "verified" when it may stand, "contradicted" when the cited text says otherwise.
        support: how well the cited text says it, 0..1.
        why: the reason, in a few words; "" where it is verified.
    """

    check: Check
    support: float
    why: str = ""


_STRICT = Limits()


@dataclass(frozen=True, slots=True)
class Checks:
    """Checks a sentence against the sentences that it cites.

    Attributes:
        judge: support of a claim by a cited text, 0..1; hard facts that the text has otherwise
            hold it down.
        supported: support that a cited sentence with words left out needs.
        limits: what a free paraphrase needs.
        verifier: a chat model that has the last word, asked twice where ours doubts what it passes;
            None for none.
    """

    judge: Judge
    supported: float
    limits: Limits = _STRICT
    verifier: Verifier | None = None

    def __call__(self, text: str, cited: Sequence[str]) -> Checked:
        """Return what the checks make of a sentence.

        Args:
            text: the sentence, without markers.
            cited: the sentences that it cites, at least one, in reading order.

        Raises:
            ModelCancelledError: the asker has gone.
        """
        whole = " ".join(cited)
        wrong = contradicts(text, whole)
        if wrong:
            return Checked("contradicted", 0.0, f"not in the source: {wrong}")
        if self.verifier is not None and not self.verifier.failed:
            support = float(self.judge(text, whole))
            if support < self.limits.doubted:
                return Checked("unverified", support, "the source does not say it")
            ruled = self.verifier(text, cited)
            if ruled is not None and ruled[0] == "yes" and support < self.limits.again:
                ruled = self.verifier(text, cited, again=True)
            if ruled is not None:
                return _by_ruling(ruled, support)
        return self._alone(text, cited, whole)

    def _alone(self, text: str, cited: Sequence[str], whole: str) -> Checked:
        """Return what our own checks make of a sentence."""
        support, strange = self._aligned(text, cited)
        if not strange and support >= self.supported:
            return Checked("verified", support)
        if self.limits.free is None:
            why = (
                f"not in the source: {strange}" if strange else "the source does not say it clearly"
            )
            return Checked("unverified", support, why)
        support = float(self.judge(text, whole))
        if support >= self.limits.free:
            return Checked("verified", support)
        return Checked("unverified", support, "the source does not say it clearly")

    def _aligned(self, text: str, cited: Sequence[str]) -> tuple[float, str]:
        """Return support by one sentence or by one a clause, or else what no sentence has."""
        strange = [breach(text, sentence) for sentence in cited]
        fitting = [s for s, found in zip(cited, strange, strict=True) if found is None]
        if fitting:
            return max(float(self.judge(text, sentence)) for sentence in fitting), ""
        parts = joins(text, cited) if len(cited) > 1 else None
        if parts is None:
            return 0.0, next(found for found in strange if found)
        return min(float(self.judge(part, cited[home])) for part, home in parts), ""


def _by_ruling(ruled: tuple[str, str], support: float) -> Checked:
    kind, reason = ruled
    if kind == "yes":
        return Checked("verified", max(support, 0.5))
    reason = scrub(reason)
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[: _LONGEST_REASON - 1]}…"
    check: Check = "contradicted" if kind == "opposite" else "unverified"
    return Checked(check, min(support, 0.5), reason or "the verifying model found no support")

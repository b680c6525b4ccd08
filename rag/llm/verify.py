"""A chat model as judge: does what is cited say a sentence?"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.llm import prompts
from rag.llm.ask import reply
from rag.llm.call import Cancel, Usage
from rag.llm.errors import LanguageModelError, ModelCancelledError
from rag.llm.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

Ruling: TypeAlias = Literal["yes", "no", "opposite"]

_RULING = re.compile(r"\W*(?:answer\W+)?(yes|no|opposite)\b[\s:.,;–—-]*(.*)", re.IGNORECASE)


@dataclass
class Verifier:
    """A chat model that rules on one claim and its cited sentences at a time.

    Attributes:
        model: the chat model.
        settings: its limits.
        cancel: looked at often.
        spent: what each call takes is added to it.
        failed: why it is asked no more; "" while it works.
    """

    model: BaseChatModel
    settings: ModelSettings
    cancel: Cancel | None
    spent: Usage
    failed: str = ""

    def __call__(
        self, claim: str, cited: Sequence[str], *, again: bool = False
    ) -> tuple[Ruling, str] | None:
        """Return its ruling and the reason that it gives; None where it gives none.

        Once it fails it is not asked again for the same answer.

        Args:
            claim: one sentence.
            cited: the sentences that it cites.
            again: whether it ruled before, and another check doubts the claim.

        Raises:
            ModelCancelledError: the asker has gone.
        """
        if self.failed:
            return None
        asked = prompts.verify(claim, cited, again=again)
        try:
            lines = reply(self.model, asked, self.settings, self.cancel, self.spent)
        except ModelCancelledError:
            raise
        except LanguageModelError as error:
            _log.debug("the verifying model failed: %s", error)
            self.failed = str(error)
            return None
        return ruling(lines)


def ruling(lines: Sequence[str]) -> tuple[Ruling, str] | None:
    """Return what the lines of a reply rule, and why; None where they rule nothing."""
    found = _RULING.match(lines[0]) if lines else None
    if found is None:
        return None
    word = found[1].lower()
    kind: Ruling = "yes" if word == "yes" else "no" if word == "no" else "opposite"
    return kind, (found[2] or " ".join(lines[1:2])).strip()

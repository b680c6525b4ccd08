"""A cross-encoder for entailment, in place of Dateline's own check of support."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import EntailmentError
from rag.support.check import Entailment, support

if TYPE_CHECKING:
    from index.encode.base import Encoder


class CrossEncoderEntailment:
    """Any sentence-transformers `CrossEncoder` for inference, by hub name or folder.

    One with a label called "entailment" speaks with that label's probability, one with a single
    output with the logistic of it.
    """

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises:
            EntailmentError: there is no such model here, or none of its labels is entailment.
        """
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name)
        except (OSError, ValueError) as error:
            raise EntailmentError(
                f"the entailment model {name!r} cannot be loaded ({type(error).__name__}); give a "
                "folder that holds a cross-encoder, or a name that is in the local model cache"
            ) from error
        labels = {int(i): str(label) for i, label in self._model.config.id2label.items()}
        self._place = next((i for i, label in labels.items() if label.lower() == "entailment"), 0)
        if len(labels) > 1 and labels[self._place].lower() != "entailment":
            raise EntailmentError(
                f"the entailment model {name!r} has the labels {', '.join(labels.values())}; one "
                "of them must be called entailment"
            )

    def __call__(self, text: str, claim: str) -> float:
        """Return the probability, 0..1, that the text entails the claim."""
        from torch.nn import Identity

        scores = self._model.predict(
            [(text, claim)], show_progress_bar=False, activation_fn=Identity()
        )
        row = np.asarray(scores, dtype=np.float64).reshape(-1)
        if len(row) == 1:
            return float(1.0 / (1.0 + np.exp(-row[0])))
        raised = np.exp(row - row.max())
        return float(raised[self._place] / raised.sum())


@functools.lru_cache(maxsize=2)
def load_entailment(name: str) -> Entailment:
    """Return the entailment model of a name, loaded once a process."""
    return CrossEncoderEntailment(name)


def judge_of(entailment: str | None, encoder: Encoder) -> Callable[[str, str], float]:
    """Return the support of a claim by a cited text as a function, by the model that is set.

    Args:
        entailment: name or folder of a cross-encoder; None for Dateline's own check.
        encoder: for the fitted model.

    Raises:
        EntailmentError: there is no such model here.
    """
    model = load_entailment(entailment) if entailment else None
    return functools.partial(support, encoder=encoder, entailment=model)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a free paraphrase needs to be said.

    Attributes:
        doubted: support below which it is not said, whatever a verifying model rules.
        free: support from which it is said where no model verifies; None: never.
        again: support below which a verifying model that rules for it is asked once more, to look
            for what differs.
    """

    doubted: float = 0.0
    free: float | None = None
    again: float = 0.0


OWN = Limits(doubted=0.1, again=0.3)
"""For Dateline's own check: of 389 claims over news that it was not fitted on, 96% of the faithful
and 80% of the others have a support of 0.1, 71% and 40% one of 0.3."""

_PLUGGED_IN = Limits(doubted=0.1, free=0.9, again=0.3)
"""For a model of whose scores nothing is known."""


def limits_of(entailment: str | None) -> Limits:
    """Return what a free paraphrase needs by the check that `judge_of` gives.

    Dateline's own check tells a paraphrase from a lie of the same words too rarely to be trusted
    with one alone (docs/model-card-checker.md).

    Args:
        entailment: as for `judge_of`.
    """
    return _PLUGGED_IN if entailment else OWN

"""Judges of whether a cited text says what a sentence says, by name.

ALCE (Gao et al. 2023, arXiv:2305.14627) asks a large entailment model; any judge can stand in
its place, and a run says which one it was judged by.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from eval.errors import SettingError
from eval.metrics.citations import Entails

BUILT_IN = "support"
"""Name of the judge that answers themselves are checked by."""


@cache
def load_judge(name: str = BUILT_IN) -> Entails:
    """Return a judge: called with a sentence and a text, it says whether the text says it.

    Args:
        name: "support" for `rag.support`; "MODULE:FUNCTION" for a function of one's own; else
            the name or folder of a sentence-transformers `CrossEncoder` that was trained on
            entailment, which is read as (premise, hypothesis).

    Raises:
        SettingError: there is no such judge, or the model has no class of entailment.
    """
    if name == BUILT_IN:
        return _supported
    module, colon, function = name.partition(":")
    if colon and "/" not in name:
        return _imported(name, module, function)
    return _model(name)


def _supported(sentence: str, text: str) -> bool:
    if sentence in text:
        return True
    from rag.support.check import SUPPORTED, support

    return support(sentence, text) >= SUPPORTED


def _imported(name: str, module: str, function: str) -> Entails:
    try:
        found = getattr(import_module(module), function, None)
    except ImportError as error:
        raise SettingError(f"the judge {name!r} cannot be imported ({error})") from None
    if not callable(found):
        raise SettingError(f"the judge {name!r}: {module} has no function {function!r}")

    def judge(sentence: str, text: str) -> bool:
        return bool(found(sentence, text))

    return judge


def _model(name: str) -> Entails:
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name, device="cpu")
    except (OSError, ValueError) as error:
        told = str(error).split("\n")[0]
        raise SettingError(
            f"the judge {name!r} is neither {BUILT_IN!r}, MODULE:FUNCTION nor a model that can"
            f" be loaded ({told})"
        ) from None
    labels = {str(label).lower(): int(place) for label, place in model.config.label2id.items()}
    wanted = labels.get("entailment")
    if wanted is None:
        raise SettingError(
            f"the judge {name!r} has no class called 'entailment', only {', '.join(labels)}"
        )

    @cache
    def judge(sentence: str, text: str) -> bool:
        return int(model.predict([(text, sentence)])[0].argmax()) == wanted

    return judge

"""Judges of whether a cited text says what a sentence says, by name.

ALCE (Gao et al. 2023, arXiv:2305.14627) asks a large entailment model; any judge can stand in
its place, and a run says which one it was judged by.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from eval.errors import SettingError
from eval.metrics.citations import Entails

BUILT_IN = "support"
"""Name of the judge that answers themselves are checked by."""

_TOKEN = re.compile(r"[a-z0-9]+")
_SMALL = set("a an the of to in on at by for and or is are was were be it that this".split())


@cache
def load_judge(name: str = BUILT_IN) -> Entails:
    """Return a judge: called with a sentence and a text, it says whether the text says it.

    Args:
        name: "support" for `rag.support`; "words" for one that shares no code with it;
            "MODULE:FUNCTION" for a function of one's own; else the name or folder of a
            sentence-transformers `CrossEncoder` that was trained on entailment, which is read as
            (premise, hypothesis).

    Raises:
        SettingError: there is no such judge, or the model has no class of entailment.
    """
    if name in (BUILT_IN, "words"):
        return _supported if name == BUILT_IN else _in_words
    module, colon, function = name.partition(":")
    if not colon or "/" in name:
        return _model(name)
    try:
        found = getattr(import_module(module), function, None)
    except ImportError as error:
        raise SettingError(f"the judge {name!r} cannot be imported ({error})") from None
    if not callable(found):
        raise SettingError(f"the judge {name!r}: {module} has no function {function!r}")
    return lambda sentence, text: bool(found(sentence, text))


def _supported(sentence: str, text: str) -> bool:
    if sentence in text:
        return True
    from rag.support import SUPPORTED, support

    return support(sentence, text) >= SUPPORTED


def _in_words(sentence: str, text: str) -> bool:
    """Say whether four fifths of a sentence's words, and each of its numbers, stand in a text."""
    known = set(_TOKEN.findall(text.lower()))
    words = [word for word in _TOKEN.findall(sentence.lower()) if word not in _SMALL]
    if not words or any(word not in known for word in words if word.isdigit()):
        return False
    return sum(word in known for word in words) >= 0.8 * len(words)


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
    if "entailment" not in labels:
        raise SettingError(
            f"the judge {name!r} has no class called 'entailment', only {', '.join(labels)}"
        )
    return cache(
        lambda sentence, text: (
            int(model.predict([(text, sentence)])[0].argmax()) == labels["entailment"]
        )
    )

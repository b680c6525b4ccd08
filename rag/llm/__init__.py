"""Language models on a leash: they may phrase, rewrite and split, never cite on their own."""

from __future__ import annotations

from rag.llm.checks import Judge
from rag.llm.leash import Said
from rag.llm.load import load_model, model_name
from rag.llm.phrase import Phrased, aphrase, phrase
from rag.llm.secrets import scrub
from rag.llm.settings import ModelSettings
from rag.llm.split import split

__all__ = [
    "Judge",
    "ModelSettings",
    "Phrased",
    "Said",
    "aphrase",
    "load_model",
    "model_name",
    "phrase",
    "scrub",
    "split",
]

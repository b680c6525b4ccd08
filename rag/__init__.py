"""Questions to answers, each sentence cited and checked.

`ask`, `stream` and `aask` answer a question from an index, `ask_file` a file of questions; `brief`
tells the story so far of a topic;
`retriever` and `chain` are the same as LangChain parts. Everything is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.answer.model import Answer, Citation, PassageView, Sentence
    from rag.api import aask, ask, stream
    from rag.batch import ask_file
    from rag.briefing.api import brief
    from rag.briefing.model import Brief, BriefLine
    from rag.langchain import chain, retriever

__all__ = [
    "Answer",
    "Brief",
    "BriefLine",
    "Citation",
    "PassageView",
    "Sentence",
    "aask",
    "ask",
    "ask_file",
    "brief",
    "chain",
    "retriever",
    "stream",
]

_HOMES = {
    "Answer": "rag.answer.model",
    "Brief": "rag.briefing.model",
    "BriefLine": "rag.briefing.model",
    "Citation": "rag.answer.model",
    "PassageView": "rag.answer.model",
    "Sentence": "rag.answer.model",
    "aask": "rag.api",
    "ask": "rag.api",
    "ask_file": "rag.batch",
    "brief": "rag.briefing.api",
    "chain": "rag.langchain",
    "retriever": "rag.langchain",
    "stream": "rag.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

"""What happens while an answer is made, in order: stages, sentences, then the whole answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.answer.model import Answer, Citation, Sentence

StageName: TypeAlias = Literal["understanding", "searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Work has entered a stage; `detail` is a short fact ("12 passages of 5 articles")."""

    name: StageName
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence has passed its check and may be shown, with the citations it brings."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer; the last event of every stream."""

    answer: Answer


Event: TypeAlias = Stage | SentenceReady | Done

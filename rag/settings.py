"""What can be set about answering; from arguments, the environment (DATELINE_RAG_…) or a file."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from index.settings import RoomSettings

FusionName: TypeAlias = Literal["fitted", "rrf", "convex", "dense", "lexical"]

_PREFIX = "DATELINE_RAG_"


class RagSettings(RoomSettings):
    """Settings of retrieval and answering; an unknown name is refused."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    top_k: int = Field(10, ge=1, le=200, description="passages an answer is read from and shows")
    candidates: int = Field(40, ge=5, le=1000, description="passages taken from each retriever")
    fusion: FusionName = Field("fitted", description="how the retrievers' lists become one")
    dense_weight: float = Field(0.6, ge=0, le=1, description="dense share in convex fusion")
    rrf_k: int = Field(10, ge=1, description="rank constant of reciprocal rank fusion")
    reader: str | None = Field(
        None,
        description="question-answering model that reads, name or folder; our own if unset",
    )
    rerank: str | None = Field(None, description="cross-encoder name or folder; none by default")
    rerank_top: int = Field(20, ge=2, le=200, description="passages the cross-encoder reads")
    entailment: str | None = Field(
        None, description="cross-encoder for entailment, name or folder; our own if unset"
    )
    max_sentences: int = Field(3, ge=1, le=5, description="sentences of a one-part answer")
    max_sentences_several: int = Field(
        5, ge=1, le=10, description="sentences of an answer that draws on several articles"
    )
    threshold: Annotated[float, Field(ge=0, le=1)] | Literal["careful", "balanced"] = Field(
        "balanced",
        description="confidence under which Dateline abstains: a number, or careful or balanced",
    )
    recency: float = Field(
        0.35, ge=0, le=5, description="preference for newer articles, for questions of the present"
    )
    question_dates: bool = Field(True, description="read a date range from the question")
    collapse_origins: bool = Field(True, description="one place in a result for one wire story")
    disagreements: bool = Field(True, description="name figures and names that sources contradict")
    headlines: int = Field(3, ge=0, le=20, description="nearest headlines shown on abstention")


def usual() -> RagSettings:
    """Return the settings that the environment gives, read anew only where it has changed.

    Raises:
        pydantic.ValidationError: a value in the environment is not one.
    """
    own = ((name, value) for name, value in os.environ.items() if name.upper().startswith(_PREFIX))
    return _read(tuple(sorted(own)))


@lru_cache(maxsize=8)
def _read(environment: tuple[tuple[str, str], ...]) -> RagSettings:
    return RagSettings()

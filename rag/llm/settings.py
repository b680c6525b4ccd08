"""How a chat model is asked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import SettingsConfigDict, SettingsError

from index.settings import RoomSettings, setting_at_fault
from rag.llm.errors import LanguageModelError


class ModelSettings(RoomSettings):
    """Settings of language models; each can be set as `DATELINE_LLM_NAME` in the environment."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_LLM_", extra="forbid", frozen=True)

    timeout_s: float = Field(60.0, gt=0, description="seconds for the whole answer")
    first_s: float = Field(45.0, gt=0, description="seconds until the first words, each try")
    retries: int = Field(2, ge=0, description="new tries after an error that may pass")
    backoff_s: float = Field(0.5, ge=0, description="seconds before the first new try; doubles")
    temperature: float = Field(0.0, ge=0, description="how freely the model chooses its words")
    max_tokens: int = Field(320, gt=0, description="tokens that the model may write")
    context_tokens: int = Field(2048, gt=0, description="tokens of question and evidence shown")
    max_evidence: int = Field(8, gt=0, description="evidence sentences shown")
    max_sentences: int = Field(5, gt=0, description="sentences of an answer")
    structured: Literal["auto", "always", "never"] = Field(
        "auto", description="ask for JSON where the provider is known to keep to a schema"
    )
    verify: str | None = Field(
        None,
        description="chat model that checks each sentence of the answer against what it cites, "
        "as PROVIDER:MODEL; `same` for the one that wrote it",
    )
    show: Literal["strict", "marked"] = Field(
        "strict",
        description="strict: what is not verified is replaced by its source; marked: all that the "
        "model wrote, each sentence with a sign for verified, unverified or contradicted",
    )
    supported: float | None = Field(
        None, ge=0, le=1, description="support a sentence needs where no model verifies it"
    )
    cached: int = Field(256, ge=0, description="checked answers kept in memory")
    price_in: float | None = Field(None, ge=0, description="price of a million tokens read")
    price_out: float | None = Field(None, ge=0, description="price of a million tokens written")
    currency: str = Field("USD", description="currency of the prices")


def usual() -> ModelSettings:
    """Return the settings that the environment gives.

    Raises:
        LanguageModelError: a value in the environment is not one; the message names the variable.
    """
    try:
        return ModelSettings()
    except (ValidationError, SettingsError) as error:
        raise LanguageModelError(setting_at_fault(error) or str(error)) from error

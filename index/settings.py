"""What can be set of an archive, by argument or by environment variable."""

from __future__ import annotations

import re

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

_FIELD = re.compile(r'field "(\w+)"')


class IndexSettings(BaseSettings):
    """Settings of the index room; each field is also read from `DATELINE_<NAME>`.

    What shapes passages (`passage_characters`, `overlap_sentences`) is fixed when an index is
    created; later values apply to new indexes only, so that one index is cut in one way.
    """

    model_config = SettingsConfigDict(env_prefix="DATELINE_", extra="forbid", frozen=True)

    model: str | None = Field(
        default=None,
        description="name or folder of the embedding model; none means the index's own, "
        "for a new index the default",
    )
    passage_characters: int = Field(
        default=900, ge=80, le=20_000, description="longest passage, in characters"
    )
    overlap_sentences: int = Field(
        default=0, ge=0, le=5, description="sentences that a passage repeats of the one before"
    )
    lock_timeout: float = Field(
        default=30.0, ge=0.0, description="seconds to wait for another writer to finish"
    )
    commit_articles: int = Field(
        default=1000, ge=1, description="articles after which `dateline index` commits"
    )
    encode_batch: int = Field(
        default=256, ge=1, description="passages that are handed to the encoder at once"
    )
    near_duplicates: float = Field(
        default=0.5,
        ge=0.0,
        le=1.0,
        description="share of common word shingles from which two articles have one origin; "
        "0 turns the search for near duplicates off",
    )
    reserve_bytes: int = Field(
        default=64 * 1024 * 1024, ge=0, description="disk space that a write leaves free"
    )


def setting_at_fault(error: Exception) -> str | None:
    """Return what is wrong with a setting, with the environment variable that holds it.

    Args:
        error: anything that was raised.

    Returns:
        One line; None when the error is not about a setting.
    """
    if isinstance(error, SettingsError):
        found = _FIELD.search(str(error))
        name = found[1] if found else ""
        kinds = [each for each in BaseSettings.__subclasses__() if name in each.model_fields]
        if not kinds:
            return None
        return (
            f'{_variable(kinds[0], name)} is not valid JSON ({error.__cause__}); write {{"…": "…"}}'
        )
    if not isinstance(error, ValidationError):
        return None
    kinds = [each for each in BaseSettings.__subclasses__() if each.__name__ == error.title]
    if not kinds:
        return None
    fault = error.errors()[0]
    name = ".".join(map(str, fault["loc"]))
    message = fault["msg"].removeprefix("Value error, ")
    return f"{_variable(kinds[0], name)} is {fault['input']!r}: {message}"


def _variable(kind: type[BaseSettings], name: str) -> str:
    return f"{kind.model_config.get('env_prefix', '')}{name}".upper()

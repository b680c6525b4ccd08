"""What can be set of an archive, by argument or by environment variable."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from typing import Any

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from index.errors import UnknownSettingError

PREFIX = "DATELINE_"
PROGRAM = (
    "DATELINE_AUTH",
    "DATELINE_AUTH_FILE",
    "DATELINE_CACHE",
    "DATELINE_DATASETS",
    "DATELINE_DEBUG",
    "DATELINE_INDEX",
    "DATELINE_LOG",
    "DATELINE_LOG_FORMAT",
    "DATELINE_PUBLIC_URL",
)
"""Variables that are read where they are needed; every other one is a class of settings'."""
_DIVIDED = (
    "DATELINE_GUARD_",
    "DATELINE_LLM_",
    "DATELINE_LOAD_",
    "DATELINE_MILVUS_",
    "DATELINE_RAG_",
)
"""Beginnings of variables that belong to a class of their own, not to `IndexSettings`."""
_FIELD = re.compile(r'field "(\w+)"')


def given() -> list[str]:
    """Return the variables that are set and that a class of settings has to know, in capitals."""
    names = sorted(name.upper() for name in os.environ)
    return [name for name in names if name.startswith(PREFIX) and name not in PROGRAM]


class RoomSettings(BaseSettings):
    """Base of all settings: a variable that begins as theirs and is none of them is refused."""

    @classmethod
    def variables(cls) -> list[str]:
        """Return the variables of the environment that are read."""
        return [_variable(cls, name) for name in cls.model_fields]

    @model_validator(mode="before")
    @classmethod
    def _known_variables(cls, values: Any) -> Any:
        cls.check_environment()
        return values

    @classmethod
    def check_environment(cls) -> None:
        """Refuse a variable of the environment that is none of these settings.

        Raises:
            UnknownSettingError: there is one; the message names the nearest that there is.
        """
        own = cls.variables()
        for name in given():
            prefix = next((each for each in _DIVIDED if name.startswith(each)), PREFIX)
            if name in own or prefix != cls.model_config.get("env_prefix"):
                continue
            kinds = RoomSettings.__subclasses__()
            known = [*PROGRAM, *(each for kind in kinds for each in kind.variables())]
            ends = [each.removeprefix(PREFIX) for each in known]
            near = get_close_matches(name.removeprefix(PREFIX), ends, n=1)
            meant = f"did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md lists all"
            raise UnknownSettingError(f"{name} is set and there is no such setting; {meant}")


class IndexSettings(RoomSettings):
    """Settings of the index room; each field is also read from `DATELINE_<NAME>`.

    What shapes passages (`passage_characters`, `overlap_sentences`) is fixed when an index is
    created; later values apply to new indexes only, so that one index is cut in one way.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

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
    names: bool = Field(
        default=True,
        description="whether the people, places and organisations that English articles name are "
        "looked for while they are indexed, which takes a hundredth of the time of indexing",
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
        kinds = [each for each in RoomSettings.__subclasses__() if name in each.model_fields]
        if not kinds:
            return None
        return (
            f'{_variable(kinds[0], name)} is not valid JSON ({error.__cause__}); write {{"…": "…"}}'
        )
    if not isinstance(error, ValidationError):
        return None
    kinds = [each for each in RoomSettings.__subclasses__() if each.__name__ == error.title]
    if not kinds:
        return None
    fault = error.errors()[0]
    name = ".".join(map(str, fault["loc"]))
    message = fault["msg"].removeprefix("Value error, ")
    return f"{_variable(kinds[0], name)} is {fault['input']!r}: {message}"


def _variable(kind: type[BaseSettings], name: str) -> str:
    return f"{kind.model_config.get('env_prefix', '')}{name}".upper()

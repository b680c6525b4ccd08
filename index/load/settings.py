"""How articles are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator
from pydantic_settings import SettingsConfigDict

from index.settings import RoomSettings

NAMES = ("id", "title", "text", "date", "source", "url", "author", "language")


class LoadSettings(RoomSettings):
    """Settings of the loader; each can be set as DATELINE_LOAD_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_LOAD_", extra="forbid", frozen=True)

    fields: dict[str, str] = Field(
        default_factory=dict,
        description="names of fields in JSON, JSON Lines and CSV, by ours: id, title, text, date, "
        "source, url, author, language; a dot goes one level down (metadata.date)",
    )
    source: str | None = Field(None, description="outlet of articles that name none")
    date_order: Literal["dmy", "mdy"] | None = Field(
        None,
        description="how 03/04/2025 is meant; without it such a date is taken as unknown",
    )
    timezone: str | None = Field(
        None,
        description="IANA name of the outlet's zone: times without a zone are in it, and the day "
        "of a time given in UTC is counted in it",
    )
    today: date | None = Field(None, description="day after which dates are not believed")
    max_bytes: int = Field(256 * 2**20, gt=0, description="largest file that is read, bytes")
    max_characters: int = Field(
        10_000_000, gt=0, description="longest text of one article, in characters"
    )
    parse_seconds: float = Field(
        20.0,
        gt=0,
        description="seconds of work that a page, feed or upload may take to be parsed; each is "
        "parsed in a process of its own",
    )
    parse_bytes: int = Field(
        3 * 2**30, ge=2**29, description="memory that it may take, bytes of address space"
    )
    max_page_bytes: int = Field(16 * 2**20, gt=0, description="largest download, bytes")
    timeout: float = Field(20.0, gt=0, description="seconds that a download may take in all")
    feed_seconds: float = Field(
        300.0, gt=0, description="seconds that the pages of one feed's entries may take in all"
    )
    max_redirects: int = Field(5, ge=0, description="redirects followed, each address checked")
    follow_feeds: bool = Field(
        True, description="fetch the page of a feed's entry when the feed holds only a teaser"
    )
    max_entries: int = Field(200, gt=0, description="entries that are taken of a feed by address")
    max_depth: int = Field(
        4, ge=0, description="how deep files inside files are read (a ZIP in a message in a ZIP)"
    )
    max_inside_files: int = Field(
        10_000, gt=0, description="files that one archive or message may hold, at any depth"
    )
    max_inside_bytes: int = Field(
        2**30, gt=0, description="size of the files inside one file, unpacked, bytes"
    )
    max_ratio: float = Field(
        200.0, gt=1, description="how many times its size an archive may unpack to"
    )
    max_ocr_pages: int = Field(
        500, gt=0, description="pages of a scan that are recognised (extra dateline[ocr])"
    )
    max_pixels: int = Field(
        100_000_000, gt=0, description="size of a picture that is recognised, pixels"
    )
    allow_private: bool = Field(
        False, description="fetch from private, loopback and link-local addresses too"
    )

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(value) - set(NAMES))
        if unknown:
            raise ValueError(f"unknown field {unknown[0]!r}; the fields are {', '.join(NAMES)}")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        try:
            return ZoneInfo(value).key if value else None
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {value!r}; name one as Asia/Seoul") from error


def with_fields(pairs: Sequence[str]) -> LoadSettings:
    """Return the environment's settings with names of fields added, each as "text=body.html".

    Raises:
        ValueError: one is not such a pair, or ours is none of the names.
    """
    settings = LoadSettings()
    fields = dict(settings.fields)
    for pair in pairs:
        ours, _, theirs = pair.partition("=")
        if ours not in NAMES or not theirs:
            raise ValueError(f"{pair!r} is not NAME=FIELD with a name of {', '.join(NAMES)}")
        fields[ours] = theirs
    return settings.model_copy(update={"fields": fields})

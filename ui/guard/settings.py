"""How much one client may ask of the server, and for how long."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from index.settings import RoomSettings


class GuardSettings(RoomSettings):
    """Settings of the server; each can be set as DATELINE_GUARD_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_GUARD_", extra="forbid", frozen=True)

    body_bytes: int = Field(
        8 * 2**20, gt=0, description="largest request that is not an upload, bytes"
    )
    upload_bytes: int = Field(
        128 * 2**20, gt=0, description="largest upload, all its files together, bytes"
    )
    upload_total_bytes: int = Field(
        1024 * 2**20, gt=0, description="uploads that wait to be taken in, all together, bytes"
    )
    body_seconds: float = Field(60.0, gt=0, description="seconds that a request may take to arrive")
    upload_seconds: float = Field(
        600.0, gt=0, description="seconds that an upload may take to arrive"
    )
    head_seconds: float = Field(
        20.0, gt=0, description="seconds that a connection may take to say what it wants"
    )
    rate: float = Field(
        100.0, gt=0, description="requests a second of one client, in the long run; pages and "
        "scripts are not counted",
    )  # fmt: skip
    burst: int = Field(1000, gt=0, description="requests that a client may make at once")
    open_requests: int = Field(
        256, gt=0, description="requests of one client that may be open at the same time"
    )
    connections: int = Field(
        0, ge=0, description="connections that may be open; 0 takes what the system allows"
    )
    wrong_logins: int = Field(
        5, gt=0, description="wrong passwords after which a client and a name have to wait"
    )
    login_hours: float = Field(72.0, gt=0, description="hours after which a login ends unused")
    waiting: int = Field(
        64, gt=0, description="questions that may wait; for more the server says that it is busy"
    )
    at_once: int = Field(8, gt=0, description="questions that are answered at the same time")
    question_seconds: float = Field(
        180.0, gt=0, description="seconds after which a question is given up"
    )
    sessions: int = Field(
        200, gt=0, description="pages whose state is kept; the oldest goes for one more"
    )
    drain_seconds: float = Field(
        50.0, gt=0, description="seconds that questions in work have once the server is to stop"
    )

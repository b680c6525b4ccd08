"""What can be set of an archive in Milvus; the address is `milvus://host:port/collection`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from index.errors import DatelineError
from index.settings import RoomSettings

_ADDRESS = re.compile(
    r"milvus:/{1,2}(\[[0-9a-fA-F:]+\]|[\w.-]+)(?::(\d{1,5}))?/([A-Za-z_]\w{0,99})", re.ASCII
)
_PORT = 19530


Kind = Literal[
    "AUTOINDEX",
    "FLAT",
    "HNSW",
    "HNSW_SQ",
    "IVF_FLAT",
    "IVF_SQ8",
    "IVF_PQ",
    "IVF_RABITQ",
    "DISKANN",
]


class MilvusSettings(RoomSettings):
    """Settings of an archive in Milvus; each field is also read from `DATELINE_MILVUS_<NAME>`.

    How vectors are indexed, sharded and replicated is Milvus's work: these are handed on to it
    when a collection is made.
    """

    model_config = SettingsConfigDict(env_prefix="DATELINE_MILVUS_", extra="forbid", frozen=True)

    user: str = Field(default="", description="name to sign in with")
    password: SecretStr | None = Field(default=None, description="password of that user")
    token: SecretStr | None = Field(
        default=None, description="token, in place of user and password"
    )
    tls: bool = Field(default=False, description="whether the connection is encrypted")
    ca: Path | None = Field(
        default=None, description="certificate of the authority that signed the server's"
    )
    database: str = Field(default="", description="database of the collections; none: the default")
    timeout: float = Field(
        default=20.0, gt=0.0, description="seconds after which a silent server is given up"
    )
    index: Kind = Field(default="HNSW", description="index over the vectors of a new collection")
    index_params: dict[str, Any] | None = Field(
        default=None, description="parameters of that index, as JSON; none: usual ones of its kind"
    )
    search_params: dict[str, Any] | None = Field(
        default=None, description="parameters of a search in it, as JSON; none: usual ones"
    )
    shards: int = Field(default=1, ge=1, le=64, description="shards of a new collection")
    replicas: int = Field(default=1, ge=1, description="copies that query nodes hold in memory")
    lease: float = Field(
        default=60.0, ge=1.0, description="seconds after which a silent writer's place is free"
    )

    def building(self) -> dict[str, Any]:
        """Return the parameters of a new collection's index."""
        return _usual(_BUILDING, self.index) if self.index_params is None else self.index_params

    def searching(self, k: int) -> dict[str, Any]:
        """Return the parameters of a search for k passages."""
        chosen = self.search_params
        params = dict(_usual(_SEARCHING, self.index) if chosen is None else chosen)
        for name in ("ef", "search_list"):  # both must be as large as what is asked for
            if name in params:
                params[name] = max(int(params[name]), k)
        return params


_BUILDING: dict[str, dict[str, Any]] = {
    "HNSW_SQ": {"M": 16, "efConstruction": 200, "sq_type": "SQ8"},
    "HNSW": {"M": 16, "efConstruction": 200},
    "IVF_PQ": {"nlist": 4096, "m": 48, "nbits": 8},
    "IVF": {"nlist": 4096},
}
_SEARCHING: dict[str, dict[str, Any]] = {
    "HNSW": {"ef": 256},
    "IVF": {"nprobe": 64},
    "DISKANN": {"search_list": 256},
}


def _usual(known: dict[str, dict[str, Any]], index: str) -> dict[str, Any]:
    """Return what is usual for an index, by its name or the first part of it."""
    return known.get(index) or known.get(index.partition("_")[0]) or {}


@dataclass(frozen=True, slots=True)
class Address:
    """Where an archive is: a server and the name of a collection."""

    host: str
    port: int
    name: str

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return what an address says.

        Raises:
            DatelineError: it is none.
        """
        found = _ADDRESS.fullmatch(text)
        if found is None:
            raise DatelineError(
                f"{text!r} is not the address of an archive; write milvus://HOST:PORT/COLLECTION, "
                "the collection in letters, digits and _"
            )
        return cls(found[1], int(found[2] or _PORT), found[3])

    def __str__(self) -> str:
        return f"milvus://{self.host}:{self.port}/{self.name}"

    def uri(self, *, tls: bool) -> str:
        """Return what the client connects to."""
        return f"{'https' if tls else 'http'}://{self.host}:{self.port}"

"""One connection to a Milvus server: every call ends in time, and in a line when it fails."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from index.errors import EngineError
from index.milvus.settings import Address, MilvusSettings

_log = logging.getLogger(__name__)

T = TypeVar("T")
Row = dict[str, Any]
_BATCH = 1000
_MOST = 16_384
"""Rows that Milvus gives in answer to one query."""
_REFUSED = ("auth", "permission", "token", "denied", "unauthenticated")
_CLOSED = ("UNAUTHENTICATED", "PERMISSION_DENIED")
_AWAY = ("unavailable", "fail connecting", "failed to connect", "load", "deadline", "timeout",
         "channel", "connection", "retry", "rpc timeout", "closed")  # fmt: skip
_UNLOADED = re.compile(r"not loaded|call load\(\)|not load", re.IGNORECASE)
_PAUSE = 0.5
_FLUSH = 120.0


class Engine:
    """A Milvus server.

    A call that meets a server that has gone is made again on a new connection until the timeout
    of the settings is over, so that a server which was restarted between two questions answers
    the second.
    """

    def __init__(self, address: Address, settings: MilvusSettings) -> None:
        """Prepare a connection; it is made with the first call."""
        self.address = address
        self.settings = settings
        self._client: Any = None
        self._guard = threading.Lock()

    def call(self, do: Callable[[Any], T]) -> T:
        """Return what a call of the client returns.

        Args:
            do: called with the client, again after a failure of the connection.

        Raises:
            EngineError: the server does not answer in time, or refuses.
        """
        from grpc import RpcError
        from pymilvus import MilvusException

        end = time.monotonic() + self.settings.timeout
        while True:
            try:
                return do(self._connected())
            except (MilvusException, RpcError, OSError) as error:
                text = _words(error)
                if _let_in_nobody(error, text):
                    raise EngineError(
                        f"Milvus at {self.address.host}:{self.address.port} lets nobody in with "
                        f"these names ({text}); set DATELINE_MILVUS_TOKEN, or "
                        "DATELINE_MILVUS_USER and DATELINE_MILVUS_PASSWORD"
                    ) from error
                if not any(word in text.lower() for word in _AWAY):
                    raise EngineError(f"{self.address} refused ({text})") from error
                if _UNLOADED.search(text):
                    self._load()
                else:
                    self._forget()
                if time.monotonic() + _PAUSE > end:
                    raise EngineError(
                        f"Milvus at {self.address.host}:{self.address.port} does not answer "
                        f"({text}); start it, or check the address and DATELINE_MILVUS_TLS"
                    ) from error
                _log.debug("Milvus is asked again", exc_info=True)
                time.sleep(_PAUSE)

    def _connected(self) -> Any:
        with self._guard:
            if self._client is None:
                try:
                    from pymilvus import MilvusClient
                except ImportError as error:
                    raise EngineError(
                        'an archive in Milvus needs pymilvus: pip install "dateline[cluster]"'
                    ) from error
                logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # what fails, we say
                chosen = self.settings
                token = chosen.token.get_secret_value() if chosen.token else ""
                if not token and chosen.user:
                    password = chosen.password.get_secret_value() if chosen.password else ""
                    token = f"{chosen.user}:{password}"
                more: dict[str, Any] = {"secure": True} if chosen.tls else {}
                if chosen.ca is not None:
                    more["ca_pem_path"] = str(chosen.ca)
                self._client = MilvusClient(
                    uri=self.address.uri(tls=chosen.tls),
                    token=token,
                    db_name=chosen.database,
                    timeout=chosen.timeout / 2,
                    **more,
                )
            return self._client

    def _forget(self) -> None:
        with self._guard:
            client, self._client = self._client, None
        if client is not None:
            try:
                client.close()
            except Exception:  # noqa: BLE001, it is broken, and that is why it goes
                _log.debug("a broken connection could not be closed", exc_info=True)

    def _load(self) -> None:
        """Have the server load the archive's collections, which one that was restarted may not."""
        client = self._connected()
        for name in client.list_collections(timeout=self._wait):
            if name.startswith(f"{self.address.name}_"):
                client.load_collection(name, timeout=self._wait)

    def close(self) -> None:
        """Let the connection go."""
        self._forget()

    @property
    def _wait(self) -> float:
        return self.settings.timeout / 2

    def has(self, name: str) -> bool:
        """Return whether there is a collection or alias."""
        return bool(self.call(lambda client: client.has_collection(name, timeout=self._wait)))

    def rows(
        self, name: str, condition: str, fields: Sequence[str], limit: int | None = None
    ) -> list[Row]:
        """Return the rows of a collection that a condition holds for, any number of them."""
        most = _MOST if limit is None else limit
        found = self.call(
            lambda client: client.query(
                name,
                filter=condition,
                output_fields=list(fields),
                limit=most,
                timeout=self._wait,
            )
        )
        if limit is None and len(found) >= _MOST:
            return self._all(name, condition, fields)
        return [dict(each) for each in found]

    def _all(self, name: str, condition: str, fields: Sequence[str]) -> list[Row]:
        """Return more rows than Milvus gives at once."""
        pages = self.call(
            lambda client: client.query_iterator(
                name,
                batch_size=_BATCH,
                filter=condition,
                output_fields=list(fields),
                timeout=self._wait,
            )
        )
        rows: list[Row] = []
        try:
            while found := self.call(lambda client: pages.next()):
                rows += [dict(each) for each in found]
        finally:
            pages.close()
        return rows

    def by_ids(self, name: str, ids: Sequence[int | str], fields: Sequence[str]) -> list[Row]:
        """Return rows by their primary keys; one that there is not is left out."""
        found: list[Row] = []
        for begin in range(0, len(ids), _BATCH):
            some = list(ids[begin : begin + _BATCH])
            rows = self.call(
                lambda client, some=some: client.get(  # type: ignore[misc]
                    name, ids=some, output_fields=list(fields), timeout=self._wait
                )
            )
            found += [dict(each) for each in rows]
        return found

    def put(self, name: str, rows: Sequence[Row], size: int = 500) -> None:
        """Write rows, each in the place of the one with its primary key."""
        for begin in range(0, len(rows), size):
            some = list(rows[begin : begin + size])
            self.call(
                lambda client, some=some: client.upsert(  # type: ignore[misc]
                    name, some, timeout=max(self._wait, 60.0)
                )
            )

    def delete(self, name: str, condition: str) -> None:
        """Take out the rows that a condition holds for."""
        self.call(lambda client: client.delete(name, filter=condition, timeout=self._wait))

    def flush(self, name: str) -> None:
        """Have the server write a collection's rows that it holds in memory."""
        self.call(lambda client: client.flush(name, timeout=max(self._wait, _FLUSH)))

    def count(self, name: str, condition: str) -> int:
        """Return how many rows a condition holds for."""
        found = self.call(
            lambda client: client.query(
                name, filter=condition, output_fields=["count(*)"], timeout=self._wait
            )
        )
        return int(found[0]["count(*)"])


def _let_in_nobody(error: BaseException, text: str) -> bool:
    """Return whether a server refuses names and passwords; its client hides that in causes."""
    if any(word in text.lower() for word in _REFUSED):
        return True
    cause = error.__cause__ or error.__context__
    code = getattr(cause, "code", None)
    return callable(code) and getattr(code(), "name", "") in (
        "UNAUTHENTICATED",
        "PERMISSION_DENIED",
    )


def _words(error: BaseException) -> str:
    """Return what an error says, in one short line."""
    text = str(getattr(error, "message", "") or "") or str(error) or type(error).__name__
    return " ".join(text.split())[:160]

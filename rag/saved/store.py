"""Saved questions and what they told, in files of the index folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.archive import beside
from index.errors import DatelineError
from index.folder.disk import replace
from index.folder.manifest import Layout
from rag.errors import SavedError
from rag.saved.alert import Alert

SAVED = "saved.json"
ALERTS = "alerts.jsonl"
_MOST_ALERTS = 1000
_NAME = re.compile(r"[^\W_][\w .-]{0,59}")
_WAIT = 30.0


class Told(BaseModel):
    """What a saved question was answered with last.

    Attributes:
        answer: its sentences with their markers; "" where the archive did not answer.
        short: the words that answer.
        as_of: day of the newest article that was cited.
        conflicts: what sources say differently, a line each.
        near: cosine of the question and the farthest passage that was cited; 0 where none was.
    """

    model_config = ConfigDict(extra="ignore")
    answer: str = ""
    short: str = ""
    as_of: date | None = None
    conflicts: list[str] = Field(default_factory=list)
    near: float = 0.0


class Saved(BaseModel):
    """A question, a search or a filter that is kept.

    Attributes:
        name: by which it is spoken of.
        text: the question, or the words to be searched for; "" for all that the limits let through.
        kind: "question" is answered, "search" lists articles as `dateline search` finds them.
        since: first day of the articles.
        until: last day, inclusive.
        sources: outlets; empty for all.
        hook: a command that is given each alert as JSON, or an address that it is posted to.
        signed: tells that this user saved the hook.
        generation: state of the archive that it was last run over.
        told: the last answer of a question.
        vector: the question's embedding, so that what is new can be looked through at once.
        model: name of the embedding model.
    """

    model_config = ConfigDict(extra="ignore")
    name: str
    text: str
    kind: str = Field("question", pattern="^(question|search)$")
    since: date | None = None
    until: date | None = None
    sources: list[str] = Field(default_factory=list)
    hook: str = ""
    signed: str = ""
    generation: int = 0
    told: Told = Field(default_factory=Told)
    vector: list[float] = Field(default_factory=list)
    model: str = ""


class _File(BaseModel):
    saved: list[Saved] = Field(default_factory=list)


class Store:
    """The saved questions of an index folder."""

    def __init__(self, folder: str | Path) -> None:
        """Read and write those of an index.

        Raises:
            SavedError: there is no index in the folder.
            EngineError: an engine holds the archive.
        """
        folder = beside(folder)
        if not Layout(folder).exists():
            raise SavedError(
                f"there is no index in {folder}; make one with "
                f"`dateline index PATH --index {folder}`"
            )
        self._path = folder / SAVED
        self._alerts = folder / ALERTS

    def all(self) -> list[Saved]:
        """Return them in the order in which they were added.

        Raises:
            SavedError: their file cannot be read.
        """
        try:
            return _File.model_validate_json(self._path.read_bytes()).saved
        except FileNotFoundError:
            return []
        except (OSError, ValidationError) as error:
            raise SavedError(
                f"{self._path} cannot be read ({type(error).__name__}); mend or delete it"
            ) from error

    def named(self, name: str) -> Saved:
        """Return one by its name.

        Raises:
            SavedError: there is none.
        """
        found = next((each for each in self.all() if each.name == name), None)
        if found is None:
            names = ", ".join(each.name for each in self.all()) or "none are saved"
            raise SavedError(f"nothing is saved as {name!r} ({names})")
        return found

    def add(self, saved: Saved) -> None:
        """Keep one more.

        Raises:
            SavedError: its name is taken, or none.
        """
        if not _NAME.fullmatch(saved.name):
            raise SavedError(
                f"{saved.name!r} is not a name: letters, digits, spaces and . - _, up to 60"
            )
        with self.locked():
            known = self.all()
            if any(each.name == saved.name for each in known):
                raise SavedError(
                    f"{saved.name!r} is taken; remove it first, or choose another name"
                )
            self._write([*known, saved])

    def remove(self, name: str) -> None:
        """Forget one.

        Raises:
            SavedError: there is none of this name.
        """
        with self.locked():
            self.named(name)
            self._write([each for each in self.all() if each.name != name])

    def put(self, changed: Sequence[Saved]) -> None:
        """Write what became of some, but of those that were removed meanwhile."""
        if not changed:
            return
        by_name = {each.name: each for each in changed}
        with self.locked():
            self._write([by_name.get(each.name, each) for each in self.all()])

    def alerts(self) -> list[Alert]:
        """Return what was told, the newest first."""
        try:
            lines = self._alerts.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise SavedError(f"{self._alerts} cannot be read ({error})") from error
        found = []
        for number, line in enumerate(lines, 1):
            try:
                found.append(Alert.model_validate_json(line))
            except ValidationError as error:
                raise SavedError(
                    f"{self._alerts}, line {number} is not an alert: mend or delete the line"
                ) from error
        return found[::-1]

    def tell(self, alerts: list[Alert]) -> None:
        """Keep alerts; of more than a thousand the oldest go."""
        if not alerts:
            return
        with self.locked():
            kept = [*self.alerts()[::-1], *alerts][-_MOST_ALERTS:]
            replace(self._alerts, "".join(each.model_dump_json() + "\n" for each in kept))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of these files.

        Raises:
            SavedError: another process holds it for long.
        """
        lock = FileLock(self._path.with_suffix(".lock"), timeout=_WAIT)
        try:
            with lock:
                yield
        except Timeout as error:
            raise SavedError(f"{lock.lock_file} is held by another process; try again") from error

    def _write(self, saved: list[Saved]) -> None:
        try:
            replace(self._path, _File(saved=saved).model_dump_json() + "\n")
        except OSError as error:
            raise DatelineError(f"{self._path} cannot be written ({error.strerror})") from error

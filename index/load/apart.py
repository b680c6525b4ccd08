"""A child process that parses what comes from outside, within limits of time and memory.

A text can be made so that reading it takes hours or all memory, and a parser in C can be made to
crash. In a child this ends the child: the file is refused in one line and the rest goes on. The
child has no keys in its environment, and only plain data is taken from it.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from threading import Lock
from typing import Any

from index.errors import DatelineError, RefusedError
from index.load.settings import LoadSettings

_log = logging.getLogger(__name__)

_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "DATELINE_CACHE")
_WALL = 6
"""Times the seconds of work that a child may take by the clock, on a machine that is busy."""
_PLAIN = {
    ("builtins", "list"), ("builtins", "tuple"), ("builtins", "dict"),
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "timezone"),
    ("datetime", "timedelta"), ("zoneinfo", "ZoneInfo._unpickle"),
    ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("copyreg", "__newobj__"),
    ("copyreg", "_reconstructor"), ("builtins", "object"),
    ("index.load.base", "Draft"), ("index.load.base", "Found"), ("index.load.base", "Refusal"),
    ("index.errors", "RefusedError"), ("time", "struct_time"),
}  # fmt: skip


class _Plain(pickle.Unpickler):  # noqa: S301 - it is this class that makes it safe
    """Reads plain data and nothing else: a child that was taken over may send anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
        return super().find_class(module, name)


class Child:
    """One child, started when it is first needed and again after it was killed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, step: str, arguments: Sequence[Any], settings: LoadSettings) -> Any:
        """Return what a function of `index.load.parse` gives, an iterator's items as a list.

        Args:
            step: its name.
            arguments: all but the settings.
            settings: how to read; how much time and memory it may take.

        Raises:
            RefusedError: it takes more than it may, or the child came to an end.
            DatelineError: what the function raised.
        """
        with self._lock:
            if os.name != "posix":
                return _done(step, arguments, settings)
            process = self._started(settings)
            try:
                _send(process.stdin, (step, arguments, settings))
                answer = _receive(process.stdout, settings.parse_seconds * _WALL)
            except (OSError, EOFError, TimeoutError) as error:
                reason = self._ended(error, settings)
                raise RefusedError(reason) from error
        try:
            found: Any = _Plain(io.BytesIO(answer)).load()
        except pickle.UnpicklingError as error:
            raise RefusedError(f"was read as something that is no article ({error})") from error
        if isinstance(found, DatelineError):
            raise found
        return found

    def _started(self, settings: LoadSettings) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            known = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
            places = os.pathsep.join(os.path.abspath(each) for each in sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from index.load.apart import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=known | {"PYTHONPATH": places, "OPENBLAS_NUM_THREADS": "1"},
            )
            _send(self._process.stdin, settings.parse_bytes)
        return self._process

    def _ended(self, error: Exception, settings: LoadSettings) -> str:
        """End the child for good and return why it had to end."""
        assert self._process
        if isinstance(error, TimeoutError):
            self._process.kill()
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                _log.debug("the child had closed its end", exc_info=True)
        self._process = None
        if isinstance(error, TimeoutError) or status == -signal.SIGPROF:
            return (
                f"takes more than {settings.parse_seconds:g} s to be read; "
                "raise DATELINE_LOAD_PARSE_SECONDS if that is meant"
            )
        return f"broke the program that was to read it (status {status})"


_child = Child()


def call(step: str, *arguments: Any, settings: LoadSettings) -> Any:
    """Call a function of `index.load.parse` in the child of this process; see `Child.call`."""
    return _child.call(step, arguments, settings)


def serve() -> None:
    """Answer calls until the parent ends; this is what the child does."""
    import resource

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what parsers print is no answer
    memory = pickle.loads(_receive(sys.stdin.buffer))  # noqa: S301 - from the parent
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            step, arguments, settings = pickle.loads(_receive(sys.stdin.buffer))  # noqa: S301
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, settings.parse_seconds)
        try:
            found = _done(step, arguments, settings)
        except DatelineError as error:
            found = RefusedError(str(error))
        except MemoryError:
            found = RefusedError("needs more memory than there is to be read; make it smaller")
        except Exception as error:  # noqa: BLE001 - parsers raise anything
            found = RefusedError(f"cannot be read ({type(error).__name__}: {error})")
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, found)


def _done(step: str, arguments: Sequence[Any], settings: LoadSettings) -> Any:
    from index.load import parse

    found = getattr(parse, step)(*arguments, settings)
    return list(found) if hasattr(found, "__next__") else found


def _send(pipe: Any, value: Any) -> None:
    data = pickle.dumps(value)
    pipe.write(len(data).to_bytes(8, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: Any, seconds: float | None = None) -> bytes:
    """Return one message.

    Raises:
        EOFError: the other side has ended.
        TimeoutError: it does not begin in time.
    """
    if seconds is not None:
        import select

        if not select.select([pipe], [], [], seconds)[0]:
            raise TimeoutError
    size = int.from_bytes(_exactly(pipe, 8), "big")
    return _exactly(pipe, size)


def _exactly(pipe: Any, size: int) -> bytes:
    data: bytes = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data

"""Which functions of the page change the archive; a reader's role may not call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_MARK = "_dateline_writes"


def writes(function: _F) -> _F:
    """Mark a function that changes the archive: only the role *edit* may call it."""
    setattr(function, _MARK, True)
    return function


def is_writing(function: Any) -> bool:
    """Return whether a function was marked."""
    return bool(getattr(function, _MARK, False))

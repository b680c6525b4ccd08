"""All that can be set, from the classes that read it."""

from __future__ import annotations

import types
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from eval.docs.table import table
from index.settings import RoomSettings

_ROOT = Path(__file__).resolve().parents[2]
_ROOMS = ("index", "rag", "ui", "eval")
_BOUNDS = ((Ge, "ge", "≥"), (Gt, "gt", ">"), (Le, "le", "≤"), (Lt, "lt", "<"))


def settings_tables() -> str:
    """Return one table for each class of settings, with its variables, bounds and defaults."""
    parts = []
    for kind in settings_classes():
        summary = (kind.__doc__ or "").strip().partition("\n")[0]
        prefix = str(kind.model_config.get("env_prefix", ""))
        rows = [
            (
                f"`{(prefix + name).upper()}`",
                _type(field.annotation),
                _bounds(field),
                _default(field),
                field.description or "",
            )
            for name, field in kind.model_fields.items()
        ]
        head = ("variable", "type", "bounds", "default", "what")
        parts.append(f"### `{kind.__module__}.{kind.__name__}`\n\n{summary}\n\n{table(head, rows)}")
    return "\n".join(parts)


def settings_classes() -> list[type[RoomSettings]]:
    """Return the classes of settings of all rooms, in the order of the rooms."""
    found: list[type[RoomSettings]] = []
    for module in _modules():
        for value in vars(import_module(module)).values():
            own = isinstance(value, type) and value.__module__ == module
            if own and RoomSettings in value.__bases__:
                found.append(value)
    return found


def _modules() -> Iterator[str]:
    """Yield the modules that define settings."""
    for room in _ROOMS:
        paths = (_ROOT / room).rglob("*.py")
        for path in sorted(paths, key=lambda path: (len(path.parts), path)):
            if "(RoomSettings)" in path.read_text(encoding="utf-8"):
                yield ".".join(path.relative_to(_ROOT).with_suffix("").parts)


def _type(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(each) for each in inner if each is not type(None))
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in inner)
    if origin is Annotated:
        return _type(inner[0])
    if origin is not None:
        return f"{origin.__name__} of {', '.join(_type(each) for each in inner)}"
    return str(kind.__name__)


def _bounds(field: FieldInfo) -> str:
    return ", ".join(
        f"{sign} {_number(getattr(limit, name))}"
        for limit in field.metadata
        for kind, name, sign in _BOUNDS
        if isinstance(limit, kind)
    )


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", {}, [], ()):
        return "–"
    return f"`{_number(value)}`"


def _number(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

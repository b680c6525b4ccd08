"""All that can be set, from the classes that read it."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from eval.docs.schema import classes, type_of
from eval.docs.table import table
from index.settings import RoomSettings


def settings_tables() -> str:
    """Return one table for each class of settings, with its variables, bounds and defaults."""
    parts = []
    for kind in settings_classes():
        summary = (kind.__doc__ or "").strip().partition("\n")[0]
        prefix = str(kind.model_config.get("env_prefix", ""))
        schema = kind.model_json_schema()["properties"]
        rows = [
            (
                f"`{(prefix + name).upper()}`",
                _type(schema[name]),
                _default(field),
                field.description or "",
            )
            for name, field in kind.model_fields.items()
        ]
        head = ("variable", "type", "default", "what")
        parts.append(f"### `{kind.__module__}.{kind.__name__}`\n\n{summary}\n\n{table(head, rows)}")
    return "\n".join(parts)


def settings_classes() -> list[type[RoomSettings]]:
    """Return the classes of settings of all rooms, in the order of the rooms."""
    found = (kind for _, kind in classes(RoomSettings, "(RoomSettings)"))
    return [kind for kind in found if kind is not RoomSettings]


def _type(field: dict[str, Any]) -> str:
    """Return a type as the environment has it: without quotation marks, absent rather than null."""
    return type_of(field).removesuffix(" or null").replace('"', "")


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", {}, [], ()):
        return "–"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"

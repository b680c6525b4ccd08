"""What classes say of themselves: where they stand in the rooms, and the types of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

_ROOT = Path(__file__).resolve().parents[2]
_ROOMS = ("index", "rag", "ui", "eval")
_BOUNDS = {
    "minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<",
}  # fmt: skip

Base = TypeVar("Base")


def classes(base: type[Base], named: str) -> Iterator[tuple[str, type[Base]]]:
    """Yield (room, class) of every class below one, in the order of the rooms.

    Args:
        base: the class that they are below.
        named: what stands in the text of a module that has one, so that no other is imported.
    """
    for room in _ROOMS:
        paths = (_ROOT / room).rglob("*.py")
        for path in sorted(paths, key=lambda path: (len(path.parts), path)):
            if named not in path.read_text(encoding="utf-8"):
                continue
            module = ".".join(path.relative_to(_ROOT).with_suffix("").parts)
            for value in vars(import_module(module)).values():
                own = isinstance(value, type) and value.__module__ == module
                if own and issubclass(value, base):
                    yield room, value


def type_of(field: Mapping[str, Any]) -> str:
    """Return the type and the bounds of a field of a JSON Schema, in words."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "allOf" in field:
        return type_of(field["allOf"][0])
    if "anyOf" in field:
        return " or ".join(type_of(each) for each in field["anyOf"])
    if "enum" in field:
        return ", ".join(f'`"{each}"`' for each in field["enum"])
    if "const" in field:
        return f'`"{field["const"]}"`'
    kind = str(field.get("type", "any"))
    if kind == "array":
        return f"list of {type_of(field.get('items', {}))}"
    if kind == "object" and isinstance(field.get("additionalProperties"), dict):
        return f"object of {type_of(field['additionalProperties'])}"
    if field.get("format"):
        return f"{kind} ({field['format']})"
    bounds = [f"{sign} {field[name]}" for name, sign in _BOUNDS.items() if name in field]
    return ", ".join([kind, *bounds])

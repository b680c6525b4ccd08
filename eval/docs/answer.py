"""The JSON of answers and briefs, from the models that write it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from eval.docs.schema import type_of
from eval.docs.table import table
from rag.answer import Answer
from rag.briefing.model import Brief, BriefLine


def answer_tables() -> str:
    """Return a table for the answer and one for each object inside it."""
    return _tables(_models(Answer))


def brief_tables() -> str:
    """Return a table for the brief and one for its lines; the rest is as in an answer."""
    return _tables((Brief, BriefLine))


def _tables(models: Iterable[type[BaseModel]]) -> str:
    parts = []
    for model in models:
        schema = model.model_json_schema()
        rows = [
            (f"`{name}`", type_of(field), _what(model, name, field))
            for name, field in schema["properties"].items()
        ]
        about = (inspect.getdoc(model) or "").partition("\n\n")[0]
        parts.append(
            f"### {model.__name__}\n\n{' '.join(about.split())}\n\n"
            + table(("field", "type", "what"), rows)
        )
    return "\n".join(parts)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those that its fields hold, each once, in the order of the fields."""
    seen: dict[type[BaseModel], None] = {}

    def visit(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in seen:
                seen[kind] = None
                for field in kind.model_fields.values():
                    visit(field.annotation)
            return
        for inner in get_args(kind):
            visit(inner)

    visit(model)
    yield from seen


def _what(model: type[BaseModel], name: str, field: dict[str, Any]) -> str:
    """Return a field's description: its own, else that of the docstring's `Attributes:`."""
    if field.get("description"):
        return str(field["description"])
    lines = (inspect.getdoc(model) or "").partition("Attributes:\n")[2].splitlines()
    told: list[str] = []
    for line in lines:
        if line.startswith("    ") and not line.startswith("     "):
            if told:
                break
            head, _, rest = line.strip().partition(":")
            told += [rest] if head == name else []
        elif told:
            told.append(line)
    return " ".join(" ".join(told).split())

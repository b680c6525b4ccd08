"""What a run is made with: settings of both rooms, and the names `--setting` may use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from eval.errors import SettingError
from index.settings import IndexSettings
from rag.settings import RagSettings

_ROOMS: dict[str, type[BaseSettings]] = {"index": IndexSettings, "rag": RagSettings}


@dataclass(frozen=True, slots=True)
class Setup:
    """Settings of a run.

    Attributes:
        index: how the corpus is cut and embedded.
        rag: how questions are answered.
        chosen: what `--setting` named, for the report.
    """

    index: IndexSettings
    rag: RagSettings
    chosen: Mapping[str, str]

    def dump(self) -> dict[str, Any]:
        """Return every setting as JSON holds it."""
        rooms = {"index": self.index, "rag": self.rag}
        values = {name: room.model_dump(mode="json") for name, room in rooms.items()}
        return values | {"chosen": dict(self.chosen)}


def setup(settings: Iterable[str] = ()) -> Setup:
    """Return the settings in force, with each `NAME=VALUE` laid over them.

    A name is a field of `IndexSettings` or `RagSettings`; `index.NAME` and `rag.NAME` say which
    when both have it. A value is JSON where it parses, else text.

    Raises:
        SettingError: a name is unknown or in both, or a value does not fit.
    """
    layers: dict[str, Any] = {"index": {}, "rag": {}, "chosen": {}}
    for one in settings:
        name, equals, value = (part.strip() for part in one.partition("="))
        if not equals or not name:
            raise SettingError(f"a setting is NAME=VALUE, not {one!r}")
        room, field = _place(name)
        try:
            layers[room][field] = json.loads(value)
        except ValueError:
            layers[room][field] = value
        layers["chosen"][f"{room}.{field}"] = value
    return restored(layers)


def restored(dump: Mapping[str, Any]) -> Setup:
    """Return the settings that `Setup.dump` wrote.

    Raises:
        SettingError: this version does not have them all, or a value does not fit.
    """
    try:
        return Setup(IndexSettings(**dump["index"]), RagSettings(**dump["rag"]), dump["chosen"])
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingError(f"the setting {name!r} does not fit: {first['msg']}") from None


def _place(name: str) -> tuple[str, str]:
    room, dot, field = name.partition(".")
    if dot and room in _ROOMS and field in _ROOMS[room].model_fields:
        return room, field
    places = [room for room, model in _ROOMS.items() if name in model.model_fields]
    if len(places) == 1:
        return places[0], name
    if places:
        raise SettingError(f"{name!r} is a setting of both rooms; say index.{name} or rag.{name}")
    known = sorted({*IndexSettings.model_fields, *RagSettings.model_fields})
    raise SettingError(f"no setting is called {name!r}; there are {', '.join(known)}")

"""Settings of the environment that cannot be: one line that names the variable."""

from __future__ import annotations

import re

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsError

_FIELD = re.compile(r'field "(\w+)"')


def setting_at_fault(error: Exception) -> str | None:
    """Return what is wrong with a setting, with the environment variable that holds it.

    Args:
        error: anything that was raised.

    Returns:
        One line; None when the error is not about a setting.
    """
    if isinstance(error, SettingsError):
        found = _FIELD.search(str(error))
        name = found[1] if found else ""
        kinds = [each for each in BaseSettings.__subclasses__() if name in each.model_fields]
        if not kinds:
            return None
        return (
            f'{_variable(kinds[0], name)} is not valid JSON ({error.__cause__}); write {{"…": "…"}}'
        )
    if not isinstance(error, ValidationError):
        return None
    kinds = [each for each in BaseSettings.__subclasses__() if each.__name__ == error.title]
    if not kinds:
        return None
    fault = error.errors()[0]
    name = ".".join(map(str, fault["loc"]))
    message = fault["msg"].removeprefix("Value error, ")
    return f"{_variable(kinds[0], name)} is {fault['input']!r}: {message}"


def _variable(kind: type[BaseSettings], name: str) -> str:
    return f"{kind.model_config.get('env_prefix', '')}{name}".upper()

"""OpenVINO without the part of it that would speak to another machine."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

_REPORTER = "openvino_telemetry"


def openvino() -> Any:
    """Return the package `openvino`.

    Its import reports itself over the network through a package of its own, and goes without
    where it cannot load that: so that package is kept from loading in this process.

    Raises:
        ImportError: it is not installed.
    """
    modules: dict[str, Any] = sys.modules
    if "openvino" not in modules:
        modules[_REPORTER] = None
    return import_module("openvino")

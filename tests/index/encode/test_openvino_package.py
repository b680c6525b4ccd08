"""OpenVINO computes, and reports to nobody that it was used."""

from __future__ import annotations

import subprocess
import sys

import pytest

WATCHED = """
import socket, sys
reached = []
socket.socket.connect = lambda self, address: reached.append(address)
socket.getaddrinfo = lambda *rest, **named: reached.append(rest) or []
from index.encode.openvino_package import openvino
package = openvino()
assert package.Core().available_devices
assert package.opset13.constant([1.0]).shape
from openvino.tools.ovc import telemetry
print(type(telemetry).__module__, bool(sys.modules.get("openvino_telemetry")), reached)
"""


@pytest.mark.parametrize("before", ["", "import sentence_transformers, langchain\n"])
def test_its_import_reports_nothing(before):
    run = subprocess.run(
        [sys.executable, "-c", before + WATCHED], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["openvino.tools.ovc.telemetry_stub", "False", "[]"]

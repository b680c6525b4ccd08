"""Dateline and what it stands on reach for no other machine unless they are told to."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import ROOT
from tests.support.driving import free_port

WATCHED = """
import importlib, ipaddress, json, sys, time
reached = []

def here(host):
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return name in (None, "", "localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

def note(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if not here(host):
        reached.append([event, repr(arguments)[:200]])
        raise OSError("no network")

sys.addaudithook(note)
"""
IMPORTS = """
from index.encode.openvino_package import openvino
openvino()
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
time.sleep(1)  # what begins in a thread
print(json.dumps(reached))
"""
ANSWERS = """
import httpx
from index import Index
from rag import ask, chain
from ui.backend import Backend
from ui.server import Door, serve

folder, port, question = sys.argv[1], int(sys.argv[2]), "When did the Lomund bridge open?"
with Index.open(folder) as archive:
    assert ask(question, index=archive).citations
    assert chain(archive).invoke(question).citations
backend = Backend(folder)
server = serve(backend, Door(port=port), block=False)
with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
    assert client.get("/").status_code == 200
    call = "/gradio_api/call/ask"
    begun = client.post(call, json={"data": [question, "", "", []]}).json()["event_id"]
    assert "event: complete" in client.get(f"{call}/{begun}").text
server.close()
print(json.dumps(reached))
"""


def watched(script: str, *words: str) -> list[list[str]]:
    """Run a script in a new process; return what it reached for beyond this machine (in Python)."""
    offline = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    run = subprocess.run(
        [sys.executable, "-c", WATCHED + script, *words],
        env={name: value for name, value in os.environ.items() if name not in offline},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: list[list[str]] = json.loads(run.stdout.splitlines()[-1])
    return found


def modules() -> list[str]:
    """Return what the packages that Dateline needs are imported as, extras left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {_key(re.match(r"[\w.-]+", line)[0]) for line in project["dependencies"]}
    return sorted(
        module
        for module, packages in packages_distributions().items()
        if wanted & set(map(_key, packages))
        if re.fullmatch(r"[a-z]\w*", module) and not module.startswith("test")
    )


def _key(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def test_a_name_of_another_machine_is_noticed():
    script = """
import socket
for look in (lambda: socket.getaddrinfo("news.example", 80),
             lambda: socket.socket().connect(("192.0.2.1", 80))):
    try:
        look()
    except OSError:
        pass
socket.getaddrinfo("127.0.0.1", 80)  # this machine
print(json.dumps(reached))
"""
    assert [event for event, _ in watched(script)] == ["socket.getaddrinfo", "socket.connect"]


@pytest.mark.slow
def test_importing_every_dependency_reaches_for_nobody():
    names = modules()
    assert {"torch", "gradio", "openvino", "huggingface_hub", "langchain"} <= set(names)
    assert watched(IMPORTS, json.dumps(names)) == []


@pytest.mark.slow
def test_answering_and_serving_reach_for_nobody(samples_index):
    assert watched(ANSWERS, str(samples_index.folder), str(free_port())) == []

"""Model servers of this machine, found and tried over real HTTP on the loopback interface."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ui import models


class Server(BaseHTTPRequestHandler):
    """Answers as Ollama and as a server with OpenAI's interface do."""

    def do_GET(self):
        told = {
            "/api/tags": {"models": [{"name": "llama3.2:latest"}]},
            "/v1/models": {"data": [{"id": "qwen"}]},
            "/broken/models": {"data": "none"},
        }.get(self.path)
        self.send_response(200 if told else 404)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def base(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(models, "SERVERS", ())
    monkeypatch.setattr(models, "OLLAMA", "http://127.0.0.1:9")
    for name in ("OLLAMA_HOST", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_models_of_both_kinds_of_server_are_found(base, monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", base)
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://{base}/v1/")
    ollama, other = models.local()
    assert (ollama.spec, ollama.usable) == ("ollama:llama3.2:latest", True)
    assert (other.spec, other.usable) == ("openai:qwen", True)


def test_a_server_that_no_setting_names_is_found_and_not_yet_usable(base, monkeypatch):
    monkeypatch.setattr(models, "SERVERS", (f"http://{base}/v1", f"http://{base}/broken"))
    (found,) = models.local()
    assert (found.spec, found.usable) == ("openai:qwen", False)


def test_no_other_machine_is_asked(base, monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "http://models.example:11434")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://api.example/v1")
    assert models.local() == []


def test_a_model_that_is_none_is_told():
    assert models.test(None).spec == ""
    assert "PROVIDER:MODEL" in models.test("nonsense").trouble

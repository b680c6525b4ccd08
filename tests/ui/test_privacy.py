import pytest

from ui.privacy import remote


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch):
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("llm", [None, "", "ollama:llama3.2"])
def test_nothing_leaves(llm):
    assert remote(llm) is None


@pytest.mark.parametrize("llm", ["openai:gpt", "anthropic:x", "unheard:of", "nonsense"])
def test_a_model_elsewhere_is_named(llm):
    assert remote(llm) == llm


@pytest.mark.parametrize(
    ("name", "value", "llm", "goes_to"),
    [
        ("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1", "openai:small", None),
        ("OPENAI_BASE_URL", "http://localhost:8080/v1", "openai:small", None),
        (
            "OPENAI_API_BASE",
            "https://models.example/v1",
            "openai:big",
            "openai:big (models.example)",
        ),
        ("OLLAMA_HOST", "192.168.1.9:11434", "ollama:x", "ollama:x (192.168.1.9)"),
        ("OLLAMA_HOST", "[::1]:11434", "ollama:x", None),
        ("OPENAI_BASE_URL", "http://127.0.0.1/v1", "anthropic:x", "anthropic:x"),
    ],
)
def test_the_server_decides(monkeypatch, name, value, llm, goes_to):
    monkeypatch.setenv(name, value)
    assert remote(llm) == goes_to

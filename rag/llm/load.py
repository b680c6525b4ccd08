"""Chat models by name, through LangChain."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from rag.llm.errors import LanguageModelError
from rag.llm.secrets import one_line
from rag.llm.settings import ModelSettings, usual

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SPEC = re.compile(r"(?P<provider>[a-z][a-z0-9_]*):(?P<model>\S+)")
_MISSING = re.compile(r"(langchain[-_][a-z0-9_-]+)", re.IGNORECASE)
_KEY = re.compile(r"\b([A-Z][A-Z0-9]*_(?:API_)?(?:KEY|TOKEN))\b")


def load_model(spec: str, settings: ModelSettings | None = None) -> BaseChatModel:
    """Return a chat model.

    Keys come from the environment as each provider expects them (`OPENAI_API_KEY`, …).
    `openai:NAME` goes to `OPENAI_BASE_URL` where that is set, so that every server with
    OpenAI's interface can be named; such a server needs no key.

    Args:
        spec: `PROVIDER:MODEL`, for example `openai:gpt-4o-mini` or `ollama:llama3.2`.
        settings: how it is asked.

    Raises:
        LanguageModelError: the name is not of that form, the provider is unknown, its package
            or its key is missing.
    """
    settings = settings or usual()
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        raise LanguageModelError(
            f"{one_line(ValueError(spec))!r} names no model: write PROVIDER:MODEL, "
            "for example openai:gpt-4o-mini or ollama:llama3.2"
        )
    provider, name = match["provider"], match["model"]
    if find_spec("langchain") is None:
        raise LanguageModelError(
            f"{spec} needs LangChain, which is not installed: pip install 'dateline[llm]'"
        )
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(
            name, model_provider=provider, **_options(provider, settings)
        )
    except ImportError as error:
        raise LanguageModelError(_missing(provider, error)) from None
    except Exception as error:  # noqa: BLE001 - each provider has errors of its own
        raise LanguageModelError(_unusable(provider, name, error)) from None
    return model


def model_name(model: object) -> str:
    """Return a model's name for answers and caches."""
    for attribute in ("model_name", "model", "model_id", "name"):
        value = getattr(model, attribute, None)
        if isinstance(value, str) and value:
            return value
    return type(model).__name__


def address(model: object) -> str:
    """Return the server that a model is asked at, where one was named; else ""."""
    for attribute in ("openai_api_base", "base_url", "api_base"):
        value = getattr(model, attribute, None)
        if isinstance(value, str) and value:
            return value
    return ""


def _options(provider: str, settings: ModelSettings) -> dict[str, Any]:
    options: dict[str, Any] = {
        "temperature": settings.temperature,
        "max_tokens": settings.max_tokens,
        "timeout": settings.timeout_s,
        "max_retries": 0,
    }
    if provider == "ollama":
        return {
            "temperature": settings.temperature,
            "num_predict": settings.max_tokens,
            "client_kwargs": {"timeout": settings.timeout_s},
        }
    if provider == "openai":
        options["stream_usage"] = True
        local = os.environ.get("OPENAI_BASE_URL") or os.environ.get("OPENAI_API_BASE")
        if local and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"
    return options


def _missing(provider: str, error: ImportError) -> str:
    named = _MISSING.search(str(error))
    package = named.group(1).replace("_", "-") if named else f"langchain-{provider}"
    if provider == "openai":
        return "models of openai need a package that is not installed: pip install 'dateline[llm]'"
    return f"models of {provider} need a package that is not installed: pip install {package}"


def _unusable(provider: str, name: str, error: Exception) -> str:
    words = one_line(error)
    if "nsupported" in words and "provider" in words:
        return f"{provider!r} is no provider that LangChain knows; write PROVIDER:MODEL"
    key = _KEY.search(str(error))
    if key or "api_key" in words or "API key" in words:
        variable = key.group(1) if key else f"{provider.upper()}_API_KEY"
        return f"{provider} wants a key: set {variable} in the environment"
    return f"{provider}:{name} cannot be used: {words}"

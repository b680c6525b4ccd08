"""What a saved sentence-transformers model says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.encode.cache import readable
from index.errors import ModelError


@dataclass(frozen=True, slots=True)
class Card:
    """The facts that decide how a model can be run.

    Attributes:
        folder: where the model lies.
        mean_pooled: its vectors are means of token embeddings, scaled to unit length or not,
            with nothing after, so that a sentence's vector can be taken from its passage's.
        lower: the text is put in lower case before the tokenizer sees it.
        max_tokens: tokens of a text that are read, special tokens counted; None when unsaid.
        prompts: words put before a text, by the kind of text.
        config: the transformer's own `config.json`.
    """

    folder: Path
    mean_pooled: bool
    lower: bool = False
    max_tokens: int | None = None
    prompts: dict[str, str] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)


def read_card(folder: Path) -> Card:
    """Read a model folder's own description.

    Raises:
        ModelError: a file is missing or is not what it should be.
    """
    modules = _json(folder / "modules.json", default=[])
    config = _json(folder / "config.json", default={})
    said = _json(folder / "sentence_bert_config.json", default={})
    overall = _json(folder / "config_sentence_transformers.json", default={})
    kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
    pooling = modules[1].get("path", "") if kinds[1:2] == ["Pooling"] else None
    prompts = overall.get("prompts") or {}
    tokenizer = _json(folder / "tokenizer_config.json", default={})
    limits = [said.get("max_seq_length"), tokenizer.get("model_max_length")]
    return Card(
        folder=folder,
        mean_pooled=(
            kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
            and not modules[0].get("path")
            and pooling is not None
            and _is_mean(_json(folder / pooling / "config.json", default={}))
        ),
        lower=bool(said.get("do_lower_case")),
        max_tokens=min((n for n in limits if isinstance(n, int) and n > 0), default=None),
        prompts={str(key): str(value) for key, value in prompts.items() if value},
        config=config,
    )


def late_chunked(card: Card) -> bool:
    """Return whether a sentence's vector can be taken from its passage's token embeddings."""
    return card.mean_pooled and not card.lower and not card.prompts


def _is_mean(pooling: dict[str, Any]) -> bool:
    mode = pooling.get("pooling_mode")
    if mode is not None:
        return bool(mode == "mean")
    chosen = {key for key, value in pooling.items() if key.startswith("pooling_mode_") and value}
    return chosen == {"pooling_mode_mean_tokens"}


def _json(path: Path, *, default: Any) -> Any:
    if not path.is_file():
        return default
    try:
        value = json.loads(readable(path))
    except ValueError as error:
        raise ModelError(f"{path} is not JSON: {error}") from error
    if not isinstance(value, type(default)):
        raise ModelError(f"{path} holds a {type(value).__name__}, not what a saved model holds")
    return value

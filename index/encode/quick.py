"""Encoders that run without torch, so that a question need not wait for it."""

from __future__ import annotations

import logging
from typing import Any

from index.encode.base import Encoder
from index.encode.engine import Engine
from index.encode.folder import Card, late_chunked, read_card
from index.encode.graph import supported
from index.encode.pool import PASSAGE_SCHEME
from index.encode.rounded import open_rounded
from index.encode.session import open_half, open_session
from index.encode.tokens import TokenEncoder
from index.encode.upgrade import Quicker, Way, has_bfloat16
from index.encode.weights import Source, fingerprint
from index.errors import ModelError

_log = logging.getLogger(__name__)


def load(source: Source, *, upgrade: bool = True) -> Encoder | None:
    """Load a model through ONNX Runtime.

    Args:
        source: where it lies.
        upgrade: whether a large job may go on with a quicker engine.

    Returns:
        None when it is of a kind that only sentence-transformers can run.

    Raises:
        ModelError: a file of the model is broken, or the graph does not agree with it.
    """
    card = read_card(source.folder)
    if not supported(card) or not late_chunked(card):
        return None
    tokenizer = read_tokenizer(card)
    identity = fingerprint(source.folder, PASSAGE_SCHEME, "late")
    places = int(card.config["max_position_embeddings"])

    def open_way(way: Way, large: bool) -> Engine | None:
        try:
            return _opened(way, source, identity, large)
        except (ModelError, ImportError, OSError, RuntimeError, ValueError):
            _log.debug("no %s engine for %s", way, source.name, exc_info=True)
            return None

    return TokenEncoder(
        source.name,
        tokenizer,
        open_session(card, tokenizer, identity),
        dimension=int(card.config["hidden_size"]),
        max_tokens=min(card.max_tokens or places, places),
        fingerprint=identity,
        upgrade=Quicker(open_way) if upgrade else None,
    )


def read_tokenizer(card: Card) -> Any:
    """Return a model's `tokenizers.Tokenizer`, which neither pads nor cuts off.

    Raises:
        ModelError: its file is broken.
    """
    from tokenizers import Tokenizer

    path = card.folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises nothing narrower
        raise ModelError(f"cannot read the tokenizer {path}: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _opened(way: Way, source: Source, identity: str, large: bool) -> Engine | None:
    if way == "cuda":
        from index.encode.transformer import on_card

        return on_card(source) if large else None
    if way == "bfloat16":
        return open_half(identity)
    return open_rounded(source.folder, half=has_bfloat16())

"""Encoders that run through sentence-transformers and torch: any model, any device."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index.encode.base import Encoded, Encoder, Float32, PassageText
from index.encode.engine import Ints
from index.encode.folder import late_chunked, read_card
from index.encode.pool import PASSAGE_SCHEME, unit, whole
from index.encode.tokens import TokenEncoder
from index.encode.weights import Source, fingerprint
from index.errors import ModelError

_TEXTS_A_STEP = 64


def load(source: Source, *, device: str | None = None) -> Encoder:
    """Load a model through sentence-transformers.

    Args:
        source: where it lies.
        device: a torch device; None for the best there is.

    Raises:
        ModelError: the folder does not hold a model that sentence-transformers can load.
    """
    model = _model(source, device)
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
    if not late_chunked(read_card(source.folder)) or tokenizer is None:
        return SeparateEncoder(source, model)
    return TokenEncoder(
        source.name,
        type(tokenizer).from_str(tokenizer.to_str()),
        TorchEngine(model),
        dimension=int(model.get_embedding_dimension()),
        max_tokens=int(model.max_seq_length),
        fingerprint=fingerprint(source.folder, PASSAGE_SCHEME, "late"),
    )


def on_card(source: Source) -> TorchEngine:
    """Load a mean-pooled model in float16 on a graphics card.

    Raises:
        ModelError: it cannot be loaded there.
    """
    import torch

    if not torch.cuda.is_available():
        raise ModelError("torch sees no graphics card")
    return TorchEngine(_model(source, "cuda", torch.float16))


def _model(source: Source, device: str | None, kind: Any = None) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    chosen = {} if kind is None else {"dtype": kind}
    try:
        model = SentenceTransformer(
            str(source.folder), device=device, local_files_only=True, model_kwargs=chosen
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"cannot load the model {source.name}: {reason}") from error
    return model.eval()


class TorchEngine:
    """A mean-pooled model in torch."""

    def __init__(self, model: Any) -> None:
        """Take over a loaded `SentenceTransformer`."""
        self._model = model
        device = model.device.type
        self.path = f"torch {str(model.dtype).removeprefix('torch.')}, {device}"
        self.workers = 1
        self.budget = 4096 if device == "cpu" else 32768

    def embed(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, d)."""
        import torch

        features = {
            "input_ids": torch.from_numpy(ids).to(self._model.device),
            "attention_mask": torch.from_numpy(mask).to(self._model.device),
        }
        with torch.inference_mode():
            embeddings = self._model[0](features)["token_embeddings"]
        return np.asarray(embeddings.float().cpu().numpy(), dtype=np.float32)


class SeparateEncoder(Encoder):
    """Any other sentence-transformers model: sentences are encoded on their own."""

    def __init__(self, source: Source, model: Any) -> None:
        """Take over a loaded `SentenceTransformer`."""
        self.name = source.name
        self.dimension = int(model.get_embedding_dimension())
        self.max_tokens = int(model.max_seq_length or 512)
        self.fingerprint = fingerprint(source.folder, PASSAGE_SCHEME, "separate")
        self.path = f"sentence-transformers {model.device.type}"
        self._model = model

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        return self._vectors(self._model.encode_query, texts)

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences, in the order given."""
        encode = self._model.encode_document
        vectors = np.zeros((len(passages), self.dimension), dtype=np.float32)
        sentences: list[Float32] = []
        for start in range(0, len(passages), _TEXTS_A_STEP):
            step = passages[start : start + _TEXTS_A_STEP]
            vectors[start : start + len(step)] = self._vectors(
                encode, [whole(passage)[0] for passage in step]
            )
            texts = [each.text[slice(*span)] for each in step for span in each.sentences]
            ends = np.cumsum([len(each.sentences) for each in step])[:-1]
            sentences += np.split(self._vectors(encode, texts), ends)
            if progress is not None:
                progress(len(step))
        return Encoded(passages=vectors, sentences=sentences)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, special tokens left out."""
        ids = self._model.tokenizer(list(texts), add_special_tokens=False)["input_ids"]
        return [len(each) for each in ids]

    def _vectors(self, encode: Callable[..., Any], texts: Sequence[str]) -> Float32:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return unit(np.asarray(found, dtype=np.float32))

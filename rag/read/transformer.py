"""Any extractive question-answering model of the ordinary kind, through torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from index.encode.pairs import Tokens, padded, pairs, prepared
from rag.errors import ReaderError
from rag.read.base import MOST_KEPT, MOST_OF_A_QUESTION, MOST_TOKENS, Float32, Kept, Logits

_AT_ONCE = 16


class TorchReader:
    """An `AutoModelForQuestionAnswering` that says "no answer" by its first token."""

    def __init__(self, name: str) -> None:
        """Load a model by hub name or folder.

        Raises:
            ReaderError: there is no such model, or it is of another kind.
        """
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        try:
            tokenizer: Any = AutoTokenizer.from_pretrained(name)
            model: Any = AutoModelForQuestionAnswering.from_pretrained(name)
        except (OSError, ValueError) as error:
            raise ReaderError(
                f"no question-answering model {name!r} can be loaded ({error}); name one of the "
                "hub or a folder that one was saved to, or leave DATELINE_RAG_READER empty"
            ) from error
        self.name = name
        self.kept = Kept(MOST_KEPT)
        self.fingerprint = f"{name}:{getattr(model.config, '_commit_hash', None) or ''}"
        self._tokenizer = prepared(tokenizer.backend_tokenizer, MOST_TOKENS)
        self._typed = int(getattr(model.config, "type_vocab_size", 1)) > 1
        self._padding = tokenizer.pad_token_id or 0
        self._model = model.eval()

    def tokenised(self, texts: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Return the tokens of (question, text) pairs."""
        return pairs(self._tokenizer, [(q[:MOST_OF_A_QUESTION], text) for q, text in texts])

    def begin(self, batch: Sequence[Tokens]) -> Callable[[], Logits]:
        """Return what scores inputs once it is called."""
        return partial(self._logits, batch)

    def _logits(self, batch: Sequence[Tokens]) -> Logits:
        import torch

        starts: list[Float32] = []
        ends: list[Float32] = []
        for at in range(0, len(batch), _AT_ONCE):
            part = batch[at : at + _AT_ONCE]
            ids, mask, types = (torch.from_numpy(values) for values in padded(part))
            ids = ids.masked_fill(mask == 0, self._padding)
            given = {"token_type_ids": types} if self._typed else {}
            with torch.inference_mode():
                out = self._model(input_ids=ids, attention_mask=mask, **given)
            for row, tokens in enumerate(part):
                starts.append(out.start_logits[row, : len(tokens.ids)].float().numpy())
                ends.append(out.end_logits[row, : len(tokens.ids)].float().numpy())
        return starts, ends

"""The reader that comes with Dateline: an ONNX graph in eight bits, run without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from index.encode.graph_file import open_graph, processors
from index.encode.pairs import Tokens, padded, pairs, prepared
from index.find.cache import Cache
from rag.errors import ReaderError
from rag.read import GRAPH
from rag.read.base import MOST_OF_A_QUESTION, MOST_TOKENS, Float32

FOLDER = Path(__file__).parent / "weights"
Scores: TypeAlias = tuple[Float32, Float32]
_KEPT = 4_096
"""Inputs whose scores are kept: 7 MB at the 210 tokens that one of news has on average."""


class ShippedReader:
    """A graph of start and end scores in a folder that `eval.train.export` wrote.

    Each input is read alone, several beside each other, each on one thread. In a batch the graph
    would round all of it on one scale, so that scores moved with what stands beside it, be it
    another asker's question; and it would save nothing: docs/models.md has the figures.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """Open the graph and its tokenizer.

        Raises:
            ReaderError: a file is missing or broken.
        """
        from tokenizers import Tokenizer

        try:
            card = json.loads((folder / "card.json").read_text("utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._graph = open_graph(folder / GRAPH, threads=1)
        except Exception as error:  # the packages raise nothing narrower
            raise ReaderError(
                f"the reader in {folder} cannot be opened ({error}); install Dateline again"
            ) from error
        self.name = "dateline-reader"
        self.fingerprint = str(card["sha256"])
        self._tokenizer = prepared(tokenizer, MOST_TOKENS)
        self._workers = processors()
        self._kept: Cache[Scores] = Cache(_KEPT)

    def tokenised(self, texts: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Return the tokens of (question, text) pairs."""
        return pairs(self._tokenizer, [(q[:MOST_OF_A_QUESTION], text) for q, text in texts])

    def logits(self, batch: Sequence[Tokens]) -> tuple[list[Float32], list[Float32]]:
        """Return each input's start and end scores."""
        with ThreadPoolExecutor(self._workers) as pool:
            scores = list(pool.map(self._scores, batch))
        return [first for first, _ in scores], [last for _, last in scores]

    def _scores(self, tokens: Tokens) -> Scores:
        key = digest(tokens)
        found = self._kept.get(key)
        if found is None:
            ids, mask, types = padded([tokens])
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
            first, last = self._graph(feed)
            found = first[0], last[0]
            self._kept.put(key, found)
        return found


def digest(tokens: Tokens) -> str:
    """Return a digest of what is read; the texts themselves are not kept."""
    return blake2b(tokens.ids.tobytes() + tokens.types.tobytes(), digest_size=16).hexdigest()

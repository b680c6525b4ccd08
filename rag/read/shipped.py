"""The reader that comes with Dateline: an ONNX graph in eight bits, run without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from index.encode.graph_file import open_graph, processors
from index.encode.pairs import Tokens, padded, pairs, prepared
from index.encode.pool import batches
from rag.errors import ReaderError
from rag.read import GRAPH
from rag.read.base import MOST_OF_A_QUESTION, MOST_TOKENS, Float32

FOLDER = Path(__file__).parent / "weights"
_TOKENS_A_BATCH = 1_024


class ShippedReader:
    """A graph of start and end scores in a folder that `eval.train.export` wrote.

    Batches of about equal lengths run beside each other, each on one thread.
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

    def tokenised(self, texts: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Return the tokens of (question, text) pairs."""
        return pairs(self._tokenizer, [(q[:MOST_OF_A_QUESTION], text) for q, text in texts])

    def logits(self, batch: Sequence[Tokens]) -> tuple[list[Float32], list[Float32]]:
        """Return each input's start and end scores."""
        parts = batches([len(tokens.ids) for tokens in batch], _TOKENS_A_BATCH)
        starts: list[Any] = [None] * len(batch)
        ends: list[Any] = [None] * len(batch)
        with ThreadPoolExecutor(self._workers) as pool:
            for part, (first, last) in zip(
                parts,
                pool.map(lambda part: self._run([batch[at] for at in part]), parts),
                strict=True,
            ):
                for row, at in enumerate(part):
                    length = len(batch[at].ids)
                    starts[at], ends[at] = first[row, :length], last[row, :length]
        return starts, ends

    def _run(self, batch: Sequence[Tokens]) -> tuple[Float32, Float32]:
        ids, mask, types = padded(batch)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        first, last = self._graph(feed)
        return first, last

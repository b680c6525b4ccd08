"""The reader that comes with Dateline: an ONNX graph in eight bits, run without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from index.encode.graph_file import open_graph
from index.encode.pairs import Tokens, open_tokenizer, padded, pairs
from index.encode.side_by_side import begun
from rag.errors import ReaderError
from rag.read import GRAPH
from rag.read.base import MOST_KEPT, MOST_OF_A_QUESTION, MOST_TOKENS, Float32, Kept, Logits

FOLDER = Path(__file__).parent / "weights"
LISTWISE = "listwise.onnx"


class ShippedReader:
    """A graph of start and end scores in a folder that `eval.train.export` wrote.

    Each input is read alone, several beside each other, each on one thread. In a batch the graph
    would round all of it on one scale, so that scores moved with what stands beside it, be it
    another asker's question; and it would save nothing: docs/models.md has the figures.
    """

    def __init__(self, folder: Path = FOLDER, graph: str = GRAPH) -> None:
        """Open a graph and its tokenizer.

        Args:
            folder: where they are.
            graph: the file.

        Raises:
            ReaderError: a file is missing or broken.
        """
        try:
            card = json.loads((folder / "card.json").read_text("utf-8"))
            self._tokenizer = open_tokenizer(folder / "tokenizer.json", MOST_TOKENS)
            self._graph = open_graph(folder / graph, threads=1)
        except Exception as error:  # the packages raise nothing narrower
            raise ReaderError(
                f"the reader in {folder} cannot be opened ({error}); install Dateline again"
            ) from error
        self.name = "dateline-reader"
        self.fingerprint = str(card["sha256"][graph])
        self.kept = Kept(MOST_KEPT)

    def tokenised(self, texts: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Return the tokens of (question, text) pairs."""
        return pairs(self._tokenizer, [(q[:MOST_OF_A_QUESTION], text) for q, text in texts])

    def begin(self, batch: Sequence[Tokens]) -> Callable[[], Logits]:
        """Begin to score inputs; return what waits for the scores."""
        scores = begun(self._scores, batch)

        def made() -> Logits:
            found = scores()
            return [first for first, _ in found], [last for _, last in found]

        return made

    def _scores(self, tokens: Tokens) -> tuple[Float32, Float32]:
        ids, mask, types = padded([tokens])
        first, last = self._graph(
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        )
        return first[0], last[0]

"""The checker that comes with Dateline: does the cited text entail the claim?"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encode.graph_file import open_graph
from index.encode.once import once
from index.encode.pairs import open_tokenizer, padded, pairs
from index.encode.side_by_side import side_by_side
from index.find.cache import Cache
from index.text.sentences import split
from index.text.terms import terms
from rag.errors import EntailmentError

Float64 = NDArray[np.float64]

FOLDER = Path(__file__).parent / "weights"
CALIBRATION = Path(__file__).parent / "calibration.json"
_GRAPH = "model.onnx"
# Tokens of a cited text and a claim together; the checker is trained with as many.
_MOST_TOKENS = 320
_MOST_OF_A_CLAIM = 600
_KEPT = 16_384
"""Questions beside sentences whose scores are kept: 2 MB."""
LONGEST = 1_100
"""Characters of a cited text that a claim is shown beside: about 250 tokens."""


class ShippedChecker:
    """A small cross-encoder in a folder that `eval.train.export` wrote, run without torch.

    Its classes are "entails", "neutral" and "contradicts", in this order.
    """

    def __init__(self, folder: Path) -> None:
        """Open the graph and its tokenizer.

        Raises:
            EntailmentError: a file is missing or broken.
        """
        try:
            self._tokenizer = open_tokenizer(
                folder / "tokenizer.json", _MOST_TOKENS, "longest_first"
            )
            self._graph = open_graph(folder / _GRAPH, threads=1)
        except Exception as error:  # the packages raise nothing narrower
            raise EntailmentError(
                f"the checker in {folder} cannot be opened ({error}); install Dateline again"
            ) from error
        self._kept: Cache[float] = Cache(_KEPT)

    def odds(self, text: str, claim: str) -> float:
        """Return the logarithm of the odds, as the network has them, that a text says a claim."""
        entails, *others = self._scores(text, claim)
        return float(entails - np.logaddexp.reduce(others))

    def answers(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the log-odds that each text answers a question, with yes or no or otherwise.

        Args:
            question: any question; the checker was trained with such in place of a claim.
            texts: a sentence each, or two.
        """
        asked = as_asked(question)
        names = [blake2b(f"{asked}\0{text}".encode(), digest_size=16).hexdigest() for text in texts]
        found = [self._kept.get(name) for name in names]
        new = [at for at, odds in enumerate(found) if odds is None]
        made = side_by_side(lambda at: self._answers(texts[at], asked), new)
        for at, odds in zip(new, made, strict=True):
            found[at] = odds
            self._kept.put(names[at], odds)
        return [odds for odds in found if odds is not None]

    def stand(self, text: str, claim: str) -> tuple[float, float]:
        """Return how a text stands to a claim.

        Args:
            text: a sentence, or two.
            claim: a statement, or a question (`as_asked`) whose "yes" is the claim.

        Returns:
            The log-odds that it says it, against that it says the opposite; and that it says
            either, against that it leaves it open.
        """
        entails, leaves, denies = self._scores(text, claim)
        return float(entails - denies), float(np.logaddexp(entails, denies) - leaves)

    def _answers(self, text: str, asked: str) -> float:
        entails, leaves, denies = self._scores(text, asked)
        return float(np.logaddexp(entails, denies) - leaves)

    def _scores(self, text: str, claim: str) -> Float64:
        shown = (excerpt(claim, text), claim[:_MOST_OF_A_CLAIM])
        ids, mask, types = padded(pairs(self._tokenizer, [shown]))
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        (scores,) = self._graph(feed)[0].astype(np.float64)
        return np.asarray(scores)


@functools.cache
def calibration() -> dict[str, Any]:
    """Return the constants that `python -m eval.train calibrate-checker` fitted."""
    read: dict[str, Any] = json.loads(CALIBRATION.read_text("utf-8"))
    return read


@once
def shipped_checker() -> ShippedChecker:
    """Return the checker that comes with Dateline, loaded once a process.

    Raises:
        EntailmentError: its files are missing or broken.
    """
    return ShippedChecker(FOLDER)


def as_asked(question: str) -> str:
    """Return a question as the checker is shown it."""
    return question.strip().rstrip("?. ") + "?"


def excerpt(claim: str, text: str, longest: int = LONGEST) -> str:
    """Return the run of whole sentences that shares most words with a claim.

    Args:
        claim: one sentence.
        text: returned whole when it is short enough.
        longest: characters of a run of several sentences.
    """
    if len(text) <= longest:
        return text
    spans = split(text)
    if not spans:
        return text
    wanted = set(terms(claim))
    best = (-1, 0, 0)
    for first in range(len(spans)):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= longest:
            last += 1
        shared = len(wanted & set(terms(text[spans[first][0] : spans[last][1]])))
        best = max(best, (shared, -first, last))
    return " ".join(text[spans[-best[1]][0] : spans[best[2]][1]].split())[: 2 * longest]

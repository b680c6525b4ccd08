"""Where the time of indexing goes, and how much of the processor's matrix peak is reached."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.bench.run import timed
from eval.bench.table import Row
from index.encode.base import Encoded, Encoder, Float32, PassageText

_SIDE = 2048
_ROUNDS = 6


class Watched(Encoder):
    """An encoder that adds up what it is given and how long it takes.

    Attributes:
        name, dimension, fingerprint, max_tokens: those of the encoder it stands for.
        seconds: spent on passages.
        flops: floating-point operations of the passages' products, additions counted.
        tokens: tokens of the passages that were read.
        watching: seconds that the watching itself took.
    """

    def __init__(self, encoder: Encoder, layers: int, width: int) -> None:
        """Watch an encoder of so many layers, whose inner layer is `width` wide."""
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self.max_tokens = encoder.max_tokens
        self.seconds = 0.0
        self.watching = 0.0
        self.flops = 0
        self.tokens = 0
        self._encoder = encoder
        self._layers, self._width = layers, width

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Pass on."""
        return self._encoder.encode_texts(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Pass on."""
        return self._encoder.count_tokens(texts)

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Pass on, timed."""
        began = time.perf_counter()
        encoded = self._encoder.encode_passages(passages, progress)
        done = time.perf_counter()
        self.seconds += done - began
        texts = [f"{each.context}\n{each.text}" for each in passages]
        for count in self._encoder.count_tokens(texts):
            self._add(min(count + 2, self.max_tokens))
        self.watching += time.perf_counter() - done
        return encoded

    def _add(self, tokens: int) -> None:
        d = self.dimension
        each = 8 * d * d + 4 * d * self._width + 4 * d * tokens
        self.flops += self._layers * tokens * each
        self.tokens += tokens


def measure(file: str, folder: str) -> dict[str, Any]:
    """Index a file of articles and return seconds by part, rates and the matrix peak."""
    from index import Index
    from index.encode import load_encoder
    from index.encode.folder import read_card
    from index.encode.weights import locate
    from index.ingest import ingest

    encoder = load_encoder()
    encoder.encode_texts(["ready"])
    config = read_card(locate().folder).config
    watched = Watched(encoder, config["num_hidden_layers"], config["intermediate_size"])
    began = time.perf_counter()
    with Index.open(Path(folder), encoder=watched) as archive:
        ingest(archive, [file])
    total = time.perf_counter() - began - watched.watching
    path = str(getattr(encoder, "path", "unknown"))
    return {
        "path": path,
        "rounding s": rounding(encoder.fingerprint) if "int8" in path else 0.0,
        "total s": total,
        "encoding s": watched.seconds,
        "tokens": watched.tokens,
        "flops": watched.flops,
        **peaks(),
    }


def rounding(fingerprint: str) -> float:
    """Return the seconds that a machine's first large job spends on the model's matrices."""
    from index.encode.calibrate import open_eight, recipe
    from index.encode.folder import read_card
    from index.encode.quick import read_tokenizer
    from index.encode.session import open_session
    from index.encode.upgrade import has_bfloat16
    from index.encode.weights import locate

    card = read_card(locate().folder)
    tokenizer = read_tokenizer(card)
    exact = open_session(card, tokenizer, fingerprint)
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as empty:
        os.environ["DATELINE_CACHE"] = empty
        began = time.perf_counter()
        half = has_bfloat16()
        open_eight(recipe(), card, tokenizer, fingerprint, exact, make=True, half=half)
        return time.perf_counter() - began


def peaks() -> dict[str, float]:
    """Return GFLOP/s of a large square product in float32 and, where it is native, bfloat16."""
    import torch

    from index.encode.upgrade import has_bfloat16

    kinds = {"float32": torch.float32}
    if has_bfloat16():
        kinds["bfloat16"] = torch.bfloat16
    found = {}
    for name, kind in kinds.items():
        matrix = torch.randn(_SIDE, _SIDE).to(kind)
        best = float("inf")
        for _ in range(_ROUNDS):
            began = time.perf_counter()
            torch.mm(matrix, matrix)
            best = min(best, time.perf_counter() - began)
        found[f"{name} peak"] = 2 * _SIDE**3 / best / 1e9
    return found


def rows(file: Path, folder: Path) -> list[Row]:
    """Run `measure` in a new process and return its table."""
    command = [sys.executable, "-m", "eval.bench.profile", str(file), str(folder)]
    found = json.loads(timed(command)[1])
    rate = found["flops"] / found["encoding s"] / 1e9
    rest = found["total s"] - found["encoding s"]
    lines: list[Row] = [
        {"what": f"encoding ({found['path']})", "figure": found["encoding s"], "unit": "s"},
        {"what": "reading, cutting, storing, committing", "figure": rest, "unit": "s"},
        {"what": "encoding's share", "figure": found["encoding s"] / found["total s"], "unit": ""},
        {"what": "tokens", "figure": found["tokens"] / found["encoding s"], "unit": "a second"},
        {"what": "matrix products", "figure": rate, "unit": "GFLOP/s"},
    ]
    if found["rounding s"]:
        once = {"what": "rounding the matrices, once a machine", "unit": "s"}
        lines.append({**once, "figure": found["rounding s"]})
    for kind in ("float32", "bfloat16"):
        peak = found.get(f"{kind} peak")
        if peak:
            lines.append({"what": f"measured {kind} peak", "figure": peak, "unit": "GFLOP/s"})
            lines.append({"what": f"share of the {kind} peak", "figure": rate / peak, "unit": ""})
    return lines


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*sys.argv[1:3])) + "\n")

"""A quicker engine for large jobs, where the machine has one and it agrees.

A processor with bfloat16 matrix units, or a graphics card, computes passages several times sooner
through torch; loading it takes seconds, so that only a job of many passages pays for it. What it
computes is compared with the exact vectors, and timed, on the job's own passages before it is
used; the one that was in use stays where the other is not clearly better.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Engine
from index.encode.pool import batches, mean, padded
from index.encode.session import AGREEMENT
from index.encode.weights import Source
from index.errors import ModelError

BFLOAT16 = frozenset({"amx_bf16", "avx512_bf16"})
_CLEARLY = 1.15
_CPUINFO = Path("/proc/cpuinfo")
_CARDS = (Path("/dev/nvidia0"), Path("/dev/kfd"))


def device() -> str | None:
    """Return the torch device that may be quicker than float32 here; None where none is.

    Decided without importing torch.
    """
    if any(card.exists() for card in _CARDS):
        return "cuda"
    return "cpu" if BFLOAT16 & processor_flags() else None


def processor_flags() -> frozenset[str]:
    """Return the instruction sets that the processor has, as Linux names them."""
    try:
        lines = _CPUINFO.read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(
        flag for line in lines if line.startswith("flags") for flag in line.split(":")[1].split()
    )


def better(source: Source, engine: Engine, sample: Sequence[Sequence[int]]) -> Engine | None:
    """Return a quicker engine for a model, or None.

    Args:
        source: the model.
        engine: the float32 engine in use.
        sample: token numbers of some texts of the job.
    """
    where = device()
    if where is None or not sample:
        return None
    try:
        from index.encode.transformer import half

        other = half(source, where)
    except (ModelError, ImportError, RuntimeError):
        return None
    return other if holds(engine, other, sample) else None


def holds(exact: Engine, other: Engine, sample: Sequence[Sequence[int]]) -> bool:
    """Return whether an engine's vectors agree with the exact ones and come clearly sooner.

    Args:
        exact: computes in float32.
        other: what may take its place.
        sample: token numbers of some texts.
    """
    other_vectors, _ = _timed(other, sample[:2])
    expected, slow = _timed(exact, sample)
    found, quick = _timed(other, sample)
    agree = float((expected * found).sum(axis=1).min()) >= AGREEMENT
    return agree and len(other_vectors) > 0 and slow > _CLEARLY * quick


def _timed(engine: Engine, sample: Sequence[Sequence[int]]) -> tuple[Float32, float]:
    """Return unit vectors of texts and the seconds per batch in flight that they took."""
    began = time.perf_counter()
    parts: dict[int, Float32] = {}
    for rows in batches([len(each) for each in sample], engine.budget):
        ids, mask = padded([sample[row] for row in rows])
        for row, vector in zip(rows, mean(engine.embed(ids, mask), mask), strict=True):
            parts[row] = vector
    seconds = (time.perf_counter() - began) / engine.workers
    return np.stack([parts[row] for row in range(len(sample))]), seconds

"""A quicker engine for large jobs, where the machine has one and it agrees.

A processor with instructions for products of bytes computes passages several times sooner in
eight bits, one with bfloat16 units, or a graphics card, through torch; building the one or loading
the other takes seconds, so that only a job of many passages pays for it. What it computes is
compared with the exact vectors, and timed, on the job's own passages before it is used; the one
that was in use stays where no other is clearly better.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Engine
from index.encode.pool import batches, mean, padded
from index.encode.session import AGREEMENT
from index.encode.weights import Source
from index.errors import ModelError

BFLOAT16 = frozenset({"amx_bf16", "avx512_bf16"})
INT8 = frozenset({"amx_int8", "avx512_vnni", "avx_vnni"})
Eight = Callable[[Engine, bool], Engine | None]

_CLEARLY = 1.15
_CPUINFO = Path("/proc/cpuinfo")
_CARDS = (Path("/dev/nvidia0"), Path("/dev/kfd"))


def ways() -> tuple[str, ...]:
    """Return what may be quicker than float32 here, most promising first.

    "cuda" and "bfloat16" go through torch, "int8" does not. Decided without importing torch.
    """
    if any(card.exists() for card in _CARDS):
        return ("cuda",)
    flags = processor_flags()
    found = (("int8", INT8), ("bfloat16", BFLOAT16))
    return tuple(way for way, wanted in found if wanted & flags)


def processor_flags() -> frozenset[str]:
    """Return the instruction sets that the processor has, as Linux names them."""
    try:
        lines = _CPUINFO.read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(
        flag for line in lines if line.startswith("flags") for flag in line.split(":")[1].split()
    )


def better(
    source: Source,
    eight: Eight,
    engine: Engine,
    sample: Sequence[Sequence[int]],
    large: bool,
) -> Engine | None:
    """Return a quicker engine for a model, or None.

    Args:
        source: the model.
        eight: opens its engine in eight bits; told whether it may take seconds to build it.
        engine: the float32 engine in use.
        sample: token numbers of some texts of the job.
        large: whether the job is so large that seconds spent on a quicker engine come back.
    """
    for way in ways() if sample else ():
        if way == "int8":
            other = eight(engine, large)
        else:
            other = _sixteen(source, "cuda" if way == "cuda" else "cpu") if large else None
        if other is not None and holds(engine, other, sample):
            return other
    return None


def _sixteen(source: Source, where: str) -> Engine | None:
    try:
        from index.encode.transformer import half

        return half(source, where)
    except (ModelError, ImportError, RuntimeError):
        return None


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

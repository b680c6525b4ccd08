"""A quicker engine for a job, where the machine has one and it agrees.

A processor with units for short numbers computes passages several times sooner in bfloat16, or
multiplied in eight bits; a graphics card, through torch, sooner still. Each takes a moment to
load, and torch some seconds, so that only a job of some passages looks for one. What it computes is
compared with the exact vectors, and timed, on the job's own passages before it is used; the one
that was in use stays where no other is clearly better.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Engine
from index.encode.pool import batches, mean, padded

_log = logging.getLogger(__name__)

BFLOAT16 = frozenset({"amx_bf16", "avx512_bf16"})
INT8 = frozenset({"amx_int8", "avx512_vnni", "avx_vnni"})

Way = Literal["cuda", "int8", "bfloat16"]
Open = Callable[[Way, bool], Engine | None]
"""Opens an engine of this kind, given whether that may take seconds; None where it cannot."""

AGREEMENT = 0.997
"""Least cosine to the exact vectors on texts of the job.

The rounded default weights have 0.9983 and more (docs/models.md).
"""

_CLEARLY = 1.15
_CPUINFO = Path("/proc/cpuinfo")
_CARDS = (Path("/dev/nvidia0"), Path("/dev/kfd"))


class Quicker:
    """Looks for a quicker engine of one model; see `better`."""

    def __init__(self, open_way: Open) -> None:
        """Open none yet."""
        self._open = open_way
        self._ahead: dict[Way, Engine] = {}

    def prepare(self) -> None:
        """Open the most promising one if it is ready in a moment, for the look that follows."""
        for way in ways()[:1]:
            other = self._open(way, False)
            if other is not None:
                self._ahead[way] = other

    def __call__(
        self, engine: Engine, sample: Sequence[Sequence[int]], large: bool
    ) -> tuple[Engine | None, bool]:
        """Return what `better` does."""
        return better(self._opened, engine, sample, large)

    def _opened(self, way: Way, large: bool) -> Engine | None:
        return self._ahead.pop(way, None) or self._open(way, large)


def ways() -> tuple[Way, ...]:
    """Return what may be quicker than float32 here, most promising first.

    Decided without importing torch.
    """
    if any(card.exists() for card in _CARDS):
        return ("cuda",)
    flags = processor_flags()
    found: tuple[tuple[Way, frozenset[str]], ...] = (("int8", INT8), ("bfloat16", BFLOAT16))
    return tuple(way for way, wanted in found if wanted & flags)


def has_bfloat16() -> bool:
    """Return whether the processor has units for bfloat16."""
    return bool(BFLOAT16 & processor_flags())


def processor_flags() -> frozenset[str]:
    """Return the instruction sets that the processor has, as Linux names them."""
    try:
        lines = _CPUINFO.read_text("utf-8").splitlines()
    except OSError:
        _log.debug("%s does not tell what the processor has", _CPUINFO, exc_info=True)
        return frozenset()
    return frozenset(
        flag for line in lines if line.startswith("flags") for flag in line.split(":")[1].split()
    )


def better(
    open_way: Open, engine: Engine, sample: Sequence[Sequence[int]], large: bool
) -> tuple[Engine | None, bool]:
    """Look for a quicker engine for a model.

    Args:
        open_way: opens an engine of the model; returns None where it cannot.
        engine: the float32 engine in use.
        sample: token numbers of some texts of the job.
        large: whether the job is so large that seconds spent on a quicker engine come back.

    Returns:
        the first of `ways` that agrees and is clearly quicker, or None; and whether there is no
        better one to be found when the job has become large.
    """
    kinds = ways()
    if not kinds or not sample:
        return None, not kinds or large
    expected, slow = _timed(engine, sample)
    for way in kinds:
        other = open_way(way, large)
        if other is None:
            continue
        _timed(other, sample[:2])
        found, seconds = _timed(other, sample)
        least = float((expected * found).sum(axis=1).min())
        chosen = least >= AGREEMENT and slow > _CLEARLY * seconds
        _log.debug(
            "%s is %s: least cosine %.5f, %.2f times as quick",
            other.path,
            "used" if chosen else "not used",
            least,
            slow / max(seconds, 1e-9),
        )
        if chosen:
            return other, large or way == kinds[0]
    return None, large


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

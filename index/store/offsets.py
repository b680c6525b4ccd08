"""Pairs of offsets as bytes: gaps and lengths, seven bits a byte (LEB128).

Version 0.1 stored 32 bits an offset, eight bytes a pair; what is stored now is of another length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

_FORMER_BYTES = 8
_UNFINISHED = b"\x80"
"""Begins a number that does not come: makes a length another one."""


def pack(pairs: Sequence[tuple[int, int]]) -> bytes:
    """Return (start, end) pairs as bytes.

    Raises:
        ValueError: one ends before it starts.
    """
    data = numbers_packed(steps(pairs))
    return data + _UNFINISHED if len(data) % _FORMER_BYTES == 0 and data else data


def unpack(data: bytes) -> tuple[tuple[int, int], ...]:
    """Return (start, end) pairs from bytes."""
    if len(data) % _FORMER_BYTES == 0:
        former = np.frombuffer(data, "<i4").reshape(-1, 2).tolist()
        return tuple((start, end) for start, end in former)
    return walked(numbers(data))


def steps(pairs: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield for each pair how far it starts behind the last one's end, and its length.

    The first is doubled, less one where it is negative.
    """
    last = 0
    for start, end in pairs:
        gap = start - last
        yield 2 * gap if gap >= 0 else -2 * gap - 1
        yield end - start
        last = end


def walked(taken: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of some steps."""
    coming = iter(taken)
    found = []
    last = 0
    for gap, length in zip(coming, coming, strict=False):
        start = last + (gap // 2 if gap % 2 == 0 else -(gap + 1) // 2)
        last = start + length
        found.append((start, last))
    return tuple(found)


def numbers_packed(each: Iterable[int]) -> bytes:
    """Return numbers as bytes.

    Raises:
        ValueError: one is negative.
    """
    data = bytearray()
    for number in each:
        if number < 0:
            raise ValueError(f"{number} is negative: an end lies before its start")
        while number > 0x7F:
            data.append(number & 0x7F | 0x80)
            number >>= 7
        data.append(number)
    return bytes(data)


def numbers(data: bytes) -> Iterator[int]:
    """Yield the numbers in bytes; one that is unfinished is left out."""
    number = place = 0
    for byte in data:
        number |= (byte & 0x7F) << place
        place += 7
        if byte < 0x80:
            yield number
            number = place = 0

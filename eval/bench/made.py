"""Articles made for measurements of size, the same ones every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import numpy as np

from index.article import Article

VOCABULARY = 40_000
OUTLETS = 12
DAYS = 1_000
_LINE = 15
_BEGINNINGS = (
    "Bel Dor Fen Gar Hul Jor Kes Lom Mar Nor Ost Per Rav Sel Tav Ulm Ven Wex Yar Zel".split()
)
_ENDINGS = "ack and ell eno ick ina ist omar ont orra osk oth umar und ysk".split()
_NAMES = ["".join(parts) for parts in product(_BEGINNINGS, _ENDINGS)]


def made(count: int, words: int, *, named: bool = False) -> Iterator[Article]:
    """Yield articles whose words follow Zipf's law, in lines of 15.

    Args:
        count: how many.
        words: of each, names left out.
        named: whether each also tells of four people in two places, out of 90,000 people.
    """
    random = np.random.default_rng(1_963)
    chances = _zipf(VOCABULARY)
    for number in range(count):
        drawn = [f"w{word}" for word in random.choice(VOCABULARY, words, p=chances)]
        lines = [" ".join(drawn[at : at + _LINE]).capitalize() for at in range(0, words, _LINE)]
        if named:
            lines += _meetings(random)
        yield Article(
            f"made-{number}",
            ". ".join(lines) + ".",
            title=" ".join(drawn[:8]),
            date=date(2024, 1, 1) + timedelta(days=number % DAYS),
            source=f"Outlet{number % OUTLETS}",
            language="en",
        )


def _meetings(random: np.random.Generator) -> list[str]:
    """Return two sentences in which people meet."""
    drawn = [_NAMES[each] for each in random.choice(len(_NAMES), 10, p=_zipf(len(_NAMES)))]
    return [
        f"Mayor {one} {first} met Senator {other} {second} in {place}"
        for one, first, other, second, place in (drawn[:5], drawn[5:])
    ]


def _zipf(count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    chances = 1.0 / np.arange(1, count + 1, dtype=np.float64)
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = chances / chances.sum()
    return shares

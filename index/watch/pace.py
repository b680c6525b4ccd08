"""How soon a watch acts, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Times of a watch, in seconds.

    Attributes:
        settle: for how long a file must stay as it is before it is read.
        gather: for how long files that keep coming are gathered into one commit at most.
        every: how often a feed is asked; it may ask for more time.
        between: from one page of a feed to the next.
        retry: before what failed is tried again; doubled each time.
        longest: that a failing feed or file is let alone.
        tries: how often a file that cannot be read is tried, until it changes.
        tick: how often is looked whether something is due.
    """

    settle: float = 2.0
    gather: float = 30.0
    every: float = 900.0
    between: float = 1.0
    retry: float = 5.0
    longest: float = 86_400.0
    tries: int = 5
    tick: float = 0.5

    def again(self, failures: int) -> float:
        """Return how long to wait after so many failures in a row, the first being 1."""
        return float(min(self.longest, self.retry * 2 ** min(failures - 1, 30)))

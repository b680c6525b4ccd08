"""Documents that lie: a valid one with parts of it exchanged, left out, doubled or blown up."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from index.errors import DatelineError

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", "9" * 5000, "2025-13-45", "\ud800", "\x00", "../..", "x" * 3000])
)
ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def _places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here]
    if isinstance(value, dict):
        for key, each in value.items():
            found += _places(each, (*here, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            found += _places(each, (*here, number))
    return found


@st.composite
def mutants(draw: st.DrawFn, whole: Any) -> Any:
    """Draw a document near to a valid one, or anything at all."""
    document = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(_places(document)))
        if not place:
            return draw(ANYTHING)
        holder = document
        for step in place[:-1]:
            holder = holder[step]
        if draw(st.booleans()):
            holder[place[-1]] = draw(ANYTHING)
        else:
            del holder[place[-1]]
    return document


def refusal(look: Callable[[], object]) -> str:
    """Return the line with which something is refused, "" when it is taken."""
    try:
        look()
    except DatelineError as error:
        return str(error)
    return ""

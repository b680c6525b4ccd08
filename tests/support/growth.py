"""How the time of every regular expression of ours grows: `python -m tests.support.growth`.

Imports every module of the packages, notes which expressions they compile, and applies each to
texts made from it: what stands before a repetition, then what it repeats over and over, then a
character that nothing expects. Prints what grows faster than its text as lines of JSON: where the
expression stands, the expression, the text, and how much longer one 8 times as long took.

Time is that of the processor in this process, the least of several (a virtual timer would round it
to the clock's ticks, so the limit is one of the clock); what takes long is looked at again with a
text 8 times as long: what is linear takes 8 times as long, what is quadratic 64. An expression in
`BOUNDS` is only ever given so many characters, and must be done with them at once.
"""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import takewhile
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.support.patterns import Expression, bound, expressions

LENGTH = 2_048
LONGER = 8
"""How many times as long the text is by which growth is measured."""
SUSPECT = 0.001
"""Seconds for `LENGTH` characters above which the growth is measured."""
LIMIT = 4.0
"""Seconds after which an application is ended and counts as endless."""
AT_ONCE = 0.5
"""Seconds within which an expression is done with a text of its bound."""
TOO_FAST = 32.0
"""Growth of time while a text grows eightfold: 8 is linear, 64 quadratic."""
_MANY = 1_000
"""A repetition with a larger bound, or none, may run over the whole text."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ALWAYS = (" ", "a", "A", "1", "\n", "a ", "A ", "A. ", "1,", '"', "“", "(", "é", "가", "가 ")
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


class EndlessError(Exception):
    """An application took longer than `LIMIT`."""


def texts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return pairs of a beginning and what to repeat after it, made from an expression."""
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pairs = [("", piece) for piece in _ALWAYS]
    for before, body in _repetitions(list(parsed), ""):
        pieces = [*_members(body), *_ALWAYS[:5]]
        pairs += [(before, piece) for piece in pieces]
        pairs += [("", before + piece) for piece in pieces]
        pairs += [("", before + piece * 3 + " ") for piece in pieces[:3]]
    whole = _example(parsed)
    pairs += [("", whole), ("", whole + " "), ("", whole[:-1])]
    return list(dict.fromkeys((before, piece) for before, piece in pairs if piece))


def _repetitions(parsed: Sequence[Any], before: str) -> Iterator[tuple[str, Any]]:
    """Yield what an expression repeats without end, each with an example of what goes before."""
    for code, value in parsed:
        if code in _REPEATS:
            if value[1] > _MANY:
                yield before, value[2]
            yield from _repetitions(value[2], before)
        else:
            for inner in _inside(code, value):
                yield from _repetitions(inner, before)
        before += _example([(code, value)])


def _inside(code: Any, value: Any) -> list[Any]:
    """Return the expressions inside a part of one."""
    if code in _REPEATS:
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[-1]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    if code is codes.BRANCH:
        return list(value[1])
    return []


def _example(parsed: Any) -> str:
    """Return a text that an expression matches, nearly: look-arounds are left out."""
    text = ""
    for code, value in parsed:
        if code is codes.LITERAL:
            text += chr(value)
        elif code is codes.IN:
            text += next(_of(value), "")
        elif code in (codes.ANY, codes.NOT_LITERAL):
            text += "a"
        elif code in _REPEATS:
            text += _example(value[2]) * max(1, min(value[0], 4))
        elif code not in (codes.ASSERT, codes.ASSERT_NOT):
            text += _example(next(iter(_inside(code, value)), []))
    return text


def _members(parsed: Any) -> list[str]:
    """Return examples of what an expression repeats: of itself and of each of its ways."""
    found = [_example(parsed)]
    for code, value in parsed:
        if code is codes.IN:
            found += [*_of(value)][:6]
        for inner in _inside(code, value):
            found += _members(inner)
    return list(dict.fromkeys(found))[:8]


def _of(items: Any) -> Iterator[str]:
    if any(code is codes.NEGATE for code, _ in items):
        yield "a"
        return
    for code, value in items:
        if code is codes.LITERAL:
            yield chr(value)
        elif code is codes.RANGE:
            yield chr(value[0])
        elif code is codes.CATEGORY:
            yield _CATEGORIES[value]


def seconds(expression: Expression, text: str, times: int = 1) -> float:
    """Return how long the processor takes to apply an expression, the least of some times.

    Raises:
        EndlessError: it takes longer than `LIMIT`.
    """
    apply = getattr(expression.pattern, expression.method)
    replaced = expression.method in ("sub", "subn")
    least = LIMIT
    for _ in range(times):
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        began = time.process_time()
        if replaced:
            apply("", text)
        elif expression.method == "finditer":
            for _match in apply(text):
                pass
        else:
            apply(text)
        least = min(least, time.process_time() - began)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return least


def growth(expression: Expression, before: str, piece: str) -> float:
    """Return how much longer a text `LONGER` times as long takes; 0 where it is next to nothing."""

    def made(length: int, end: str) -> str:
        return before + piece * (length // len(piece)) + end

    most = bound(expression)
    try:
        for end in ("\0", ""):
            if most:
                if seconds(expression, made(most, end)) > AT_ONCE:
                    return float("inf")
            elif seconds(expression, made(LENGTH, end)) > SUSPECT:
                ratios = (
                    seconds(expression, made(LONGER * LENGTH, end))
                    / max(seconds(expression, made(LENGTH, end), 3), SUSPECT / 2)
                    for _ in range(5)
                )
                grew = list(takewhile(lambda ratio: ratio > TOO_FAST, ratios))
                if len(grew) == 5:
                    return min(grew)
    except EndlessError:
        return float("inf")
    return 0.0


def faster_than_linear(found: Sequence[Expression]) -> Iterator[dict[str, Any]]:
    """Yield each expression whose time grows faster than its text, with the text that shows it."""

    def end(*_: Any) -> None:
        raise EndlessError

    signal.signal(signal.SIGALRM, end)
    for expression in found:
        for before, piece in texts(expression.pattern):
            grew = growth(expression, before, piece)
            if grew:
                yield {
                    "where": expression.where,
                    "pattern": expression.pattern.pattern,
                    "method": expression.method,
                    "text": f"{before!r} + n * {piece!r}",
                    "growth": round(grew, 1),
                }
                break


def insisting(found: Sequence[Expression], times: int = 3) -> list[dict[str, Any]]:
    """Return what is found each time: on a busy machine a text may seem to take long once."""
    rows: list[dict[str, Any]] = []
    for _ in range(times):
        rows = list(faster_than_linear(found))
        seen = {(row["where"], row["pattern"]) for row in rows}
        found = [each for each in found if (each.where, each.pattern.pattern) in seen]
    return rows


if __name__ == "__main__":
    every = expressions()
    for row in [*insisting(every), {"examined": len(every)}]:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

"""One wrong detail put into a true sentence: the lies that a language model tells."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from eval.train.edit_words import (
    AUXILIARY,
    CERTAIN,
    DAY,
    DAY_NAMES,
    DENIALS,
    DOUBTFUL,
    KINDS_OF_DAY,
    OPPOSITES,
    ORDINAL,
    ORDINALS,
    OTHERS,
    PAST,
    PLAIN,
    SCOPE,
    SMALL,
    SMALL_WORD,
    TIMES,
)
from rag.language import by_code

_FUNCTION_WORDS = by_code("en").words.function
_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w(?: (?:of |the |de )?[A-Z][\w’'-]*\w)*")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]*\d)")

Edit = Callable[[str, str, random.Random], str | None]


def number(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim with one number changed: for another of the text, or by a little."""
    found = list(_NUMBER.finditer(claim))
    words = list(SMALL_WORD.finditer(claim))
    if words and (not found or chance.random() < 0.4):
        match = chance.choice(words)
        others = [w for w in SMALL if w != match.group().lower()]
        new = chance.choice(others)
        return _put(claim, match, new.title() if match.group()[0].isupper() else new)
    if not found:
        return None
    match = chance.choice(found)
    old = match.group()
    others = [n for n in _NUMBER.findall(cited) if n not in claim and _shape(n) == _shape(old)]
    if others and chance.random() < 0.6:
        return _put(claim, match, chance.choice(others))
    return _put(claim, match, _changed(old, chance))


def _shape(written: str) -> tuple[bool, bool]:
    plain = written.replace(",", "")
    year = len(plain) == 4 and plain[:2] in ("17", "18", "19", "20") and "," not in written
    return year, "." in written


def _changed(old: str, chance: random.Random) -> str:
    digits = [i for i, c in enumerate(old) if c.isdigit()]
    if _shape(old)[0]:
        return str(int(old) + chance.choice((-10, -4, -3, -2, -1, 1, 2, 3, 4, 10)))
    turn = chance.random()
    if (
        turn < 0.25
        and len(digits) > 1
        and old[digits[0]] != old[digits[1]]
        and old[digits[1]] != "0"
    ):
        a, b = digits[:2]
        return old[:a] + old[b] + old[a + 1 : b] + old[a] + old[b + 1 :]
    if turn < 0.4 and old.replace(",", "").isdigit() and int(old.replace(",", "")) >= 10:
        return f"{int(old.replace(',', '')) * chance.choice((2, 3, 10)):,}"
    at = digits[0] if len(digits) < 3 or turn < 0.7 else chance.choice(digits[:2])
    low = "123456789" if at == digits[0] else "0123456789"
    return old[:at] + chance.choice([c for c in low if c != old[at]]) + old[at + 1 :]


def day(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim with one month, weekday or day of the month changed."""
    found = list(DAY.finditer(claim))
    if not found:
        return None
    match = chance.choice(found)
    kind = next(k for k in KINDS_OF_DAY if match.group().lower() in k)
    there = [n for n in DAY.findall(cited) if n.lower() in kind and n not in claim]
    others = [n.title() for n in kind if n != match.group().lower()]
    other = chance.choice(there if there and chance.random() < 0.6 else others)
    return _put(claim, match, other)


def name(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim with one name changed for another of the text."""
    inside = _names(claim)
    outside = [m.group() for m in _names(cited) if m.group() not in claim]
    outside = [n for n in outside if not any(part in claim for part in n.split())]
    if not inside or not outside:
        return None
    match = chance.choice(inside)
    other = chance.choice(outside)
    if match.group() in other or other in match.group():
        return None
    owned = match.group().endswith(("'s", "’s"))
    other = re.sub(r"['’]s$", "", other)
    return _put(claim, match, other + ("'s" if owned else ""))


def roles(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim in which two names have changed places."""
    del cited
    found = [m for m in _names(claim) if m.group().lower() not in DAY_NAMES]
    if len(found) < 2:
        return None
    a, b = sorted(chance.sample(found, 2), key=lambda m: m.start())
    first, second = (re.sub(r"['’]s$", "", m.group()) for m in (a, b))
    if first == second or re.fullmatch(r",?(?: and| or)? ", claim[a.end() : b.start()]):
        return None
    owned = ["'s" if m.group().endswith(("'s", "’s")) else "" for m in (a, b)]
    middle = claim[a.end() : b.start()]
    return claim[: a.start()] + second + owned[0] + middle + first + owned[1] + claim[b.end() :]


def denial(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim that says the opposite: a negation more or less."""
    del cited
    for pattern, plain in DENIALS:
        if pattern.search(claim):
            return pattern.sub(plain, claim, count=1)
    found = list(AUXILIARY.finditer(claim))
    past = list(PAST.finditer(claim))
    if past and (not found or chance.random() < 0.4):
        match = chance.choice(past)
        if re.search(r"\b(?:has|have|had|was|were|is|are|be|been) $", claim[: match.start()]):
            return _put(claim, match, "not " + match.group())
        return _put(claim, match, "did not " + PLAIN[match.group()])
    if not found:
        return None
    match = chance.choice(found)
    return _put(claim, match, match.group() + chance.choice((" not", " not", " never")))


def certainty(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim that is surer than the text, or less sure."""
    del cited
    rules = CERTAIN if chance.random() < 0.8 else DOUBTFUL
    return _ruled(claim, rules, chance)


def scope(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim that is true of more, or of less, than the text says."""
    del cited
    return _ruled(claim, SCOPE, chance)


def time(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim in which something came before rather than after, and the like."""
    del cited
    return _opposed(claim, TIMES, chance)


def opposite(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim with one word changed for its opposite or its like."""
    del cited
    return _opposed(claim, OPPOSITES, chance)


def order(claim: str, cited: str, chance: random.Random) -> str | None:
    """Return a claim with an ordinal changed."""
    del cited
    found = list(ORDINAL.finditer(claim))
    if not found:
        return None
    match = chance.choice(found)
    return _put(claim, match, chance.choice([w for w in ORDINALS[:5] if w != match.group()]))


EDITS: dict[str, tuple[Edit, float]] = {
    "number": (number, 1.4),
    "day": (day, 1.0),
    "name": (name, 1.4),
    "roles": (roles, 1.2),
    "denial": (denial, 1.0),
    "certainty": (certainty, 1.0),
    "scope": (scope, 0.8),
    "time": (time, 0.8),
    "opposite": (opposite, 0.8),
    "order": (order, 0.5),
}
"""Ways to edit and how often each is tried; about the shares in which models err."""


def edits(claim: str, cited: str, most: int, chance: random.Random) -> list[str]:
    """Return at most so many wrong versions of a claim, each by another way of editing."""
    ways = list(EDITS)
    made: list[str] = []
    weights = [EDITS[way][1] for way in ways]
    order_ = sorted(range(len(ways)), key=lambda i: -(chance.random() ** (1 / weights[i])))
    for i in order_:
        if len(made) == most:
            break
        new = EDITS[ways[i]][0](claim, cited, chance)
        if new and new != claim and new not in cited:
            made.append(new)
    return made


def changed_in_both(claim: str, cited: str, chance: random.Random) -> tuple[str, str, str] | None:
    """Return a cited text with one name or number changed, the claim changed alike, and the claim.

    The second goes with the first, the third does not.
    """
    shared = [m.group() for m in _names(claim) if m.group() in cited]
    shared = [re.sub(r"['’]s$", "", each) for each in shared]
    figures = [n for n in _NUMBER.findall(claim) if n in _NUMBER.findall(cited)]
    if figures and (not shared or chance.random() < 0.5):
        old = chance.choice(figures)
        new = _changed(old, chance)
        pattern = rf"(?<![\w.,-]){re.escape(old)}(?![\w-]*\d)"
    elif shared:
        old = chance.choice(shared)
        new = chance.choice(OTHERS)
        pattern = rf"\b{re.escape(old)}\b"
    else:
        return None
    if new in cited or new in claim:
        return None
    return re.sub(pattern, new, cited), re.sub(pattern, new, claim), claim


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _names(text: str) -> list[re.Match[str]]:
    found = []
    for match in _NAME.finditer(text):
        first = match.group().split()[0].lower()
        begins = (
            not text[: match.start()].rstrip(" \"“'‘(")
            or text[: match.start()].rstrip()[-1:] in ".!?:"
        )
        if begins and (first in _FUNCTION_WORDS or " " not in match.group()):
            continue
        if first.rstrip(".").removesuffix("'s") in DAY_NAMES:
            continue
        found.append(match)
    return found


def _ruled(claim: str, rules: Sequence[tuple[str, str]], chance: random.Random) -> str | None:
    fitting = [(p, new) for p, new in rules if re.search(p, claim)]
    if not fitting:
        return None
    pattern, new = chance.choice(fitting)
    return re.sub(pattern, new, claim, count=1)


def _opposed(claim: str, pairs: Sequence[tuple[str, str]], chance: random.Random) -> str | None:
    found = []
    for a, b in pairs:
        for old, new in ((a, b), (b, a)):
            found += [(m, new) for m in re.finditer(rf"\b{re.escape(old)}\b", claim)]
    if not found:
        return None
    match, new = chance.choice(found)
    return _put(claim, match, new)

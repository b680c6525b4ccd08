"""Facts of form that a sentence must share with what it cites, whatever a judge thinks."""

from __future__ import annotations

import re

from rag.conversation.words import word_set

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{2,})[\"“”«»„]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*", re.UNICODE)
_COMMON = word_set(
    """i a an the this that these those he she it they we you in on at by for from of to with
    and but or so as if when while after before since until because although however according
    meanwhile also there here his her its their our my yes no not"""
)
_MONTHS = word_set(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday"""
)
_COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)


def breach(claim: str, cited: str, context: str) -> str | None:
    """Return what a claim says that its sources do not, in a few words; None when nothing.

    Numbers and quotations must stand in the cited sentences; names may also stand in what
    surrounds them (the passage, the article's title, outlet and date), where a reader finds
    them.

    Args:
        claim: a model's sentence.
        cited: the sentences that it cites.
        context: what surrounds them.
    """
    quote = next((q for q in _QUOTED.findall(claim) if _flat(q) not in _flat(cited)), None)
    if quote is not None:
        return f'the quotation "{quote.strip()}"'
    known = _numbers(cited)
    number = next((n for n in _numbers(claim) if n not in known and not _dated(n, context)), None)
    if number is not None:
        return f"the number {number}"
    have = {_stem(word) for word in _WORD.findall(f"{cited} {context}")}
    for name in _names(claim):
        if _stem(name) not in have:
            return f"the name {name}"
    return None


def _flat(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'").lower()
    return " ".join(re.sub(r"[^\w\s']", " ", text).split())


def _numbers(text: str) -> set[str]:
    found = {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)}
    words = set(re.findall(r"[a-z]+", text.lower()))
    found.update(str(value) for value, word in enumerate(_COUNTED) if value > 3 and word in words)
    return found


def _dated(number: str, context: str) -> bool:
    """Whether a number is a year or a day that the surroundings give."""
    return re.search(rf"(?<!\d)0?{re.escape(number)}(?!\d)", context) is not None and (
        len(number) == 4 or int(re.sub(r"\D", "", number) or 99) <= 31
    )


def _names(claim: str) -> list[str]:
    """Return the words of a claim that are written with a capital inside a sentence."""
    found = []
    for match in _WORD.finditer(claim):
        word = match.group()
        before = claim[: match.start()].rstrip(" \"'“‘«(")
        initial = not before or before[-1] in ".!?:"
        if not word[0].isupper() or word.lower() in _COMMON:
            continue
        if initial and len(word) < 4:
            continue
        if not initial or not word[1:].islower():
            found.append(word)
    return found


def _stem(word: str) -> str:
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ians", "ian", "ans", "an", "ese", "s"):
        if len(word) > len(ending) + 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word

"""Sentences that lean on another one, and what they lean on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.language import language_of
from rag.types import Evidence

# How many sentences back what a pronoun means is looked for.
_BACK = 3
_SHORT = 9
# Characters of a sentence quoted with what it leans on.
_LONGEST = 400
_OPENING = re.compile(r"[^\W\d_]+")


def with_antecedents(
    chosen: Sequence[Evidence], limit: int, terms: Collection[str] = ()
) -> list[Evidence]:
    """Return sentences with, before each that leans on another, the one it points back to.

    A sentence leans when it opens with a pronoun or gives what "he said". It points back to the
    sentence before it, or to the nearest of the three before it that opens with no pronoun and
    has a word of the question. One that leans, and for which there is no more room, is left out,
    but for the best. A short sentence brings the quotation that it leads up to.

    Args:
        chosen: the sentences of an answer, the best first.
        limit: how many there may be.
        terms: the question's content words, analysed.
    """
    result: list[Evidence] = []
    for place, item in enumerate(chosen):
        before = antecedent(item, terms)
        several = (item, before, sequel(item))
        unit = [one for one in several if one is not None and not _among(one, result)]
        if place == 0 or before is None:
            unit = unit[: limit - len(result)]
        if len(result) + len(unit) <= limit:
            result += unit
    return result


def _among(item: Evidence, others: Sequence[Evidence]) -> bool:
    return any(item.hit is one.hit and item.start == one.start for one in others)


def antecedent(item: Evidence, terms: Collection[str]) -> Evidence | None:
    """Return the sentence that another points back to; None when it stands by itself."""
    if not item.leans and not language_of(item.text, item.hit.article.language).words.said.search(
        item.text
    ):
        return None
    spans = item.hit.passage.sentences
    place = item.place
    if place == 0:
        return None
    before = [spans[i] for i in range(place - 1, max(-1, place - 1 - _BACK), -1)]
    named = (span for span in before if _names(item.hit.article.text[slice(*span)], terms))
    start, end = next(named, before[0])
    return Evidence(item.hit, start, end, item.score, reader=item.reader, role="antecedent")


def sequel(item: Evidence) -> Evidence | None:
    """Return the quotation that a short sentence leads up to ("The council saw it otherwise.")."""
    if len(item.text.split()) > _SHORT:
        return None
    spans = item.hit.passage.sentences
    place = item.place + 1
    if place == len(spans):
        return None
    start, end = spans[place]
    if item.hit.article.text[start] not in "\"“‘'":
        return None
    return Evidence(item.hit, start, end, item.score, reader=item.reader, role="sequel")


def _names(sentence: str, terms: Collection[str]) -> bool:
    from index.text.terms import terms as analysed

    opening = _OPENING.search(sentence)
    leans = opening is not None and opening.group().lower() in language_of(sentence).words.leaning
    return not leans and any(term in terms for term in analysed(sentence))


def joined(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return sentences, each that leans on one not far before it made one quotation with it.

    Args:
        chosen: the sentences of an answer, in reading order.
    """
    result: list[Evidence] = []
    for item in chosen:
        back = result[-1] if result else item
        if item.role == "antecedent" and _near(item, back):
            result[-1] = replace(back, start=item.start)
        elif back.role == "antecedent" and _near(back, item):
            result[-1] = replace(item, start=back.start)
        elif not any(one.holds(item) for one in result):
            result.append(item)
    return result


def holding(item: Evidence, chosen: Sequence[Evidence]) -> Evidence:
    """Return the sentence of an answer in whose words another one stands; that itself for none."""
    return next((one for one in chosen if one.holds(item)), item)


def _near(one: Evidence, other: Evidence) -> bool:
    """Return whether a sentence and another behind it make a quotation of no great length.

    What lies between them must be sentences: headings and captions are none.
    """
    if one.hit is not other.hit or not one.end <= other.start:
        return False
    spans = [span for span in one.hit.passage.sentences if one.start <= span[0] < other.end]
    gaps = (one.hit.article.text[end:start] for (_, end), (start, _) in pairwise(spans))
    return other.end - one.start <= _LONGEST and not any(gap.strip() for gap in gaps)

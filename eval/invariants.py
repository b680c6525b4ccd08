"""What must hold of every answer: quotes are slices, markers and citations match."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.answer.model import Answer

_MARKER = re.compile(r"\[(\d+)\]")


def violations(answer: Answer, text_of: Callable[[str], str]) -> list[str]:
    """Return what an answer breaks, one line each; none when all is well.

    Args:
        answer: to check.
        text_of: stored text of an article by id.
    """
    found: list[str] = []
    numbers = [one.n for one in answer.citations]
    if len(set(numbers)) != len(numbers):
        found.append(f"citation numbers are used twice: {numbers}")
    markers = {int(number) for number in _MARKER.findall(answer.answer)}
    if markers != set(numbers):
        found.append(f"markers {sorted(markers)} do not match citations {sorted(numbers)}")
    used = {number for sentence in answer.sentences for number in sentence.citations}
    if used != set(numbers):
        found.append(f"sentences cite {sorted(used)}, citations are {sorted(numbers)}")
    for citation in answer.citations:
        if citation.stands_in(text_of(citation.article_id)) != citation.start:
            found.append(f"quote [{citation.n}] is not a slice of {citation.article_id}")
    for view in answer.passages:
        if text_of(view.article_id)[view.start : view.end] != view.text:
            found.append(f"passage {view.rank} is not a slice of {view.article_id}")
    quotes = {one.n: one.quote for one in answer.citations}
    for sentence in answer.sentences:
        if not sentence.citations:
            found.append(f"a sentence has no citation: {sentence.text[:60]!r}")
        elif sentence.origin == "extract" and not any(
            _same(sentence.text, quotes.get(number, "")) for number in sentence.citations
        ):
            found.append(f"an extracted sentence was altered: {sentence.text[:60]!r}")
    if answer.abstained and (answer.citations or answer.sentences):
        found.append("an abstention cites")
    if answer.abstained != (answer.reason is not None):
        found.append("the reason of an abstention is missing, or there is one without")
    if not answer.abstained and not answer.sentences:
        found.append("an answer has no sentence")
    return found


def _same(said: str, quote: str) -> bool:
    return " ".join(said.split()) in " ".join(quote.split())

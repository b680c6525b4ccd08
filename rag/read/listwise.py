"""The best sentences of all passages side by side in one input, read once more.

A reader that sees one passage at a time cannot tell that another one answers better. Here it sees
the best sentences together and gives each a score beside the others (listwise, as Cao et al. 2007
call learning over a whole list; by a reader over several passages as Clark and Gardner 2018,
arXiv:1710.10723, normalise it).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.article import Article
from index.text.passages import passage_context
from rag.read.base import Reading, SpanModel
from rag.read.reader import begin_windows
from rag.read.windows import Window

_LONGEST = 1_750
"""Characters of a sheet: about 330 tokens of English news with the titles."""
_WITH_THE_ONE_BEFORE = 4
"""How many of the best sentences bring the one before them."""
_FARTHEST = 600
_LEAST_MASS = 1e-3
_NOT_SHOWN = -1.0

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be shown.

    Attributes:
        article: the one it stands in.
        span: (start, end), offsets into the article's text.
        before: the sentence before it, likewise; None where there is none.
    """

    article: Article
    span: Span
    before: Span | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sentences of several articles, each article's under its title, outlet and day.

    Attributes:
        text: what is read.
        places: by article id and first character of a sentence, where it begins in `text`.
    """

    text: str
    places: dict[tuple[str, int], int]


def gathered(
    sentences: Sequence[Sentence], leads: int = _WITH_THE_ONE_BEFORE
) -> list[tuple[Article, list[Span]]]:
    """Return what fits on a sheet: the articles, that of the best sentence first, with their spans.

    Args:
        sentences: the best first.
        leads: how many of them bring the one before.
    """
    taken: dict[str, tuple[Article, set[Span]]] = {}
    room = _LONGEST
    for rank, each in enumerate(sentences):
        spans = {each.span}
        if rank < leads and each.before and each.span[0] - each.before[0] < _FARTHEST:
            spans.add(each.before)
        article, own = taken.get(each.article.id, (each.article, set[Span]()))
        new = spans - own
        cost = sum(end - start + 1 for start, end in new)
        cost += 0 if own else len(passage_context(article)) + 2
        if cost > room and taken:
            continue
        room -= cost
        taken[each.article.id] = (article, own | new)
    return [(article, sorted(own)) for article, own in taken.values()]


def written(articles: Iterable[tuple[Article, Sequence[Span]]]) -> Sheet:
    """Return the sheet of articles and their spans, in the order given."""
    text = ""
    places = {}
    for article, spans in articles:
        head = passage_context(article)
        text += f"{head} " if head else ""
        for start, end in spans:
            places[article.id, start] = len(text)
            text += article.text[start:end].replace("\n", " ") + " "
    return Sheet(text.rstrip(), places)


def begin_together(
    model: SpanModel, question: str, best: Sequence[Reading], suspect: Sequence[bool]
) -> Callable[[], list[tuple[float, float]]]:
    """Begin to read sentences beside each other; return what waits for what is made of each.

    Args:
        model: scores the tokens.
        question: any question.
        best: readings of the sentences, the best first.
        suspect: which of them are not to be shown.

    Returns:
        Of each the log-odds of its best span against "none answers", and the logarithm of the
        share of the probability of an answer that lies in it. One that was not shown counts a
        little less than the least.
    """
    shown = [each for each, left_out in zip(best, suspect, strict=True) if not left_out]
    if not shown:
        return lambda: [(0.0, 0.0) for _ in best]
    sheet = written(
        gathered([Sentence(each.hit.article, each.sentence, each.before) for each in shown])
    )
    spans = {
        (at, at + each.sentence[1] - each.sentence[0])
        for each in shown
        if (at := sheet.places.get(_address(each))) is not None
    }
    window = Window(0, 0, sheet.text, 0, tuple(sorted(spans)))
    read = begin_windows(model, question, [shown[0].hit], [window])

    def made() -> list[tuple[float, float]]:
        (seen,) = read()
        found = {each.sentence[0]: each for each in seen}
        least = min((each.score for each in found.values()), default=0.0) + _NOT_SHOWN
        said = []
        for each, left_out in zip(best, suspect, strict=True):
            own = None if left_out else found.get(sheet.places.get(_address(each), -1))
            score, mass = (own.score, own.mass) if own else (least, 0.0)
            said.append((score, math.log(mass + _LEAST_MASS)))
        return said

    return made


def _address(reading: Reading) -> tuple[str, int]:
    return reading.hit.article.id, reading.sentence[0]

"""Passages as windows short enough for a reader, each under its article's title and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.passages import passage_context
from rag.types import Hit

LONGEST = 1_400
"""Characters of a window: about 320 tokens of English news, so that 384 hold the question too."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of whole sentences of a passage.

    Attributes:
        hit: place of the passage in the list that is read.
        start: first character, an offset into the article's text.
        text: what is read: the article's title, outlet and day, then the sentences.
        shift: characters of `text` before the sentences begin.
        sentences: (start, end) of each sentence, offsets into the article's text.
    """

    hit: int
    start: int
    text: str
    shift: int
    sentences: tuple[tuple[int, int], ...]


def windows(hits: Sequence[Hit], longest: int = LONGEST) -> Iterator[Window]:
    """Yield the windows of passages; one that is too long gives several, a sentence shared."""
    for place, hit in enumerate(hits):
        head = passage_context(hit.article)
        head += " " if head else ""
        for sentences in _runs(hit.passage.sentences, longest):
            start, end = sentences[0][0], sentences[-1][1]
            if sentences[0] == hit.passage.sentences[0]:
                start = hit.passage.start  # a heading tells what the first sentence is about
            text = head + hit.article.text[start:end]
            yield Window(place, start, text, len(head), sentences)


def _runs(
    sentences: tuple[tuple[int, int], ...], longest: int
) -> Iterator[tuple[tuple[int, int], ...]]:
    first = 0
    while first < len(sentences):
        stop = first + 1
        while stop < len(sentences) and sentences[stop][1] - sentences[first][0] <= longest:
            stop += 1
        yield sentences[first:stop]
        if stop == len(sentences):
            return
        first = max(first + 1, stop - 1)

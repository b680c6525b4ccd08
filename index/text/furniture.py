"""What stands in an article beside its sentences: datelines, headings, credits, captions.

An article's furniture stays in its text and in its passages, where it helps to find them; but
nothing of it can be an answer. Where it is not sure that a line is furniture, it is a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.credits import is_credit, is_credit_sentence
from index.text.datelines import dateline_end
from index.text.sentences import Offsets, paragraphs, sentences_between

_CLOSING = "\"'”’»)]』」 "
_ENDS = ".!?…。！？:;,：；，、"
_BULLET = re.compile(r"[^\w\s\"'“‘(]|\d{1,2}[.)]?\s+\d|[a-z]")
_ASKS = re.compile(r"[?？][\"'”’)]*$")
_QUOTED = re.compile(r"[\"“”„«»「『]|(?:^|\s)[‘'](?=\w)")
# "More:How it came", "Recall database: USA TODAY's database": a line that leads elsewhere.
_LINK = re.compile(
    r"(?:more|related|read more|read|see also|see|watch|listen|photos?|opinion|fact check"
    r"|live updates?|graphics?|explainer|exclusive|analysis|video|podcast|interactive"
    r"|what to know|must watch)"
    r"\s*:\s*\S|[^:]{3,80}:(?=[A-Z'‘“\"])",
    re.IGNORECASE,
)
_VALUE = re.compile(r"[^:]{2,40}:\s.*\d")
_LABEL = re.compile(r"\w+(?: \w+)? ?:$")
# A stop inside a line ("Now it is known. So what is it?"), but not "6. The plan" or "U.S. Steel".
_STOPS = re.compile(r"[^\W\dA-Z.]{2}[.!?…][\"'”’)]*\s+\S")
_LONGEST_HEADING = 100
_LONGEST_LINK = 160
_SHORTEST_PROSE = 40
_HEAD = 4
# So many lines in a row that end open are the items of a list.
_LIST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a line that is none.

    Attributes:
        start: first character, an offset into the text.
        end: one past the last.
        said: first character of what may be quoted, after a dateline; None for furniture.
    """

    start: int
    end: int
    said: int | None


def pieces(text: str, language: str | None = None) -> list[Piece]:
    """Return a text's sentences and its furniture, in order.

    Together they hold everything that is not white space. A text that would be nothing but
    furniture is taken for sentences.

    Args:
        text: an article's text.
        language: ISO 639-1 code.
    """
    spans = paragraphs(text)
    aside = _aside(text, spans)
    found: list[Piece] = []
    told = 0
    for place, (start, end) in enumerate(spans):
        if aside[place]:
            found += (Piece(a, b, None) for a, b in sentences_between(text, start, end, language))
            continue
        found += _sentences(text, start, end, language, head=told < _HEAD)
        told += 1
    if any(piece.said is not None for piece in found):
        return found
    return [Piece(piece.start, piece.end, piece.start) for piece in found]


def _sentences(
    text: str, start: int, end: int, language: str | None, *, head: bool
) -> Iterator[Piece]:
    """Yield the pieces of a paragraph; its dateline goes with its first sentence."""
    told = start + dateline_end(text[start : min(end, start + 200)], head=head)
    if told >= end:
        yield Piece(start, end, None)
        return
    spans = list(sentences_between(text, told, end, language))
    for place, (first, last) in enumerate(spans):
        sentence = text[first:last]
        begin = first if place else start
        told_at = None if _is_aside(sentence, alone=len(spans) == 1) else first
        yield Piece(begin, last, told_at)


def _is_aside(sentence: str, *, alone: bool) -> bool:
    """Return whether a sentence of a paragraph says nothing of the news."""
    if _ASKS.search(sentence) and not _QUOTED.search(sentence):
        return True
    if not alone and sentence.isupper() and sentence[-1] not in _ENDS:
        return sentence.count(" ") > 0
    return is_credit_sentence(sentence)


def _aside(text: str, spans: Sequence[Offsets]) -> list[bool]:
    """Return for each paragraph whether the whole of it is furniture."""
    lines = [text[start:end] for start, end in spans]
    aside = [is_credit(line, left=len(lines) - place - 1) for place, line in enumerate(lines)]
    rest = [place for place, gone in enumerate(aside) if not gone]
    for place in _headings([lines[place] for place in rest]):
        aside[rest[place]] = True
    return aside


def _headings(lines: Sequence[str]) -> Iterator[int]:
    """Yield which lines are headings, or lead elsewhere."""
    opened = [_is_open(line) for line in lines]
    place = 0
    for is_open, group in itertools.groupby(opened):
        size = len(list(group))
        run = range(place, place + size)
        place += size
        if not is_open:
            yield from (at for at in run if _is_question(lines[at]) or _LABEL.match(lines[at]))
            continue
        follows = place < len(lines) and _is_prose(lines[place])
        led = run[0] > 0 and lines[run[0] - 1].endswith(":") and size > 1
        heads = size < _LIST and follows and not led
        for at in run:
            line = lines[at]
            if _VALUE.match(line):
                continue
            if _LINK.match(line) or (heads and not _BULLET.match(line) and _is_heading(line)):
                yield at


def _is_open(line: str) -> bool:
    """Return whether a line ends without a mark, as a heading does."""
    return len(line) <= _LONGEST_LINK and line.rstrip(_CLOSING)[-1:] not in _ENDS


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _STOPS.search(line)


def _is_question(line: str) -> bool:
    return _is_heading(line) and bool(_ASKS.search(line)) and not _QUOTED.search(line)


def _is_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and line.rstrip(_CLOSING)[-1:] in ".!?…。！？:"

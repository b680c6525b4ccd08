"""Sentences out of a stream of chunks."""

from __future__ import annotations

import re
from collections import Counter

from index.text.abbreviations import NOT_THE_END
from rag.llm.markers import leading, unfinished

_END = re.compile(r"[.!?。！？…]+[\"'”’»)]*|\n+")
_BULLET = re.compile(r"^\s*\d{1,2}$")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
_CLOSED = re.compile(r"[.!?。！？…][\"'”’»)]*\W*(?:[\[【［(（][^\]】］)）]*[\]】］)）]\s*)*$")
LONGEST = 1200
REPEATS = 4
_GRAM = 5


class Assembler:
    """Cuts what arrives into sentences; a marker after the full stop belongs to the sentence."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._buffer = ""
        self.looping = False

    def feed(self, chunk: str) -> list[str]:
        """Take a chunk; return the sentences that are complete now."""
        self._buffer += chunk
        if "<think" in self._buffer.lower():
            if "</think" not in self._buffer.lower():
                return []
            self._buffer = _THOUGHT.sub(" ", self._buffer)
        found = []
        while (end := self._boundary()) is not None:
            sentence, self._buffer = self._buffer[:end], self._buffer[end:]
            if sentence.strip():
                found.append(sentence.strip())
        if len(self._buffer) > LONGEST or _repeats(self._buffer):
            self.looping = True
        return found

    def close(self, *, whole: bool = True) -> list[str]:
        """Return what is left when the stream has ended.

        Args:
            whole: whether the model came to its own end; when it was cut off, words without a
                mark at their end are no sentence.
        """
        rest = _THOUGHT.sub(" ", self._buffer).strip()
        self._buffer = ""
        if not rest or self.looping or not (whole or _CLOSED.search(rest)):
            return []
        return [rest]

    def _boundary(self) -> int | None:
        """Return where the first complete sentence ends, once that is certain."""
        text = self._buffer
        for match in _END.finditer(text):
            end = match.end()
            newline = match.group().startswith("\n")
            if not newline and self._goes_on(text, match.start(), end):
                continue
            end += leading(text[end:])
            rest = text[end:]
            if not rest.strip() or unfinished(rest.lstrip(" ")):
                return None
            return end
        return None

    @staticmethod
    def _goes_on(text: str, start: int, end: int) -> bool:
        """Whether the mark at `start` does not end a sentence."""
        following = text[end : end + 1]
        if text[start] == "!" and following == "[":
            return True
        if (
            following
            and not following.isspace()
            and following not in "[【［〔⟦{(（⁰¹²³⁴⁵⁶⁷⁸⁹^<\\①②③④⑤⑥⑦⑧⑨†"
        ):
            return True
        before = text[:start]
        if text[start] != ".":
            return False
        return bool(NOT_THE_END.search(before[-8:]) or _BULLET.match(before.split("\n")[-1]))


def _repeats(text: str) -> bool:
    """Whether the same few words come again and again."""
    words = text.split()
    if len(words) < _GRAM * REPEATS:
        return False
    grams = Counter(tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1))
    return max(grams.values()) >= REPEATS

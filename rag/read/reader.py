"""Reading: a question and passages in, the places that answer out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

from rag.read.base import Reading, SpanModel
from rag.read.decode import readings
from rag.read.windows import Window, windows
from rag.types import Hit


def read(model: SpanModel, question: str, hits: Sequence[Hit]) -> list[list[Reading]]:
    """Return what a reader makes of each passage: the best span of each sentence, best first.

    Args:
        model: scores the tokens.
        question: any question.
        hits: the passages.
    """
    return begin_windows(model, question, hits, list(windows(hits)))()


def begin_windows(
    model: SpanModel, question: str, hits: Sequence[Hit], parts: Sequence[Window]
) -> Callable[[], list[list[Reading]]]:
    """Begin to read windows; return what waits for what `read` returns.

    Args:
        model: scores the tokens.
        question: any question.
        hits: the passages.
        parts: the windows of them that are read.
    """
    names = [_digest(question, part) for part in parts]
    known = [model.kept.get(name) for name in names]
    new = [at for at, found in enumerate(known) if found is None]
    tokens = model.tokenised([(question, parts[at].text) for at in new]) if new else []
    scores = model.begin(tokens)

    def made() -> list[list[Reading]]:
        for at, own, first, last in zip(new, tokens, *scores(), strict=True):
            spans = readings(hits[parts[at].hit], parts[at], own.offsets, first, last)
            kept = [(each.start, each.end, each.sentence, each.score, each.mass) for each in spans]
            known[at] = kept
            model.kept.put(names[at], kept)
        found: list[list[Reading]] = [[] for _ in hits]
        for part, spans_of in zip(parts, known, strict=True):
            found[part.hit] += [Reading(hits[part.hit], *span) for span in spans_of or ()]
        return [_each_sentence_once(own) for own in found]

    return made


def _digest(question: str, window: Window) -> str:
    """Return a digest of what is read and where it stands; the texts themselves are not kept."""
    read = repr((question, window.start, window.shift, window.sentences, window.text))
    return blake2b(read.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _each_sentence_once(found: list[Reading]) -> list[Reading]:
    best: dict[tuple[int, int], Reading] = {}
    for reading in sorted(found, key=lambda reading: -reading.score):
        best.setdefault(reading.sentence, reading)
    return list(best.values())

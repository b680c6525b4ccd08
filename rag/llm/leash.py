"""A model's sentences against what they cite: passed, cited anew, replaced or dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rag.injection import gives_orders
from rag.language import language_of
from rag.llm import markers
from rag.llm.clean import clean
from rag.llm.guard import breach, joins, leans
from rag.llm.secrets import scrub
from rag.types import Evidence

Judge: TypeAlias = Callable[[str, str], float]
Outcome: TypeAlias = Literal["passed", "recited", "replaced", "dropped", "refused", "repeated"]

RECITED = 3
SHORTEST = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Said:
    """A checked sentence.

    Attributes:
        text: its words, without markers.
        evidence: indices of the evidence that it cites.
        support: how well that says it, 0..1.
        origin: "model", or "extract" when the evidence's own words took its place.
        outcome: what the check did.
    """

    text: str
    evidence: tuple[int, ...]
    support: float
    origin: Literal["model", "extract"]
    outcome: Outcome


@dataclass
class Leash:
    """Checks sentences one by one.

    Attributes:
        evidence: all evidence.
        shown: indices of what the model was shown, in the order of its numbers.
        judge: support of a claim by a cited text, 0..1.
        supported: support that a sentence needs.
        changes: what was changed, one line each.
        counts: how often each outcome came.
        said: what has been let through.
    """

    evidence: Sequence[Evidence]
    shown: Sequence[int]
    judge: Judge
    supported: float
    changes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def check(self, sentence: str) -> Iterator[Said]:
        """Yield what of a model's sentence may be shown; at most one sentence."""
        known = "\n".join(self.evidence[i].text for i in self.shown)
        marked = markers.read(clean(sentence, known))
        text = marked.text
        if len(_WORD.findall(text)) < SHORTEST:
            return
        verbatim = [i for i in self.shown if _same(text, self.evidence[i].text)]
        if language_of(text).modality.refusal.search(text) and not verbatim:
            self._count("refused")
            return
        if self._known(text):
            self._count("repeated")
            return
        cited = self._resolve(marked.numbers)
        found = self._judged(text, cited)
        if found is None:
            yield from self._instead(text, cited)
            return
        support, indices = found
        if leans(text) and not self._follows(indices[0]):
            self.changes.append(f"dropped, it does not say who or what is meant: {_short(text)}")
            self._count("dropped")
            return
        outcome: Outcome = "passed" if set(indices) <= set(cited) and cited else "recited"
        if outcome == "recited" and cited:
            self.changes.append(f"cited anew: {_short(text)}")
        self._count(outcome)
        origin: Literal["model", "extract"] = "model"
        same = next((i for i in indices if i in verbatim), None)
        if same is not None:
            text, origin, indices = self.evidence[same].text, "extract", (same,)
        yield self._let(Said(text, indices, support, origin, outcome))

    def quote(self, index: int) -> Said:
        """Let an evidence sentence through word for word."""
        return self._let(Said(self.evidence[index].text, (index,), 1.0, "extract", "replaced"))

    def has(self, index: int) -> bool:
        """Whether what was let through cites an evidence sentence."""
        return any(index in said.evidence for said in self.said)

    def _let(self, said: Said) -> Said:
        self.said.append(said)
        return said

    def _resolve(self, numbers: Sequence[int]) -> list[int]:
        """Return the evidence that numbers stand for; unknown numbers are dropped."""
        unknown = [n for n in numbers if not 1 <= n <= len(self.shown)]
        if unknown:
            listed = ", ".join(str(n) for n in unknown)
            self.changes.append(f"unknown source dropped: {listed}")
        return [self.shown[n - 1] for n in numbers if 1 <= n <= len(self.shown)]

    def _judged(self, text: str, cited: Sequence[int]) -> tuple[float, tuple[int, ...]] | None:
        """Return support and citations of a sentence; None when nothing supports it."""
        if gives_orders(text):
            return None
        alone = [(self._support(text, i), i) for i in cited]
        good = [(value, i) for value, i in alone if value >= self.supported]
        if good:
            return max(good)[0], tuple(i for _, i in good)
        if len(cited) > 1:
            together = self._together(text, cited)
            if together is not None:
                return together
        others = [i for i in self._nearest(text) if i not in cited][:RECITED]
        better = [(self._support(text, i), -n, i) for n, i in enumerate(others)]
        best = max(better, default=(0.0, 0, -1))
        return (best[0], (best[2],)) if best[0] >= self.supported else None

    def _support(self, text: str, index: int) -> float:
        cited = self.evidence[index].text
        if _same(text, cited):
            return 1.0
        return 0.0 if breach(text, cited) is not None else float(self.judge(text, cited))

    def _together(self, text: str, cited: Sequence[int]) -> tuple[float, tuple[int, ...]] | None:
        """Return support and citations of a sentence whose clauses have each a source."""
        sentences = [self.evidence[i].text for i in cited]
        found = joins(text, sentences)
        if found is None:
            return None
        least = min(float(self.judge(part, sentences[home])) for part, home in found)
        indices = tuple(dict.fromkeys(cited[home] for _, home in found))
        return (least, indices) if least >= self.supported else None

    def _instead(self, text: str, cited: Sequence[int]) -> Iterator[Said]:
        """Give the cited evidence in place of a sentence that failed, or nothing."""
        order = [i for i in self._nearest(text) if i in cited]
        for index in order:
            adrift = leans(self.evidence[index].text) and not self._follows(index)
            if not adrift and not self.has(index):
                self.changes.append(f"replaced by its source: {_short(text)}")
                self._count("replaced")
                yield self.quote(index)
                return
        self.changes.append(f"dropped, no source says it: {_short(text)}")
        self._count("dropped")

    def _follows(self, index: int) -> bool:
        """Whether the last thing said is what stands right before a sentence in its article."""
        if not self.said:
            return False
        item = self.evidence[index]
        before = [self.evidence[i] for i in self.said[-1].evidence]
        return any(
            other.hit.article.id == item.hit.article.id
            and other.end <= item.start
            and not item.hit.article.text[other.end : item.start].strip()
            for other in before
        )

    def _nearest(self, text: str) -> list[int]:
        """Return the shown evidence ordered by the share of the sentence's words it has."""
        words = {w.lower() for w in _WORD.findall(text) if len(w) > 3}

        def shared(index: int) -> int:
            return len(words & {w.lower() for w in _WORD.findall(self.evidence[index].text)})

        return sorted(self.shown, key=lambda i: -shared(i))

    def _known(self, text: str) -> bool:
        return any(_same(text, said.text) for said in self.said)

    def _count(self, outcome: Outcome) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _same(one: str, other: str) -> bool:
    return [w.lower() for w in _WORD.findall(one)] == [w.lower() for w in _WORD.findall(other)]


def _short(text: str, limit: int = 120) -> str:
    text = scrub(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"

"""A model's sentences against what they cite: passed, cited anew, replaced, marked or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rag.injection import gives_orders
from rag.language import language_of
from rag.llm import markers
from rag.llm.checks import Check, Checked, Checks
from rag.llm.clean import clean
from rag.llm.guard import leans
from rag.llm.secrets import scrub
from rag.types import Evidence

Outcome: TypeAlias = Literal[
    "passed", "recited", "replaced", "marked", "dropped", "refused", "repeated"
]

RECITED = 3
SHORTEST = 2
_WORD = re.compile(r"\w+")
_OWN_WORDS = 2
_ADRIFT = "it does not say who or what is meant"


@dataclass(frozen=True, slots=True)
class Said:
    """A checked sentence.

    Attributes:
        text: its words, without markers.
        evidence: indices of the evidence that it cites.
        support: how well that says it, 0..1.
        origin: "model", or "extract" when the evidence's own words took its place.
        outcome: what the check did.
        check: what the checks made of a model's words; None for the evidence's own.
        why: why they are not verified; "" where they are.
    """

    text: str
    evidence: tuple[int, ...]
    support: float
    origin: Literal["model", "extract"]
    outcome: Outcome
    check: Check | None = None
    why: str = ""


@dataclass
class Leash:
    """Checks sentences one by one.

    Attributes:
        evidence: all evidence.
        shown: indices of what the model was shown, in the order of its numbers.
        checks: of a sentence against what it cites.
        marked: whether a sentence that is not verified is shown with a sign that says so; else
            its source takes its place.
        changes: what was changed, one line each.
        counts: how often each outcome came.
        said: what has been let through.
    """

    evidence: Sequence[Evidence]
    shown: Sequence[int]
    checks: Checks
    marked: bool = False
    changes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def check(self, sentence: str) -> Iterator[Said]:
        """Yield what of a model's sentence may be shown; at most one sentence."""
        known = "\n".join(self.evidence[i].text for i in self.shown)
        read = markers.read(clean(sentence, known))
        text = read.text
        if len(_WORD.findall(text)) < SHORTEST:
            return
        verbatim = [i for i in self.shown if _same(text, self.evidence[i].text)]
        if language_of(text).modality.refusal.search(text) and not verbatim:
            self._count("refused")
            return
        if any(_same(text, said.text) for said in self.said):
            self._count("repeated")
            return
        cited = self._resolve(read.numbers)
        found, indices = self._checked(text, cited, verbatim)
        if found.check == "verified" and leans(text) and not self._follows(indices[0]):
            found = Checked("unverified", found.support, _ADRIFT)
        if found.check != "verified":
            yield from self._not_verified(text, cited, found, indices)
            return
        outcome: Outcome = "passed" if set(indices) <= set(cited) else "recited"
        if outcome == "recited" and cited:
            self.changes.append(f"cited anew: {_short(text)}")
        self._count(outcome)
        if verbatim:
            words = self.evidence[indices[0]].text
            yield self._let(Said(words, indices, found.support, "extract", outcome))
        else:
            support = found.support
            yield self._let(Said(text, indices, support, "model", outcome, "verified"))

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

    def _checked(
        self, text: str, cited: Sequence[int], verbatim: Sequence[int]
    ) -> tuple[Checked, tuple[int, ...]]:
        """Return what the checks make of a sentence, and what it is to cite.

        What it cites is tried first, then what is nearest to it by its words.
        """
        if verbatim:
            home = next((i for i in verbatim if i in cited), verbatim[0])
            return Checked("verified", 1.0), (home,)
        if gives_orders(text):
            return Checked("contradicted", 0.0, "it gives orders"), ()
        nearest = [i for i in self._nearest(text) if i not in cited][:RECITED]
        if self.checks.verifier is not None:
            return self._against(text, cited, nearest[:1] if cited else nearest)
        first = self._against(text, cited) if cited else None
        if first is not None and first[0].check == "verified":
            return first
        best = max(
            (self._against(text, (), [index]) for index in nearest),
            key=lambda found: (found[0].check == "verified", found[0].support),
            default=None,
        )
        if best is not None and (first is None or best[0].check == "verified"):
            return best
        return first or (Checked("unverified", 0.0, "no source says it"), ())

    def _against(
        self, text: str, cited: Sequence[int], beside: Sequence[int] = ()
    ) -> tuple[Checked, tuple[int, ...]]:
        """Return what the checks make of a sentence, and which of the evidence says it.

        That is the nearest, and what has words of the sentence that those before it lack.
        """
        indices = [*sorted(cited, key=self._nearest(text).index), *beside]
        found = self.checks(text, [self.evidence[i].text for i in sorted(indices)])
        wanted = _long_words(text)
        kept: list[int] = []
        for index in indices:
            own = wanted & _long_words(self.evidence[index].text)
            if not kept or len(own) >= (1 if index in cited else _OWN_WORDS):
                kept.append(index)
                wanted -= own
        return found, tuple(kept)

    def _not_verified(
        self, text: str, cited: Sequence[int], found: Checked, indices: Sequence[int]
    ) -> Iterator[Said]:
        """Give a sentence with a sign, or its source in its place, or nothing."""
        if self.marked and indices:
            self._count("marked")
            yield self._let(
                Said(
                    scrub(text),
                    tuple(cited) or tuple(indices),
                    found.support,
                    "model",
                    "marked",
                    found.check,
                    found.why,
                )
            )
            return
        if found.why == _ADRIFT:
            self.changes.append(f"dropped, {_ADRIFT}: {_short(text)}")
            self._count("dropped")
            return
        for index in self._nearest(text):
            if index not in cited or self.has(index):
                continue
            if leans(self.evidence[index].text) and not self._follows(index):
                continue
            self.changes.append(f"replaced by its source, {found.why}: {_short(text)}")
            self._count("replaced")
            yield self.quote(index)
            return
        self.changes.append(f"dropped, {found.why}: {_short(text)}")
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
        words = _long_words(text)

        def shared(index: int) -> int:
            return len(words & {w.lower() for w in _WORD.findall(self.evidence[index].text)})

        return sorted(self.shown, key=lambda i: -shared(i))

    def _count(self, outcome: Outcome) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _long_words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text) if len(word) > 3}


def _same(one: str, other: str) -> bool:
    return [w.lower() for w in _WORD.findall(one)] == [w.lower() for w in _WORD.findall(other)]


def _short(text: str, limit: int = 120) -> str:
    text = scrub(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"

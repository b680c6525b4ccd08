"""What a model's answers are worth beside the archive's own words: `python -m eval.bench.llm`.

Asks the sample questions, and with `--dataset FOLDER` those of a folder in the BEIR layout, once
without a model and once with one (by default a very small one that runs here), and prints
invalid citations, the share of supported sentences by `support` and by a second judge that
shares no code with it, the share of answers that contain a gold answer, and how often the checks
had to change what the model wrote.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from eval.invariants import violations
from rag.language.parts import word_set
from rag.llm.small import SPEC, serve

if TYPE_CHECKING:
    from index import Index
    from rag.answer.model import Answer

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "index" / "samples"
CASES = ROOT / "eval" / "cases" / "samples.jsonl"
NOW = "2026-01-15"
_TOKEN = re.compile(r"[a-z0-9]+")
_MARKER = re.compile(r"\[(\d+)\]")
_SMALL = word_set("a an the of to in on at by for and or is are was were be it that this")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold answers; none when the archive does not answer it."""

    text: str
    answers: tuple[str, ...]
    now: str | None


@dataclass
class Tally:
    """What the answers of one way of asking came to."""

    questions: int = 0
    answered: int = 0
    sentences: int = 0
    supported: int = 0
    seconded: int = 0
    gold: int = 0
    contained: int = 0
    invalid: int = 0
    by_model: int = 0
    seconds: float = 0.0
    leash: Counter[str] = field(default_factory=Counter)

    def add(self, asked: Asked, answer: Answer, archive: Index, seconds: float) -> None:
        """Count an answer."""
        from rag.support.check import SUPPORTED, support

        self.questions += 1
        self.seconds += seconds
        self.answered += not answer.abstained
        self.invalid += len(violations(answer, lambda each: archive.article(each).text))
        quotes = {citation.n: citation.quote for citation in answer.citations}
        for sentence in answer.sentences:
            cited = " ".join(quotes[n] for n in sentence.citations)
            self.sentences += 1
            self.by_model += sentence.origin == "model"
            self.supported += support(sentence.text, cited, encoder=archive.encoder) >= SUPPORTED
            self.seconded += second_judge(sentence.text, cited)
        if asked.answers:
            self.gold += 1
            self.contained += any(_plain(gold) in _plain(answer.answer) for gold in asked.answers)
        self.leash.update(answer.usage.get("check", {}))
        if answer.usage:
            self.leash["asked the model"] += 1
            self.leash["gave way"] += not any(s.origin == "model" for s in answer.sentences)

    def row(self) -> list[str]:
        """Return the figures as text."""
        sentences, gold = max(1, self.sentences), max(1, self.gold)
        return [
            str(self.questions),
            str(self.answered),
            str(self.sentences),
            str(self.invalid),
            f"{self.supported / sentences:.3f}",
            f"{self.seconded / sentences:.3f}",
            f"{self.contained / gold:.3f}",
            f"{self.by_model / sentences:.3f}",
            f"{self.seconds / max(1, self.questions):.2f}",
        ]


def second_judge(claim: str, cited: str) -> bool:
    """Whether four fifths of a claim's words, and each of its numbers, stand in what it cites.

    Words are compared as they are written: no stems, no embeddings, nothing of `rag.support`.
    """
    words = [word for word in _TOKEN.findall(claim.lower()) if word not in _SMALL]
    known = set(_TOKEN.findall(cited.lower()))
    if not words or any(word not in known for word in words if word.isdigit()):
        return False
    return sum(word in known for word in words) >= 0.8 * len(words)


def sample_questions(limit: int) -> list[Asked]:
    """Return the questions written for the sample articles."""
    return [
        Asked(case["question"], tuple(case["answers"]), case.get("now") or NOW)
        for case in _lines(CASES, limit)
    ]


def dataset_questions(folder: Path, limit: int) -> list[Asked]:
    """Return the answerable questions of a BEIR folder."""
    lines = (line for line in _lines(folder / "queries.jsonl") if line["metadata"]["answerable"])
    found = [Asked(line["text"], tuple(line["metadata"]["answers"]), None) for line in lines]
    return found[:limit] if limit else found


def measure(archive: Index, questions: Iterable[Asked], spec: str) -> tuple[Tally, Tally]:
    """Return the tallies without and with a model."""
    from rag.api import ask

    without, with_model = Tally(), Tally()
    for asked in questions:
        for tally, llm in ((without, None), (with_model, spec)):
            begin = time.perf_counter()
            answer = ask(asked.text, index=archive, llm=llm, now=asked.now)
            tally.add(asked, answer, archive, time.perf_counter() - begin)
    return without, with_model


def _lines(path: Path, limit: int = 0) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines if line.strip()]
    return found[:limit] if limit else found


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", _MARKER.sub(" ", text).lower())
    return " " + " ".join(word for word in words if word not in {"a", "an", "the"}) + " "


def _archives(stack: ExitStack, dataset: Path | None, folder: Path, limit: int) -> Iterator[Any]:
    from index import Article, Index
    from index.ingest import ingest

    samples = stack.enter_context(Index.open(folder / "samples"))
    if not len(samples):
        ingest(samples, [SAMPLES])
    yield "samples", samples, sample_questions(limit)
    if dataset is None:
        return
    archive = stack.enter_context(Index.open(folder / dataset.name))
    if not len(archive):
        documents = _lines(dataset / "corpus.jsonl")
        archive.add(Article(d["_id"], d["text"], d.get("title", "")) for d in documents)
    yield dataset.name, archive, dataset_questions(dataset, limit)


def main(
    limit: int = typer.Option(0, help="Questions of each set; 0 for all."),
    dataset: Path | None = typer.Option(None, help="A folder in the BEIR layout."),
    llm: str | None = typer.Option(None, help="PROVIDER:MODEL; none: a small one, here."),
    folder: Path | None = typer.Option(None, help="Where to keep the indexes; none: nowhere."),
) -> None:
    """Print what answers are worth with a language model and without."""
    heads = ["questions", "answered", "sentences", "invalid", "support", "second", "contains"]
    heads += ["by model", "s each"]
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(TemporaryDirectory()))
        if llm is None:
            os.environ["OPENAI_BASE_URL"] = stack.enter_context(serve())
            os.environ.setdefault("OPENAI_API_KEY", "none")
        for name, archive, questions in _archives(stack, dataset, place, limit):
            pair = measure(archive, questions, llm or SPEC)
            typer.echo(f"\n{name}\n{'':<14}" + "".join(f"{head:>11}" for head in heads))
            for label, tally in zip(("own words", llm or SPEC), pair, strict=True):
                typer.echo(f"{label:<14}" + "".join(f"{cell:>11}" for cell in tally.row()))
            counts = ", ".join(f"{k} {n}" for k, n in sorted(pair[1].leash.items()))
            typer.echo(f"checks: {counts}")


if __name__ == "__main__":
    typer.run(main)

"""How many of a good model's honest sentences are shown, and how many of its lies.

`python -m eval.bench.phrasing [--claims FILE]`: a scripted model answers in free prose, part of it
true to what it cites and part of it not; a scripted verifier is right about 95 of 100 rulings, and
in each of ten rounds about others. What is counted is what a reader would be shown in the model's
words, with and without the verifier. The sentences are those of `eval/cases/phrased.jsonl`, and
every other one of a file of claims in the same form (`cited`, `claim`, `supported`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eval.bench import CASES
from eval.loaders.lines import read_json_lines
from index.article import Article, Passage
from index.encode import load_encoder
from index.text.sentences import split
from rag.llm import ModelSettings, Phrased, phrase, prompts
from rag.llm.checks import Judge
from rag.support import support
from rag.support.entailment import OWN
from rag.types import Evidence, Hit

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ROUNDS = 10
"""How often all is shown: of 164 lies five more or fewer pass by chance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a model writes: what it cites, and whether that says it."""

    cited: str
    claim: str
    honest: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Shares of the sentences that a reader is shown in the model's words, 0..1."""

    honest: float
    lies: float


def load(file: Path) -> list[Sentence]:
    """Return the sentences of a file, one JSON object a line.

    Raises:
        DatasetError: a line lacks a field.
    """
    return [
        Sentence(line.text("cited"), line.text("claim"), line.flag("supported", default=False))
        for line in read_json_lines(file)
    ]


def measure(
    answers: Sequence[Sequence[Sentence]], right: float | None, judge: Judge, rounds: int = ROUNDS
) -> Shown:
    """Show answers strictly; return which shares of their sentences come in the model's words.

    Args:
        answers: the sentences of each.
        right: share of the verifier's rulings that are right; None for no verifier.
        judge: support of a claim by what it cites.
        rounds: how often, with other rulings wrong each time.
    """
    told = {prompts.fence(one.claim): one.honest for answer in answers for one in answer}
    chance = random.Random(0)  # noqa: S311 - draws which rulings are wrong

    def rule(asked: str) -> str:
        claim = asked.rpartition("\n\nClaim: ")[2].partition("\n\n")[0]
        return "YES" if told[claim] == (chance.random() < (right or 0.0)) else "NO: not said"

    verifier = None if right is None else scripted(rule)
    shown: dict[bool, list[bool]] = {True: [], False: []}
    for answer in [*answers] * (1 if verifier is None else rounds):
        said = {one.text for one in _phrased(answer, judge, verifier) if one.origin == "model"}
        for one in answer:
            shown[one.honest].append(one.claim in said)
    return Shown(*(sum(shown[kind]) / max(1, len(shown[kind])) for kind in (True, False)))


def _phrased(
    answer: Sequence[Sentence], judge: Judge, verifier: BaseChatModel | None
) -> Sequence[Any]:
    """Return what is shown of an answer."""
    text = "\n\n".join(one.cited for one in answer)
    article = Article(id="a", text=text, title="")
    spans = tuple(split(text))
    hit = Hit(Passage(0, "a", 0, len(text), spans), article, 1.0)
    evidence = [Evidence(hit, start, end, 1.0) for start, end in spans]
    words = []
    for one in answer:
        start = text.index(one.cited)
        inside = range(start, start + len(one.cited))
        marks = "".join(f"[{n}]" for n, item in enumerate(evidence, 1) if item.start in inside)
        words.append(f"{one.claim} {marks}")
    model = scripted(lambda _: " ".join(words))
    settings = ModelSettings(show="strict", structured="never", max_evidence=12)
    *_, last = phrase(
        "What happened?",
        evidence,
        model,
        judge,
        limits=OWN,
        settings=settings,
        keep=(),
        verifying=verifier,
    )
    return last.sentences if isinstance(last, Phrased) else ()


def scripted(reply: Callable[[str], str]) -> BaseChatModel:
    """Return a chat model that replies to the words of its last message with a function."""
    from langchain_core.language_models.chat_models import SimpleChatModel

    class Scripted(SimpleChatModel):
        """Says what it is told to say."""

        @property
        def _llm_type(self) -> str:
            return "scripted"

        def _call(self, messages: Any, *_: Any, **__: Any) -> str:
            return reply(str(messages[-1].content))

    return Scripted()


def main(
    claims: Path | None = typer.Option(None, help="More sentences: every other one of a file."),
    right: float = typer.Option(0.95, min=0, max=1, help="Share of right rulings."),
) -> None:
    """Print the share of honest sentences and of lies that are shown in the model's words."""
    own = load(CASES / "phrased.jsonl")
    answers: list[Sequence[Sentence]] = [[one] for one in own]
    if claims is not None:
        more = load(claims)[::2]
        answers += [more[place : place + 2] for place in range(0, len(more), 2)]
    count = sum(map(len, answers))
    judge = cache(partial(support, encoder=load_encoder()))
    typer.echo(f"{len(answers)} answers, {count} sentences{'shown':>20}{'honest':>9}{'lies':>9}")
    for name, value in (("without a verifier", None), (f"verifier right in {right:.0%}", right)):
        shown = measure(answers, value, judge)
        typer.echo(f"{name:<46}{shown.honest:>9.3f}{shown.lies:>9.3f}")


if __name__ == "__main__":
    typer.run(main)

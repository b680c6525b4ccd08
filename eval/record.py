"""What is kept of one question after it was asked, and what is known once it was judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Loss: TypeAlias = Literal[
    "right",
    "not retrieved",
    "abstained wrongly",
    "not chosen",
    "chosen but wrong",
    "abstained rightly",
    "answered the unanswerable",
    "not judged",
]
"""What became of a question, in the order in which a loss is looked for."""

LOSSES: tuple[Loss, ...] = (
    "not retrieved",
    "abstained wrongly",
    "not chosen",
    "chosen but wrong",
    "answered the unanswerable",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What Dateline did with a question, before any judgement.

    Attributes:
        id: the question's.
        ranking: (article id, score), best first, from a retrieve-only call.
        answer: `Answer.model_dump(mode="json")`.
        retrieve_ms: wall time of the retrieve-only call.
        answer_ms: wall time of the whole answer.
        violations: invariants of an answer that it breaks, one line each.
        error: what went wrong, when there is no answer.
    """

    id: str
    ranking: list[tuple[str, float]]
    answer: dict[str, Any]
    retrieve_ms: float
    answer_ms: float
    violations: list[str] = field(default_factory=list)
    error: str | None = None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Result:
        """Return the result of what `asdict` gave."""
        ranking = [(str(name), float(score)) for name, score in values.pop("ranking")]
        return cls(ranking=ranking, **values)

    @property
    def documents(self) -> list[str]:
        """The ranking without its scores."""
        return [name for name, _ in self.ranking]

    @property
    def text(self) -> str:
        """The answer's sentences without markers; empty when it abstained."""
        if not self.answer or self.answer["abstained"]:
            return ""
        return " ".join(str(one["text"]) for one in self.answer["sentences"])


@dataclass(frozen=True, slots=True)
class Record:
    """A judged question: everything that figures, comparisons and reports are made from.

    Attributes:
        id: the question's.
        question: as asked.
        type: kind of question.
        answerable: whether the archive tells it.
        gold: gold answers.
        relevant: gold articles.
        answer: what was said, markers included.
        abstained: whether it kept silent.
        confidence: the answer's own estimate that it is right.
        right: whether it is; None where the set does not tell.
        loss: what became of it.
        values: every figure that can be measured on this question, "group.name" to number.
        cited: articles cited.
        ranking: first ten articles retrieved.
        latency_ms: wall time of the answer.
    """

    id: str
    question: str
    type: str
    answerable: bool
    gold: list[str]
    relevant: list[str]
    answer: str
    abstained: bool
    confidence: float
    right: bool | None
    loss: Loss
    values: dict[str, float]
    cited: list[str]
    ranking: list[str]
    latency_ms: float

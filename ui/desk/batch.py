"""A file of questions answered from the page, a row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.batch.questions import questions_of
from rag.batch.row import Row
from rag.batch.run import answer_rows
from rag.batch.write import writer_for
from rag.errors import BatchError
from ui.backend import Backend

KINDS = (".xlsx", ".csv", ".jsonl")
MOST = 500
"""Questions of a file; more are for `dateline ask --from`, which can be stopped and goes on."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a batch is.

    Attributes:
        done: questions that are answered or refused.
        questions: how many there are.
        answered: how many the archive answers.
        data: the file of answers, once all are done.
    """

    done: int
    questions: int
    answered: int = 0
    data: bytes | None = None


def answers(
    backend: Backend, name: str, data: bytes, kind: str, llm: str | None = None
) -> Iterator[Step]:
    """Yield how far a batch is; the last step holds the answers.

    Args:
        backend: the archive; one generation of it answers all.
        name: of the file of questions.
        data: its bytes.
        kind: ending of the file of answers.
        llm: PROVIDER:MODEL that phrases the answers; None takes the backend's own.

    Raises:
        BatchError: the file cannot be read, or holds no questions or too many.
        NotOfferedError: the operator does not offer the model.
    """
    questions = questions_of(Path(Path(name).name), data)
    if len(questions) > MOST:
        raise BatchError(
            f"{name} holds {len(questions)} questions; the page answers {MOST} at once: split "
            "the file, or use `dateline ask --from`"
        )
    write = writer_for(Path(f"answers{kind}"))
    rows: list[Row] = []
    yield Step(0, len(questions))
    model = backend.model(llm)
    found = answer_rows(questions, index=backend.index(), llm=model)
    for _ in questions:
        with backend.measure():
            rows.append(next(found))
        yield Step(len(rows), len(questions), sum(not row.refusal for row in rows))
    yield Step(len(rows), len(rows), sum(not row.refusal for row in rows), write(rows))

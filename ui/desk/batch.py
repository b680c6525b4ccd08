"""A file of questions answered from the page, a row each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from index.archive import Index, in_engine
from rag.batch.journal import Journal
from rag.batch.questions import questions_of
from rag.batch.row import Question, Row
from rag.batch.run import answer_row, resumed_rows
from rag.batch.write import writer_for
from rag.errors import BatchError
from ui.backend import Backend

KINDS = (".xlsx", ".csv", ".jsonl")
MOST = 500
"""Questions of a file; more are for `dateline ask --from`."""
BATCHES = "batches"
"""Folder beside an index for what is done of files whose answers nobody has yet."""
_KEPT = 20
"""Such files that are kept, the newest."""


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

    What is answered is kept beside the archive until the last step was taken: the same file goes
    on where it was stopped, as long as archive and model are the same.

    Args:
        backend: the archive; one generation of it answers all.
        name: of the file of questions.
        data: its bytes.
        kind: ending of the file of answers.
        llm: PROVIDER:MODEL that phrases the answers; None takes the backend's own.

    Raises:
        BatchError: the file cannot be read, or holds no questions or too many, or what is done
            cannot be kept.
        NotOfferedError: the operator does not offer the model.
    """
    questions = questions_of(Path(Path(name).name), data)
    if len(questions) > MOST:
        raise BatchError(
            f"{name} holds {len(questions)} questions; the page answers {MOST} at once: split "
            "the file, or use `dateline ask --from`"
        )
    write = writer_for(Path(f"answers{kind}"))
    model = backend.model(llm)
    archive = backend.index()

    def answer(question: Question) -> Row:
        with backend.measure():
            return answer_row(question, archive, llm=model)

    with ExitStack() as stack:
        target = _place(archive, stack) / sha256(data).hexdigest()[:32]
        journal = Journal(target, {"generation": archive.generation, "llm": model})
        before, rows = len(journal), list[Row]()
        yield Step(before, len(questions))
        for row in resumed_rows(questions, journal, answer):
            rows.append(row)
            if len(rows) > before:
                yield Step(len(rows), len(questions), sum(not row.refusal for row in rows))
        yield Step(len(rows), len(rows), sum(not row.refusal for row in rows), write(rows))
        journal.path.unlink(missing_ok=True)


def _place(archive: Index, stack: ExitStack) -> Path:
    """Return the folder of what is done; where no index folder holds the archive, a passing one."""
    if in_engine(archive.place) or not len(archive):
        return Path(stack.enter_context(TemporaryDirectory()))
    folder = archive.folder / BATCHES
    folder.mkdir(exist_ok=True)
    for old in sorted(folder.iterdir(), key=_age)[_KEPT:]:
        old.unlink(missing_ok=True)
    return folder


def _age(path: Path) -> float:
    return -path.stat().st_mtime

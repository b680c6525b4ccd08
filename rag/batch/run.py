"""A batch of questions: each is answered, and what is done survives an interruption."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.archive import Index
from rag.api import ask
from rag.batch.journal import Journal
from rag.batch.questions import read_questions
from rag.batch.row import Question, Row
from rag.batch.write import replace_file, writer_for
from rag.errors import BatchError, QuestionError
from rag.request import index_folder


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a batch.

    Attributes:
        questions: how many there were.
        answered: how many the archive answers.
        refused: how many it does not, or could not be asked.
        resumed: how many were answered by an earlier run that was stopped.
        outdated: whether an earlier run's answers were of another state of the archive, or had
            other options, and were asked for again.
    """

    questions: int
    answered: int
    refused: int
    resumed: int = 0
    outdated: bool = False


def ask_file(
    source: str | Path,
    target: str | Path,
    *,
    index: str | Path | Index | None = None,
    progress: Callable[[int, int], None] | None = None,
    **options: Any,
) -> Report:
    """Answer the questions of a file into a file, a row each.

    Each answer is kept beside the target (`TARGET.part`) as soon as it is there: a run that was
    stopped goes on where it was, as long as archive and options are the same.

    Args:
        source: CSV, TSV, XLSX, JSON Lines or text with a question a line; see `read_questions`.
        target: XLSX, CSV or JSON Lines; written as a whole at the end.
        index: the index folder or an open `Index`; None for `$DATELINE_INDEX`, else `.dateline`.
        progress: told after each question how many are done, and of how many.
        **options: those of `rag.ask` but `history`; a question's own limits go first.

    Raises:
        BatchError: a file cannot be read or written.
        IndexNotFoundError: there is no index in the folder.
        LanguageModelError: a setting of chat models is not one.
    """
    source, target = Path(source), Path(target)
    write = writer_for(target)
    if target.resolve() == source.resolve():
        raise BatchError(f"{target} holds the questions; name another file for the answers")
    questions = read_questions(source)
    with ExitStack() as stack:
        archive = index
        if not isinstance(archive, Index):
            archive = stack.enter_context(Index.open(index_folder(archive), must_exist=True))
        said = {name: value for name, value in options.items() if value not in (None, (), [])}
        journal = Journal(target, {"generation": archive.generation, **said})
        resumed = len(journal)
        rows: list[Row] = []
        for row in resumed_rows(questions, journal, lambda q: answer_row(q, archive, **options)):
            rows.append(row)
            if progress is not None:
                progress(len(rows), len(questions))
        replace_file(target, write(rows))
        journal.path.unlink(missing_ok=True)
    answered = sum(not row.refusal for row in rows)
    return Report(len(rows), answered, len(rows) - answered, resumed, journal.outdated)


def answer_rows(
    questions: Iterable[str | Question],
    *,
    index: str | Path | Index | None = None,
    **options: Any,
) -> Iterator[Row]:
    """Yield the answer to each question as a row, in their order.

    Args:
        questions: texts, or `Question`s with limits of their own.
        index: as for `ask_file`.
        **options: as for `ask_file`.

    Raises:
        IndexNotFoundError: there is no index in the folder.
        LanguageModelError: a setting of chat models is not one.
    """
    with ExitStack() as stack:
        archive = index
        if not isinstance(archive, Index):
            archive = stack.enter_context(Index.open(index_folder(archive), must_exist=True))
        for each in questions:
            question = Question(each) if isinstance(each, str) else each
            yield answer_row(question, archive, **options)


def resumed_rows(
    questions: Iterable[Question], journal: Journal, answer: Callable[[Question], Row]
) -> Iterator[Row]:
    """Yield each question's row as an earlier run left it, else answered now and kept.

    Args:
        questions: of the batch.
        journal: of what is done, not opened yet.
        answer: answers one that is not in it.

    Raises:
        BatchError: the journal cannot be written.
    """
    with journal:
        for question in questions:
            row = journal.get(question)
            if row is None:
                row = answer(question)
                journal.put(question, row)
            yield row


def answer_row(question: Question, archive: Index, **options: Any) -> Row:
    """Return a question's row; one that cannot be asked says why in it."""
    own: dict[str, Any] = {"since": question.since, "until": question.until}
    own = {name: value for name, value in own.items() if value}
    if question.source:
        own["sources"] = (question.source,)
    try:
        return Row.of(ask(question.text, index=archive, **{**options, **own}))
    except QuestionError as error:
        where = f"{question.place}: " if question.place else ""
        return Row(question.text, refusal=f"{where}{error}")

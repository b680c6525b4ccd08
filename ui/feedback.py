"""What readers said of answers, kept beside the archive and made into evaluation cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from index.archive import beside
from index.errors import DatelineError
from rag.answer.model import Answer

NAME = "feedback.jsonl"
Verdict = Literal["right", "wrong", "wrong_citation"]
LONGEST = 4_000
"""Most characters of a note."""
LARGEST = 2_000_000
"""Most bytes of a judgement with its answer."""
_lock = Lock()


class FeedbackError(DatelineError):
    """Feedback cannot be kept or read."""


class Feedback(BaseModel):
    """One judgement: when, of which question and answer, and in which words."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: datetime
    verdict: Verdict
    note: str = ""
    answer: Answer


def keep(folder: str | Path, verdict: Verdict, note: str, answer: Answer) -> Feedback:
    """Append a judgement to the index folder's side file.

    Raises:
        FeedbackError: the file cannot be written, or there is too much to write.
        EngineError: an engine holds the archive.
    """
    folder = beside(folder)
    if len(note) > LONGEST:
        raise FeedbackError(f"the note has {len(note):,} characters; say it in {LONGEST:,}")
    given = Feedback(at=datetime.now(UTC), verdict=verdict, note=note.strip(), answer=answer)
    line = given.model_dump_json() + "\n"
    if len(line) > LARGEST:
        raise FeedbackError(f"the judged answer has {len(line):,} bytes; {LARGEST:,} are kept")
    try:
        with _lock:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / NAME).open("a", encoding="utf-8") as file:
                file.write(line)
    except OSError as error:
        raise FeedbackError(
            f"feedback cannot be written to {folder / NAME}: {error.strerror}; "
            "make the folder writable"
        ) from error
    return given


def read(folder: str | Path) -> Iterator[Feedback]:
    """Yield all judgements of an index folder, oldest first; none when there is no file.

    Raises:
        FeedbackError: a line cannot be read; the message names it.
    """
    path = beside(folder) / NAME
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            try:
                yield Feedback.model_validate_json(line)
            except ValidationError as error:
                raise FeedbackError(
                    f"{path}, line {number} is not feedback: mend or delete the line"
                ) from error


def cases(given: Iterable[Feedback]) -> Iterator[dict[str, object]]:
    """Yield a case for `dateline eval` from each question, the latest judgement of it holding.

    A right answer becomes a case with its quotes as gold answers and its articles as gold
    articles. Of a wrong one only the question is known and what the reader noted: it is a draft,
    without answers, until a person fills them in. The verdict is the case's type.
    """
    latest: dict[str, Feedback] = {}
    for each in given:
        latest[each.answer.standalone_question] = each
    for number, each in enumerate(latest.values(), 1):
        yield _case(number, each)


def _case(number: int, given: Feedback) -> dict[str, object]:
    answer = given.answer
    case: dict[str, object] = {
        "id": f"f{number:03}",
        "question": answer.standalone_question,
        "type": given.verdict,
        "note": given.note,
        "draft": given.verdict != "right",
    }
    limits = {"since": answer.filters.since, "until": answer.filters.until}
    case |= {name: day.isoformat() for name, day in limits.items() if day}
    if given.verdict == "right":
        case["answerable"] = not answer.abstained
        case["answers"] = [citation.quote for citation in answer.citations]
        case["articles"] = list(
            dict.fromkeys(citation.url or citation.article_id for citation in answer.citations)
        )
    return case


def export(folder: str | Path) -> str:
    """Return the evaluation cases of an index folder's feedback as JSON Lines."""
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases(read(folder)))

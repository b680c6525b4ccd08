"""Plain questions as JSON Lines or CSV, asked of an archive that exists.

Fields: `question` (or `turns`, a conversation whose last turn is judged), `id`, `answers`,
`articles` (ids or addresses of those that support the answer), `answerable`, `type`, `now`,
`since`, `until`, `disagree` ([figure, address] a telling), `draft`, `note`. In CSV, several
answers or articles stand in one cell with `|` between them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from eval.errors import DatasetError
from eval.loaders.lines import Line, read_json_lines, read_text, refuse_twice
from eval.sets import Dataset, Question

KNOWN = {
    "id", "question", "turns", "standalone", "answers", "articles", "answerable", "type", "kind",
    "now", "since", "until", "disagree", "draft", "note",
}  # fmt: skip


def load_json_lines(path: Path) -> Dataset:
    """Return the questions of a JSON Lines file.

    Raises:
        DatasetError: a line is not what the format says.
    """
    return _dataset(path, read_json_lines(path))


def load_csv(path: Path) -> Dataset:
    """Return the questions of a CSV file, whose first line names the fields.

    Raises:
        DatasetError: a line is not what the format says.
    """
    reader = csv.DictReader(io.StringIO(read_text(path)), strict=True)
    lines: list[Line] = []
    try:
        for row in reader:
            if None in row or None in row.values():
                raise DatasetError(
                    f"{path}, line {reader.line_num}: has {_cells(row)} cells, the heading"
                    f" {len(reader.fieldnames or ())}"
                )
            values: dict[str, object] = {name: cell for name, cell in row.items() if cell}
            for name in ("answers", "articles", "turns"):
                if name in values:
                    parts = str(values[name]).split("|")
                    values[name] = [part.strip() for part in parts if part.strip()]
            lines.append(Line(path, reader.line_num, values))
    except csv.Error as error:
        raise DatasetError(f"{path}, line {reader.line_num}: not CSV ({error})") from None
    return _dataset(path, lines)


def _cells(row: dict[str, object]) -> int:
    extra = row.get(None)  # type: ignore[call-overload]
    filled = sum(value is not None for name, value in row.items() if name is not None)
    return filled + (len(extra) if isinstance(extra, list) else 0)


def _dataset(path: Path, lines: Iterable[Line]) -> Dataset:
    questions: dict[str, Question] = {}
    for line in lines:
        strangers = sorted(set(line.values) - KNOWN)
        if strangers:
            raise line.fail(f"no field is called {strangers[0]!r}; there are {sorted(KNOWN)}")
        name = line.text("id", f"q{line.number}")
        refuse_twice(questions, name, line)
        questions[name] = _question(name, line)
    if not questions:
        raise DatasetError(f"{path}: holds no question")
    return Dataset(name=path.stem, questions=tuple(questions.values()), path=path)


def _question(name: str, line: Line) -> Question:
    turns = line.texts("turns")
    if bool(turns) == ("question" in line.values):
        raise line.fail("must have 'question' or 'turns', and not both")
    answers = line.texts("answers")
    articles = line.texts("articles")
    answerable = line.flag("answerable", default=True)
    if not answerable and (answers or articles):
        raise line.fail("is not answerable and yet has answers or articles")
    since, until = line.period()
    return Question(
        id=name,
        text=turns[-1] if turns else line.text("question"),
        answers=answers,
        relevant=dict.fromkeys(articles, 1),
        answerable=answerable,
        type=line.text("type", line.text("kind", "")),
        now=line.day("now"),
        since=since,
        until=until,
        sides=tuple(_side(line, one) for one in line.items("disagree")),
        history=turns[:-1],
        draft=line.flag("draft", default=False),
        note=line.text("note", ""),
    )


def _side(line: Line, value: object) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value):
        return value[0], value[1]
    raise line.fail(f"'disagree' holds [figure, address] pairs, not {value!r}")

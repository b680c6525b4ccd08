"""ALCE's JSON: questions with the passages that were retrieved (Gao et al. 2023, arXiv:2305.14627).

The passages of all questions become one corpus. ASQA's short answers and QAMPARI's answers are
groups, each of which should be named; ELI5 has none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.loaders.lines import Line, refuse_twice
from eval.sets import Dataset, Question
from index.article import Article, text_sha256


def matches(document: Any) -> bool:
    """Say whether a JSON document is ALCE's."""
    return (
        isinstance(document, list)
        and bool(document)
        and isinstance(document[0], dict)
        and {"question", "docs"} <= set(document[0])
    )


def load(path: Path, document: Any) -> Dataset:
    """Return the passages and questions of an ALCE file.

    Raises:
        DatasetError: a record is not what the format says.
    """
    articles: dict[str, Article] = {}
    questions: dict[str, Question] = {}
    for number, one in enumerate(document, start=1):
        line = Line(path, number, {}, "record").inner(one)
        relevant: dict[str, int] = {}
        for value in line.items("docs"):
            part = line.inner(value)
            text = part.text("text")
            name = part.optional("id") or text_sha256(text)[:16]
            articles.setdefault(name, Article(id=name, title=part.text("title", ""), text=text))
            if any(found == 1 for found in part.items("answers_found")):
                relevant[name] = 1
        groups = _groups(line)
        question = line.text("id", line.text("sample_id", str(number - 1)))
        refuse_twice(questions, question, line)
        questions[question] = Question(
            id=question,
            text=line.text("question"),
            answers=tuple(answer for group in groups for answer in group),
            relevant=relevant,
            type=path.stem,
            groups=groups,
        )
    return Dataset(
        name=path.stem,
        questions=tuple(questions.values()),
        articles=tuple(articles.values()),
        path=path,
    )


def _groups(line: Line) -> tuple[tuple[str, ...], ...]:
    pairs = [line.inner(one) for one in line.items("qa_pairs")]
    if pairs:
        return tuple(pair.texts("short_answers") for pair in pairs)
    found: list[tuple[str, ...]] = []
    for one in line.items("answers"):
        if isinstance(one, str):
            found.append((one,))
        elif isinstance(one, list) and all(isinstance(name, str) for name in one):
            found.append(tuple(one))
        else:
            raise line.fail(f"'answers' must hold texts or lists of texts, not {one!r}")
    return tuple(found)

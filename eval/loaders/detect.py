"""Which format a path is in."""

from __future__ import annotations

from pathlib import Path

from eval.errors import DatasetError
from eval.loaders import beir, questions
from eval.sets import Dataset


def load(path: Path) -> Dataset:
    """Return the set at a path, whatever format it is in.

    Raises:
        DatasetError: there is nothing, the format is unknown, or a line is wrong.
    """
    if path.is_dir():
        if beir.matches(path):
            return beir.load(path)
        raise DatasetError(f"{path}: no set of questions; expected corpus.jsonl and queries.jsonl")
    if not path.exists():
        raise DatasetError(f"{path}: no such file or folder")
    if path.suffix == ".csv":
        return questions.load_csv(path)
    return questions.load_json_lines(path)

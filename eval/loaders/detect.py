"""Which format a path is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.errors import DatasetError
from eval.loaders import beir, multihop, questions, squad
from eval.loaders.lines import read_json, read_text
from eval.sets import Dataset

EXPECTED = (
    "a BEIR folder (corpus.jsonl, queries.jsonl), MultiHop-RAG's folder (corpus.json,"
    " MultiHopRAG.json), SQuAD's JSON, or questions as JSON Lines or CSV"
)


def load(path: Path) -> Dataset:
    """Return the set at a path, whatever format it is in.

    Raises:
        DatasetError: there is nothing, the format is unknown, or a line is wrong.
    """
    found = _loaded(path)
    if not found.questions:
        raise DatasetError(f"{path}: holds no question")
    if found.articles is not None and not found.articles:
        raise DatasetError(f"{path}: holds no document to ask about")
    return found


def _loaded(path: Path) -> Dataset:
    if path.is_dir():
        if beir.matches(path):
            return beir.load(path)
        if multihop.matches(path):
            return multihop.load(path)
        raise DatasetError(f"{path}: holds no set of questions; expected {EXPECTED}")
    if not path.exists():
        raise DatasetError(f"{path}: no such file or folder; expected {EXPECTED}")
    if path.suffix.lower() == ".csv":
        return questions.load_csv(path)
    return _load_json(path)


def _load_json(path: Path) -> Dataset:
    text = read_text(path)
    document = _parsed(text)
    first = _parsed(next((line for line in text.split("\n") if line.strip()), ""))
    if document is None and first is None and path.suffix.lower() == ".json" and text.strip():
        read_json(path)
    if squad.matches(document):
        return squad.load(path, document)
    if isinstance(document, list):
        raise DatasetError(f"{path}: a list of unknown records; expected {EXPECTED}")
    return questions.load_json_lines(path)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None

"""Which sets the reader and the checker learn from, and how much of each."""

from __future__ import annotations

import random
from pathlib import Path

from eval.train.rows import (
    Claim,
    ClaimGroup,
    Group,
    Mark,
    Row,
    read_jsonl,
    read_questions,
    sample,
)

# Rows of each set at the most. Questions by people who had not read the text (NQ, TyDi QA) are
# taken whole; SQuAD, whose questions repeat the passage's words, is capped; so is QAMR, half of
# whose questions are weak.
READER_SETS: dict[str, int | None] = {
    "squad1-train": 10_000,
    "squad1-train-null": 2_500,
    "squad2-dev-a": None,
    "qed-nq-train": None,
    "qed-nq-dev": None,
    "nq-openbook-dev": None,
    "clapnq-dev": None,
    "tydiqa-en": None,
    "mlqa-en-dev": None,
    "wiki-null": 2_000,
    "quac-null": None,
    "qamr": 1_000,
    "timeqa-human": 1_500,
    "covid-qa": 500,
    "bioasq": 500,
    "quoref-contrast": 500,
    "drop-contrast": None,
}
HELD_SQUAD = 8
"""Of the articles of squad2-dev-a, in order of title, how many are never trained on."""


def squad_titles(data: Path) -> list[str]:
    """Return the titles of squad2-dev-a in order."""
    rows = read_jsonl(data / "squad2-dev-a.jsonl.gz")
    return sorted({row.get("title") or "" for row in rows})


def held_out(data: Path) -> set[str]:
    """Return the titles of squad2-dev-a that are kept to measure on (every fourth)."""
    return {title.replace("_", " ") for title in squad_titles(data)[::4][:HELD_SQUAD]}


def reader_groups(data: Path, seed: int) -> list[Group]:
    """Return groups of the general sets; a question's rows (answer and null) go together."""
    chance = random.Random(seed)
    kept = held_out(data)
    rows: list[Row] = []
    for name, most in READER_SETS.items():
        found = list(read_questions(data / f"{name}.jsonl.gz"))
        if name == "squad2-dev-a":
            found = [row for row in found if row.context not in kept]
        if name == "squad1-train":
            asked = {row.question for row in read_questions(data / "squad1-train-null.jsonl.gz")}
            paired = [row for row in found if row.question in asked]
            rest = [row for row in found if row.question not in asked]
            half = sample(paired, 2_500, chance)
            found = half + sample(rest, (most or len(rest)) - len(half), chance)
        if name == "squad1-train-null":
            there = {row.question for row in rows}
            found = [row for row in found if row.question in there]
        rows += sample(found, most, chance)
    by_question: dict[str, list[Row]] = {}
    for row in rows:
        by_question.setdefault(row.question, []).append(row)
    groups: list[Group] = []
    for found in by_question.values():
        chance.shuffle(found)
        groups += [tuple(found[i : i + 4]) for i in range(0, len(found), 4)]
    chance.shuffle(groups)
    return groups


CHECKER_SETS: dict[str, int | None] = {
    "fever-2way": 5_000,
    "fever-mined-neutral": 1_200,
    "fever-symmetric": None,
    "foolmetwice": None,
    "wice-dev": None,
    "mnli-dev": None,
    "snli-dev": 4_000,
    "scitail-test": 1_500,
    "cb": None,
    "pawsx-en": None,
}


def checker_groups(data: Path, seed: int) -> list[ClaimGroup]:
    """Return claims of the general entailment sets, those over the same text together."""
    chance = random.Random(seed)
    groups: dict[str, list[Claim]] = {}
    for name, most in CHECKER_SETS.items():
        for row in sample(list(read_jsonl(data / f"{name}.jsonl.gz")), most, chance):
            label: Mark = row["label"]
            if row.get("binary") and label != "entails":
                label = "unsupported"
            groups.setdefault(row["premise"], []).append(Claim(row["premise"], row["claim"], label))
    made = [tuple(own[i : i + 6]) for own in groups.values() for i in range(0, len(own), 6)]
    chance.shuffle(made)
    return made

"""The reader given a passage: what it finds in one that answers, and in one that does not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from eval.quality.reading import SET, held_rows, measure_reading
from eval.train.rows import Row

PASSAGE = (
    "The harbour of Lunmouth was dug in 1871 by the engineer Ada Thorne. "
    "Its lighthouse is thirty metres high and painted red. "
    "Ferries leave for Skerra Island twice a day."
)


def _answered(question: str, answer: str) -> Row:
    start = PASSAGE.index(answer)
    return Row(question, "Lunmouth", PASSAGE, ((start, start + len(answer)),))


ANSWERED = [
    _answered("Who dug the harbour of Lunmouth?", "Ada Thorne"),
    _answered("When was the harbour dug?", "1871"),
    _answered("What colour is the lighthouse painted?", "red"),
]
NULLS = [
    Row("Who was elected mayor of Paris?", "Lunmouth", PASSAGE),
    Row("What does a litre of milk cost in Rome?", "Lunmouth", PASSAGE),
]


def test_simple_questions_are_read_right_and_nulls_are_told() -> None:
    figures = measure_reading([*ANSWERED, *NULLS])
    assert figures["questions"] == 5
    assert figures["f1"] > 0.6
    assert figures["auroc of nulls"] > 0.8
    assert figures["exact match"] <= figures["f1"] <= 1.0


def test_silence_is_right_where_nothing_answers() -> None:
    wrong = Row("Who dug the harbour of Lunmouth?", "Lunmouth", PASSAGE, ((0, 3),))
    figures = measure_reading([wrong, *NULLS])
    assert figures["f1"] == 0.0
    assert figures["f1 over all"] == 2 / 3


def test_only_articles_kept_from_training_are_measured(tmp_path: Path) -> None:
    rows = [
        {
            "task": "qa",
            "title": f"Town_{number}",
            "question": f"Who founded town {number}?",
            "passage": "Nobody knows.",
            "answers": [],
        }
        for number in range(9)
    ]
    with gzip.open(tmp_path / SET, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    assert {row.context for row in held_rows(tmp_path)} == {"Town 0", "Town 4", "Town 8"}

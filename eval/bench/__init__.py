"""Speed, start-up, growth, extraction, conversation, models: measured, most beside others.

`python -m eval.bench` runs speed, start, growth, find and page and writes tables and plots under
`eval/results/`; each system works in processes of its own, on the same file, with the same
weights, in one run. The other benchmarks are commands of their own.
"""

import json
from datetime import date
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
SAMPLES = _ROOT / "index" / "samples"
CASES = _ROOT / "eval" / "cases"
SAMPLE_CASES = CASES / "samples.jsonl"
NOW = date(2026, 1, 15)
"""The asker's day in the cases over the samples."""


def questions_of(cases: Path = SAMPLE_CASES) -> list[str]:
    """Return the questions of a file of cases, a JSON record a line."""
    return [json.loads(line)["question"] for line in cases.read_text("utf-8").splitlines()]

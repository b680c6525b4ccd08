"""Speed, start-up, growth, extraction, conversation, models: measured, most beside others.

`python -m eval.bench` runs speed, start and growth and writes tables and plots under
`eval/results/`; each system works in processes of its own, on the same file, with the same
weights, in one run. The other benchmarks are commands of their own.
"""

from datetime import date
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
SAMPLES = _ROOT / "index" / "samples"
CASES = _ROOT / "eval" / "cases"
NOW = date(2026, 1, 15)
"""The asker's day in the cases over the samples."""

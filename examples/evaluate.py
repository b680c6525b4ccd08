"""How good the answers are: `python examples/evaluate.py INDEX QUESTIONS`.

QUESTIONS is a folder in the BEIR layout, which brings its own articles and is indexed into INDEX,
or a file of questions about the articles that INDEX has, such as `eval/cases/samples.jsonl`.
"""

import sys
from pathlib import Path

from eval import load, run
from eval.measure import measure
from eval.runner import Options
from eval.setup import setup

index, questions = map(Path, sys.argv[1:3])
done = run(load(questions), setup(), Options(index=index, log=index.with_suffix(".run.jsonl")))
document = measure(done)
for group in ("retrieval", "answers", "citations", "abstention"):
    for name, value in document.get(group, {}).items():
        print(f"{group}.{name:<20} {value:.3f}")
print(len(document["violations"]), "answers broke an invariant")

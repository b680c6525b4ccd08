"""An answer and its sources in three lines: `python examples/ask.py INDEX [QUESTION]`."""

import sys

from rag import ask

QUESTION = "why did the Unification Ministry skip the talks"

answer = ask(" ".join(sys.argv[2:]) or QUESTION, index=sys.argv[1])
print(answer.text)
for citation in answer.citations:
    print(f"[{citation.n}] {citation.source}, {citation.date}: “{citation.quote}”")
if answer.abstained:
    print(answer.reason)
    for headline in answer.headlines:
        print(f"nearest: {headline.date} {headline.title}")

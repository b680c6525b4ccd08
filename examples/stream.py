"""What happens while an answer is made: `python examples/stream.py INDEX [QUESTION]`."""

import sys

from rag import stream
from rag.events import Done, SentenceReady, Stage

QUESTION = "Why was the Kestrel Bridge closed?"

for event in stream(" ".join(sys.argv[2:]) or QUESTION, index=sys.argv[1]):
    match event:
        case Stage(name, detail):
            print(f"… {name} {detail}".rstrip())
        case SentenceReady(sentence, citations):
            places = ", ".join(f"{each.article_id}:{each.start}-{each.end}" for each in citations)
            print(f"{sentence.text} ({places})")
        case Done(answer):
            print(f"confidence {answer.confidence:.2f}, {answer.timings_ms['total']:.0f} ms")

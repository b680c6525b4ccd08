"""An answer held against the archive: `python examples/check_quotes.py INDEX [QUESTION]`."""

import sys

from index import Index
from rag import ask
from rag.support import SUPPORTED, support

QUESTION = "How many miners died in the explosion at Karsk?"

with Index.open(sys.argv[1], must_exist=True) as archive:
    answer = ask(" ".join(sys.argv[2:]) or QUESTION, index=archive)
    for citation in answer.citations:
        text = archive.article(citation.article_id).text
        stands = text[citation.start : citation.end] == citation.quote
        print(f"[{citation.n}] {'stands' if stands else 'DOES NOT STAND'} in {citation.title}")
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        cited = " ".join(quotes[n] for n in sentence.citations)
        value = support(sentence.text, cited, encoder=archive.encoder)
        verdict = "supported" if value >= SUPPORTED else "UNSUPPORTED"
        print(f"{value:.2f} {verdict}: {sentence.text}")

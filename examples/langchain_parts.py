"""Dateline inside a LangChain program: `python examples/langchain_parts.py INDEX`."""

import sys

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from rag import Answer, chain, retriever

QUESTION = "Why was the Kestrel Bridge closed?"


def headlines(documents: list[Document]) -> list[str]:
    """Return the titles of passages, each once."""
    return list(dict.fromkeys(document.metadata["title"] for document in documents))


def sources(answer: Answer) -> str:
    """Return an answer with its outlets."""
    outlets = {citation.source or "unknown" for citation in answer.citations}
    return f"{answer.text} ({', '.join(sorted(outlets))})"


# A retriever is a LangChain `BaseRetriever`: passages as documents, their address as metadata.
found = retriever(sys.argv[1], k=4) | RunnableLambda(headlines)
print(found.invoke(QUESTION))

# A chain is a `Runnable`: a question, or a question with its history, to an `Answer`.
answered = chain(sys.argv[1]) | RunnableLambda(sources)
print(answered.invoke(QUESTION))
follow_up = {"question": "How many vehicles does it carry a day?", "history": [QUESTION]}
print(answered.invoke(follow_up))

"""A hand-made answer and a backend that gives it, for tests of rendering alone."""

from __future__ import annotations

from datetime import date

from rag.answer.model import (
    Answer,
    Citation,
    Disagreement,
    FiltersView,
    Headline,
    PassageView,
    Sentence,
)

TEXT = (
    "The ministry stayed away. The Unification Ministry skipped the talks because there was "
    '"not much to discuss" for the time being. It had been invited.'
)
QUOTE = TEXT[26 : TEXT.index(" It had")]


def answer(**changes: object) -> Answer:
    """Return an answer of one sentence; `changes` replace its fields."""
    fields: dict[str, object] = {
        "question": "why did the ministry skip the talks",
        "standalone_question": "why did the ministry skip the talks",
        "answer": f"{QUOTE} [1]",
        "abstained": False,
        "reason": None,
        "sentences": [Sentence(text=QUOTE, citations=[1], support=0.97)],
        "citations": [
            Citation(
                n=1,
                article_id="a1",
                title="Ministry stays away",
                date=date(2025, 12, 16),
                source="Eastern Strait Post",
                url="https://post.example/1",
                author="Corin Halloway",
                start=26,
                end=26 + len(QUOTE),
                quote=QUOTE,
                also=["a2"],
            )
        ],
        "passages": [
            PassageView(
                rank=1,
                score=0.5,
                article_id="a1",
                title="Ministry stays away",
                date=date(2025, 12, 16),
                source="Eastern Strait Post",
                start=0,
                end=len(TEXT),
                text=TEXT,
            )
        ],
        "as_of": date(2025, 12, 16),
        "filters": FiltersView(since=date(2025, 12, 1), origin="question"),
        "generation": 3,
        "models": {"encoder": "all-MiniLM-L6-v2", "llm": None},
        "timings_ms": {"total": 41.0},
        "confidence": 0.9,
    }
    return Answer.model_validate(fields | changes)


def abstention() -> Answer:
    """Return an answer that says that the archive does not tell."""
    return answer(
        answer="The archive does not answer this.",
        abstained=True,
        reason="No article mentions a world cup.",
        sentences=[],
        citations=[],
        headlines=[
            Headline(
                article_id="a9",
                title="Rovers win the Silver Cup",
                date=date(2025, 5, 3),
                source="The Touchline",
            )
        ],
    )


def conflict() -> Answer:
    """Return an answer whose two sources give another figure."""
    first = answer().citations[0]
    second = first.model_copy(update={"n": 2, "source": "Pacific Ledger", "article_id": "a2"})
    return answer(
        citations=[first, second],
        answer=f"{QUOTE} [1] [2]",
        sentences=[Sentence(text=QUOTE, citations=[1, 2], support=0.9)],
        disagreements=[
            Disagreement(kind="conflict", about="strikers", sides=[1, 2], values=["2,400", "2,100"])
        ],
    )

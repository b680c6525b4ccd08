"""What a search finds for a question, weighed."""

from datetime import date

from index import Filters
from rag.answer.findings import look
from rag.query.plan import understand
from rag.settings import RagSettings


def weighed(archive, question):
    """Return the plan of a question and its evidence, best first."""
    plan = understand(
        question, archive, filters=Filters(), now=date(2026, 1, 21), settings=RagSettings()
    )
    return plan, look(plan, archive, RagSettings()).evidence

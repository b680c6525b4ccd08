"""Questions that the sample articles answer, to begin with."""

from __future__ import annotations

EXAMPLES = (
    "Why did the Unification Ministry skip the talks?",
    "How many people died in the Karsk mine?",
    "Who is the governor of Belmora's central bank?",
    "Why was the Lumen-3 launch postponed?",
)
